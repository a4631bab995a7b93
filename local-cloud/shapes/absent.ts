import type { Value } from "../provider/values";

/** Pulumi drops nulls from inputs: a null and a property left out are one. */
export function isAbsent(value: Value | undefined): value is null | undefined {
  return value === undefined || value === null;
}
