/** What is wrong with a `--policy-pack-config` file. Pulumi passes a name that no rule has in silence, so its rule stays at its own level. */
import Ajv, { type ErrorObject } from "ajv";
import type { Rule } from "../kernel";
import { EVERY_RULE, weakened } from "./weakened";

const LEVELS = ["advisory", "mandatory", "disabled"] as const;

/**
 * One sentence for each thing that is wrong, with the file, the entry and the way out; none, where a profile can be used.
 * @param stack - the stack that it is used for, of which more is asked when it is one of production
 */
export function profileProblems(text: string, rules: readonly Rule[], source: string, stack?: string): string[] {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return [`${source} is no JSON (${(error as Error).message}).`];
  }
  if (!isRecord(content)) {
    return [`${source} must be an object of rules by their names, and is ${kindOf(content)}.`];
  }
  const problems = Object.entries(content).flatMap(([name, entry]) => {
    const rule = rules.find((each) => each.name === name);
    if (rule === undefined && name !== EVERY_RULE) {
      return [`${source}: there is no rule ${JSON.stringify(name)}; docs/policies.md has their names.`];
    }
    return entryProblems(entry, rule).map((problem) => `${source}: ${name} ${problem}`);
  });
  return problems.length > 0 || stack === undefined ? problems : weakened(content, rules, stack).map((problem) => `${source}: ${problem}`);
}

function entryProblems(entry: unknown, rule: Rule | undefined): string[] {
  if (typeof entry === "string") {
    return levelProblems(entry);
  }
  if (!isRecord(entry)) {
    return [`must be a level (${LEVELS.join(", ")}) or an object with enforcementLevel and settings, and is ${kindOf(entry)}.`];
  }
  const { enforcementLevel, ...settings } = entry;
  const known = rule?.settings ?? {};
  return [
    ...(enforcementLevel === undefined ? [] : levelProblems(enforcementLevel)),
    ...Object.entries(settings).flatMap(([key, value]) => {
      const setting = Object.hasOwn(known, key) ? known[key] : undefined;
      return setting === undefined ? [`has no setting ${JSON.stringify(key)}; it has ${Object.keys(known).join(", ") || "none"}.`] : valueProblems(key, value, setting.schema);
    }),
  ];
}

function levelProblems(level: unknown): string[] {
  return (LEVELS as readonly unknown[]).includes(level) ? [] : [`is at the level ${JSON.stringify(level)}; choose ${LEVELS.join(", ")}.`];
}

function valueProblems(key: string, value: unknown, schema: object): string[] {
  const validate = new Ajv({ strict: false }).compile(schema);
  return validate(value) ? [] : (validate.errors ?? []).map((error) => `has ${key}${error.instancePath.replaceAll("/", ".")} = ${JSON.stringify(value)}, which ${reasonOf(error)}.`);
}

function reasonOf({ keyword, message = "is not allowed", params }: ErrorObject): string {
  return keyword === "enum" ? `must be one of ${(params as { readonly allowedValues: readonly unknown[] }).allowedValues.join(", ")}` : message;
}

function kindOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "a list" : `a ${typeof value}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
