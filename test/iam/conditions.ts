/**
 * The Condition element of a statement. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
import { arnMatches, wildcardMatches } from "./wildcards";

/** What a request says about itself: condition keys, in any case, with one value or several. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

export type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

type Compare = (wanted: string, given: string) => boolean;

const equalsIgnoringCase: Compare = (wanted, given) => wanted.toLowerCase() === given.toLowerCase();
const numeric =
  (holds: (given: number, wanted: number) => boolean): Compare =>
  (wanted, given) =>
    holds(Number(given), Number(wanted));

const POSITIVE: Readonly<Record<string, Compare>> = {
  StringEquals: (wanted, given) => wanted === given,
  StringEqualsIgnoreCase: equalsIgnoringCase,
  StringLike: wildcardMatches,
  // AWS gives both ARN operators wildcards.
  ArnEquals: arnMatches,
  ArnLike: arnMatches,
  Bool: equalsIgnoringCase,
  NumericEquals: numeric((given, wanted) => given === wanted),
  NumericLessThan: numeric((given, wanted) => given < wanted),
  NumericLessThanEquals: numeric((given, wanted) => given <= wanted),
  NumericGreaterThan: numeric((given, wanted) => given > wanted),
  NumericGreaterThanEquals: numeric((given, wanted) => given >= wanted),
};

/** Operators that hold when none of their values does, and when the key is missing. */
const NEGATIVE: Readonly<Record<string, Compare>> = {
  StringNotEquals: POSITIVE["StringEquals"] as Compare,
  StringNotEqualsIgnoreCase: equalsIgnoringCase,
  StringNotLike: wildcardMatches,
  ArnNotEquals: arnMatches,
  ArnNotLike: arnMatches,
  NumericNotEquals: POSITIVE["NumericEquals"] as Compare,
};

/** Whether every condition of a statement holds for the request. */
export function conditionsHold(conditions: Conditions | undefined, context: Context): boolean {
  const given = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), typeof value === "string" ? [value] : value]));
  return Object.entries(conditions ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, listOf(wanted), given.get(key.toLowerCase()), given)),
  );
}

type Given = ReadonlyMap<string, readonly string[]>;

function holds(operator: string, wanted: readonly string[], values: readonly string[] | undefined, given: Given): boolean {
  if (operator === "Null") {
    return wanted.every((value) => (values === undefined) === (value === "true"));
  }
  const [, quantifier = "", base = "", ifExists = ""] = /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const negative = NEGATIVE[base];
  const compare = POSITIVE[base] ?? negative;
  if (compare === undefined) {
    // An operator that is passed over would make a policy look tighter, or looser, than AWS finds it.
    throw new Error(`The evaluator does not know the condition operator "${operator}"; add it to test/iam/conditions.ts.`);
  }
  if (values === undefined || values.length === 0) {
    return ifExists !== "" || quantifier === "ForAllValues" || (negative !== undefined && quantifier === "");
  }
  const patterns = wanted.map((value) => substitute(value, given));
  const matches = (value: string): boolean => patterns.some((pattern) => pattern !== undefined && compare(pattern, value)) === (negative === undefined);
  return quantifier === "ForAnyValue" ? values.some(matches) : values.every(matches);
}

/**
 * Policy variables, such as `${aws:PrincipalTag/team}`. One that the request does not know matches nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function substitute(text: string, given: Given): string | undefined {
  let known = true;
  const result = text.replace(/\$\{([^}]+)\}/g, (_, key: string) => {
    if (["*", "?", "$"].includes(key)) {
      return key;
    }
    const [value] = given.get(key.toLowerCase()) ?? [];
    known = known && value !== undefined;
    return value ?? "";
  });
  return known ? result : undefined;
}

export function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(String);
}
