import type { Findings } from "./finding";
import { isUnknown } from "./unknown";

export type Scalar = boolean | number | string;

/** The three states of a property. */
export type Reading =
  | { readonly state: "known"; readonly value: unknown }
  | { readonly state: "unknown" }
  | { readonly state: "absent" };

export interface Value {
  readonly path: string;
  readonly reading: Reading;
  /** Set to a text, a number or a flag, or unknown. What has another form says nothing, so nothing may follow from it. */
  readonly present: boolean;
  /** Set to anything at all, known or not. */
  readonly exists: boolean;
  /** The value where it is a known string. */
  readonly text: string | undefined;
  /** A known text, number or flag as a property of type text gets it: YAML's 1.31 is sent as "1.31". */
  readonly written: string | undefined;
  /** Whether the value is known and equals `expected`. */
  is(expected: Scalar): boolean;
  readonly must: Must;
}

/** Checks of a value. All but `bePresent` refuse a value that is unknown: a rule must hold in preview, or not at all. */
export interface Must {
  equal(expected: Scalar): Findings;
  /** An absent value passes: say so only where the provider's default is the safe one. */
  notEqual(forbidden: Scalar): Findings;
  oneOf(allowed: readonly Scalar[]): Findings;
  atLeast(minimum: number): Findings;
  /** A list that holds `member`. */
  include(member: Scalar): Findings;
  /** Any text, number or flag that is known during preview. */
  beLiteral(): Findings;
  /** Any list that is known during preview. */
  beList(): Findings;
  /** Set to a text that is not empty, a number or a flag; an unknown value counts as set. */
  bePresent(): Findings;
  /** An object or a list with something in it; an unknown value counts as one. */
  haveParts(): Findings;
  /** Not set at all; an unknown value counts as set. */
  beAbsent(): Findings;
}

export function readingOf(raw: unknown): Reading {
  if (raw === undefined || raw === null) {
    return { state: "absent" };
  }
  return isUnknown(raw) ? { state: "unknown" } : { state: "known", value: raw };
}

export function valueAt(path: string, reading: Reading): Value {
  const known = reading.state === "known" ? reading.value : undefined;
  return {
    path,
    reading,
    present: reading.state === "unknown" || isFilledScalar(known),
    exists: reading.state !== "absent",
    text: typeof known === "string" ? known : undefined,
    written: known === undefined || isRecord(known) ? undefined : String(known),
    is: (expected) => reading.state === "known" && same(known, expected),
    must: mustOf(path, reading),
  };
}

function mustOf(path: string, reading: Reading): Must {
  const finding = (message: string): Findings => ({ id: path, message: `${path} ${message}` });
  const known = (expectation: string, holds: (value: unknown) => boolean, absent: "passes" | "fails" = "fails"): Findings => {
    switch (reading.state) {
      case "unknown":
        return finding(`must be known at preview and ${expectation}, but is an output that is known only after deployment`);
      case "absent":
        return absent === "passes" ? undefined : finding(`is not set, and must ${expectation}`);
      case "known":
        return holds(reading.value) ? undefined : finding(`is ${show(reading.value)}, and must ${expectation}`);
    }
  };
  const set = (expectation: string, holds: (value: unknown) => boolean): Findings => {
    switch (reading.state) {
      case "unknown":
        return undefined;
      case "absent":
        return finding("is not set");
      case "known":
        return holds(reading.value) ? undefined : finding(`is ${show(reading.value)}, and must ${expectation}`);
    }
  };
  return {
    equal: (expected) => known(`be ${show(expected)}`, (value) => same(value, expected)),
    notEqual: (forbidden) => known(`not be ${show(forbidden)}`, (value) => !same(value, forbidden), "passes"),
    oneOf: (allowed) => known(`be one of ${allowed.map(show).join(", ")}`, (value) => allowed.some((each) => same(value, each))),
    atLeast: (minimum) => known(`be at least ${minimum}`, (value) => isFilledScalar(value) && typeof value !== "boolean" && Number(value) >= minimum),
    include: (member) =>
      known(`include ${show(member)}`, (value) => Array.isArray(value) && value.some((each) => same(each, member))),
    beLiteral: () => known("be a literal", (value) => !isRecord(value)),
    beList: () => known("be a list", Array.isArray),
    beAbsent: () => (reading.state === "absent" ? undefined : finding("is set, and must not be")),
    bePresent: () => set("be a text or a number", isFilledScalar),
    haveParts: () => set("be an object or a list with something in it", (value) => isRecord(value) && Object.keys(value).length > 0),
  };
}

function isFilledScalar(value: unknown): boolean {
  return typeof value === "number" || typeof value === "boolean" || (typeof value === "string" && value !== "");
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Some resources (launch templates, replication groups) type their booleans as strings; both forms mean the same. */
function same(actual: unknown, expected: Scalar): boolean {
  return actual === expected || (typeof expected === "boolean" && actual === String(expected));
}

function show(value: unknown): string {
  if (isRecord(value)) {
    return Array.isArray(value) ? `[${value.map(show).join(", ")}]` : "an object";
  }
  return typeof value === "string" ? JSON.stringify(isUnknown(value) ? "(unknown)" : value) : String(value);
}
