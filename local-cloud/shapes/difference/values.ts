/** Where two values differ. */
import { isObject, isUnknown, type Properties, type Value } from "../../provider/values";
import { isAbsent } from "../absent";
import type { Path } from "../property-path";

/** One place that differs. */
export interface Change {
  readonly path: Path;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

export interface Comparison {
  /** Whether the provider is bridged from Terraform: "5432" and 5432 are one to it, and most text lists are sets. */
  readonly coerces: boolean;
}

export function* changesBetween(
  before: Value | undefined,
  after: Value | undefined,
  path: Path,
  comparison: Comparison,
): Generator<Change> {
  if (isPlain(before) && isPlain(after)) {
    for (const key of keysOf(before, after)) {
      yield* changesBetween(before[key], after[key], [...path, key], comparison);
    }
  } else if (Array.isArray(before) && Array.isArray(after)) {
    if (comparison.coerces && isSameSet(before, after, path)) {
      return;
    }
    for (let index = 0; index < Math.max(before.length, after.length); index++) {
      yield* changesBetween(before[index], after[index], [...path, index], comparison);
    }
  } else if (!isSame(before, after, comparison)) {
    yield { path, before, after };
  }
}

/**
 * The text lists of AWS whose order is part of their meaning. The others are sets in the provider's schemas
 * (`TypeSet`): subnets, zones, security groups, actions, log types in another order are no change.
 */
const ORDERED = new Set([
  "cidrBlocks",
  "commands",
  "domainNameServers",
  "entryPoints",
  "instanceTypes",
  "ipv6AddressLists",
  "ipv6CidrBlocks",
  "layers",
  "netbiosNameServers",
  "ntpServers",
  "preferredAvailabilityZones",
  "preferredCacheClusterAzs",
  "privateIpLists",
  "terminationPolicies",
  "thumbprintLists",
]);

function isSameSet(before: readonly Value[], after: readonly Value[], path: Path): boolean {
  const isText = [...before, ...after].every((element) => typeof element === "string");
  if (!isText || before.length !== after.length || ORDERED.has(String(path.at(-1)))) {
    return false;
  }
  const sorted = [...after].sort();
  return [...before].sort().every((element, index) => element === sorted[index]);
}

function isPlain(value: Value | undefined): value is Properties {
  return isObject(value) && !("__asset" in value) && !("__urn" in value);
}

function keysOf(before: Properties, after: Properties): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !key.startsWith("__")).sort();
}

function isSame(before: Value | undefined, after: Value | undefined, { coerces }: Comparison): boolean {
  if (isAbsent(before) || isAbsent(after)) {
    return isAbsent(before) && isAbsent(after);
  }
  if (isUnknown(before) || isUnknown(after)) {
    return isUnknown(before) && isUnknown(after);
  }
  if (typeof before === "object" || typeof after === "object") {
    return JSON.stringify(identity(before)) === JSON.stringify(identity(after));
  }
  return before === after || (coerces && String(before) === String(after));
}

/** Assets are one when their contents are, references when they name one resource. */
function identity(value: Value): Value {
  if (!isObject(value)) {
    return value;
  }
  return "__asset" in value ? (value["__asset"] ?? null) : (value["__urn"] ?? value);
}
