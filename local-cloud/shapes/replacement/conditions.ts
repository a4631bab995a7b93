/** Changes that replace only sometimes. */
import { isUnknown, type Value } from "../../provider/values";
import { isAbsent } from "../absent";
import type { ReplacementRule } from "../types";

/** Replaces when the value goes away; setting or changing it is in place. */
export function whenRemoved(path: string): ReplacementRule {
  const isEmpty = (value: Value | undefined): boolean => isAbsent(value) || (Array.isArray(value) && value.length === 0);
  return { path, when: (before, after) => !isEmpty(before) && isEmpty(after) };
}

/** Replaces when one given value follows another; leaving it out means what the provider has anyway. */
export function whenBothGiven(path: string): ReplacementRule {
  return { path, when: (before, after) => !isAbsent(before) && !isAbsent(after) };
}

/** Replaces when a version goes down. */
export function whenLowered(path: string): ReplacementRule {
  return { path, when: isLower };
}

/** Replaces except for one step that the service does in place. */
export function unlessStep(path: string, from: Value, to: Value): ReplacementRule {
  return { path, when: (before, after) => !(before === from && after === to) };
}

/** Replaces on one step only. */
export function onlyStep(path: string, from: Value, to: Value): ReplacementRule {
  return { path, when: (before, after) => before === from && after === to };
}

/** Replaces when the first of a list, such as a primary address, is not among the new ones. */
export function whenFirstLeaves(path: string): ReplacementRule {
  return {
    path,
    when: (before, after) =>
      Array.isArray(before) && before.length > 0 && Array.isArray(after) && !after.some((value) => value === before[0]),
  };
}

function isLower(before: Value | undefined, after: Value | undefined): boolean {
  if (isAbsent(before) || isAbsent(after) || isUnknown(after)) {
    return false;
  }
  const old = numbers(before);
  const next = numbers(after);
  for (let index = 0; index < Math.min(old.length, next.length); index++) {
    const difference = (next[index] ?? 0) - (old[index] ?? 0);
    if (difference !== 0) {
      return difference < 0;
    }
  }
  return false;
}

function numbers(version: Value): readonly number[] {
  return String(version).split(".").map(Number).filter(Number.isFinite);
}
