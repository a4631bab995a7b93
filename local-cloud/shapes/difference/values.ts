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
  /** Whether "5432" and 5432, "true" and true are one to the provider. */
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
    for (let index = 0; index < Math.max(before.length, after.length); index++) {
      yield* changesBetween(before[index], after[index], [...path, index], comparison);
    }
  } else if (!isSame(before, after, comparison)) {
    yield { path, before, after };
  }
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
