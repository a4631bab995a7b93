/** What of one plan another plan names or reaches. */
import { wildcardMatches, type Document, type PolicyHolder } from "../iam";

/** A resource whose outputs are known. */
export interface Deployed {
  readonly type: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** ARNs of everything that has one. */
export function arnsOf(resources: readonly Deployed[]): string[] {
  const arns = resources.flatMap(({ outputs }) => (typeof outputs["arn"] === "string" ? [outputs["arn"]] : []));
  return [...new Set(arns)].filter((arn) => arn.startsWith("arn:"));
}

/** The same thing, as if it stood in another account. */
export function inAccount(arn: string, account: string): string {
  return arn.replace(/^((?:[^:]*:){4})\d{12}:/, `$1${account}:`);
}

/** Resource patterns of what a document allows. A lone star belongs to actions that AWS can limit to nothing. */
export function allowedPatterns({ Statement }: Document): string[] {
  return Statement.filter(({ Effect }) => Effect === "Allow")
    .flatMap(({ Resource }) => (Array.isArray(Resource) ? Resource : [Resource]))
    .filter((pattern): pattern is string => typeof pattern === "string" && pattern !== "*");
}

export function reaches(patterns: readonly string[], targets: readonly string[]): string[] {
  return patterns.flatMap((pattern) => targets.filter((target) => wildcardMatches(pattern, target)).map((target) => `${pattern} reaches ${target}`));
}

/** Arguments in which one of the texts stands. */
export function foreignTexts(resources: readonly PolicyHolder[], foreign: readonly string[]): string[] {
  return resources.flatMap(({ type, name, inputs }) =>
    Object.entries(inputs).flatMap(([property, value]) => {
      const text = JSON.stringify(value) ?? "";
      return foreign.filter((each) => text.includes(each)).map((each) => `${type}::${name} ${property} names ${each}`);
    }),
  );
}
