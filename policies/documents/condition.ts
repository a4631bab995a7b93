import { isOpen } from "../graph/networks";
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

/** Whether a condition lets through only requests whose `key` has certain values; with a value that strangers have as well it does not. */
export function requires(condition: Condition, key: (name: string) => boolean): boolean {
  const tellsOne = CALLERS[condition.key] ?? isSome;
  return MATCHING.includes(condition.operator) && !condition.optional && key(condition.key) && condition.values.every(tellsOne);
}

const isSome = (value: string): boolean => !/^(?:arn:)?[*?:]*$/.test(value);
const isLiteral = (value: string): boolean => !/[*?]/.test(value);

/** Names of buckets are one for the whole world, so the beginning of one is its owner's to choose, and their ARNs hold no account. */
const isArnOfOne = (value: string): boolean => isLiteral(value) || /^arn:[^:]*:[^:]*:[^:]*:\d{12}:/.test(value) || /^arn:[^:]*:s3:\*?:\*?:[^*?]/.test(value);

/** An address without a prefix length is one host. */
const isFewAddresses = (value: string): boolean => isLiteral(value) && !isOpen(value.includes("/") ? value : `${value}/128`);

const isPathOfOne = (value: string): boolean => /^[^*?/]+\//.test(value);

/**
 * Keys that tell who is calling, or on whose behalf an AWS service calls, each with whether a value tells one caller or owner of callers
 * from strangers: ids of a kind all begin alike. `kms:ViaService` is none: any account may call by a service.
 */
const CALLERS: Readonly<Record<string, (value: string) => boolean>> = {
  "aws:principalaccount": isLiteral,
  "aws:principalarn": isArnOfOne,
  "aws:principalorgid": isLiteral,
  "aws:principalorgpaths": isPathOfOne,
  "aws:sourceaccount": isLiteral,
  "aws:sourcearn": isArnOfOne,
  "aws:sourceip": isFewAddresses,
  "aws:sourceorgid": isLiteral,
  "aws:sourceorgpaths": isPathOfOne,
  "aws:sourceowner": isLiteral,
  "aws:sourcevpc": isLiteral,
  "aws:sourcevpce": isLiteral,
  // A role's id before the name of its session.
  "aws:userid": (value) => isLiteral(value) || /^[^*?:]+:/.test(value),
  "kms:calleraccount": isLiteral,
  "s3:dataaccesspointaccount": isLiteral,
};

/** Whether the conditions keep strangers out although the statement names everyone. */
export function narrowsCaller(conditions: readonly Condition[]): boolean {
  return conditions.some((condition) => requires(condition, (key) => Object.hasOwn(CALLERS, key)));
}
