import { isRecord, textsOf } from "./raw";

/** One line of a `Condition`; keys and operators are in lower case, since AWS takes them in any. */
export interface Condition {
  /** Such as `stringequals`, without `IfExists` and without `ForAnyValue:`. */
  readonly operator: string;
  /** Also true where the request lacks the key: `…IfExists` and `ForAllValues:`. */
  readonly optional: boolean;
  readonly key: string;
  /** The values that are known. */
  readonly values: readonly string[];
}

export function conditionsOf(raw: unknown): Condition[] {
  if (!isRecord(raw)) {
    return [];
  }
  return Object.entries(raw).flatMap(([operator, lines]) =>
    Object.entries(isRecord(lines) ? lines : {}).map(([key, values]) => conditionOf(operator.toLowerCase(), key.toLowerCase(), textsOf(values))),
  );
}

function conditionOf(written: string, key: string, values: readonly string[]): Condition {
  const operator = written.replace(/^for(any|all)values?:/, "").replace(/ifexists$/, "");
  return { operator, optional: /^forallvalues?:|ifexists$/.test(written), key, values };
}

const MATCHING = ["stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress"];

/** Whether a condition lets through only requests whose `key` has certain values; with a wildcard for all of them it does not. */
export function requires(condition: Condition, key: (name: string) => boolean): boolean {
  return MATCHING.includes(condition.operator) && !condition.optional && key(condition.key) && !condition.values.some((value) => /^[*?]*$|\/0$|^arn:[*:]*$/.test(value));
}

/** Keys that tell who is calling, or on whose behalf an AWS service calls. `kms:ViaService` is none: any account may call by a service. */
const CALLERS = [
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceip",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:sourceowner",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
  "kms:calleraccount",
  "s3:dataaccesspointaccount",
];

/** Whether the conditions keep strangers out although the statement names everyone. */
export function narrowsCaller(conditions: readonly Condition[]): boolean {
  return conditions.some((condition) => requires(condition, (key) => CALLERS.includes(key)));
}
