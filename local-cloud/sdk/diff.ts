/** What changed between two sets of inputs, and whether it replaces. */
import { isObject, isUnknown, type Properties, type Value } from "../provider/values";
import type { ResourceShape } from "./catalogue";
import { replacesKubernetes } from "./kubernetes-replacement";
import type { Replacement } from "./replacement";

export interface InputDifference {
  /** Paths that changed, as Pulumi writes them: `tags.Name`, `subnetIds[0]`. */
  readonly changes: readonly string[];
  /** Those of them that make a new resource. */
  readonly replaces: readonly string[];
}

export function diffInputs(replacement: Replacement, shape: ResourceShape, olds: Properties, news: Properties): InputDifference {
  const changes = differences(olds, news, "");
  const replacing = replacement.propertiesOf(shape);
  const replaces = changes.filter((path) => replacing.has(topLevel(path)) || (shape.token.startsWith("kubernetes:") && replacesKubernetes(shape.token, path)));
  return { changes, replaces };
}

function differences(old: Value | undefined, current: Value | undefined, path: string): string[] {
  if (absent(old) && absent(current)) {
    return [];
  }
  if (isUnknown(current) || isUnknown(old)) {
    return [path];
  }
  if (Array.isArray(old) && Array.isArray(current)) {
    return old.length === current.length && (unordered(old, current) ?? false)
      ? []
      : Array.from({ length: Math.max(old.length, current.length) }, (_, index) => differences(old[index], current[index], `${path}[${index}]`)).flat();
  }
  if (isObject(old) && isObject(current)) {
    return [...new Set([...Object.keys(old), ...Object.keys(current)])].flatMap((key) => differences(old[key], current[key], keyPath(path, key)));
  }
  return same(old, current) ? [] : [path];
}

/** Null and absent mean the same to a provider. */
function absent(value: Value | undefined): boolean {
  return value === undefined || value === null;
}

/** Lists of plain text (subnet ids, zones, actions) are sets to AWS: another order is no change. */
function unordered(old: readonly Value[], current: readonly Value[]): boolean | undefined {
  if (![...old, ...current].every((item) => typeof item === "string")) {
    return undefined;
  }
  const sorted = (items: readonly Value[]): string => JSON.stringify([...items].sort());
  return sorted(old) === sorted(current);
}

/** Providers turn text into numbers and truth values, so "5" is 5. */
function same(old: Value | undefined, current: Value | undefined): boolean {
  return old === current || (isScalar(old) && isScalar(current) && String(old) === String(current));
}

function isScalar(value: Value | undefined): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** A key that is no plain word is quoted, so that a dot in it does not divide the path. */
function keyPath(path: string, key: string): string {
  if (/^[\w$]+$/.test(key)) {
    return path === "" ? key : `${path}.${key}`;
  }
  return `${path}[${JSON.stringify(key)}]`;
}

export function topLevel(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
}
