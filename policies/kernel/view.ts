import type { Findings } from "./finding";
import { readingOf, valueAt, type Reading, type Value } from "./value";

/** Read access to properties that may be unknown at any depth. Reading never throws. */
export interface View {
  /** Where this view stands in the resource; "" at its root. */
  readonly path: string;
  /** The property at a dotted path such as `vpcConfig.endpointPublicAccess`; "" is the view itself. */
  value(path: string): Value;
  /** The list at a dotted path. */
  list(path: string): List;
  /** The object at a dotted path, as a view of its own. */
  at(path: string): View;
}

export interface List {
  readonly path: string;
  readonly state: Reading["state"];
  /** The elements; none where the list is absent or unknown. */
  readonly items: readonly View[];
  /** Checks every element. What is unknown, or no list, is a finding; a list that is absent or empty passes. */
  each(check: (item: View) => Findings): Findings;
}

/** Is told the path of everything that is read. */
export type Observe = (path: string) => void;

export function viewOf(raw: unknown, observe?: Observe): View {
  return viewAt("", readingOf(raw), observe);
}

function viewAt(path: string, reading: Reading, observe?: Observe): View {
  const join = (child: string): string => (path === "" || child === "" ? path + child : `${path}.${child}`);
  return {
    path,
    value: (child) => {
      observe?.(join(child));
      return valueAt(join(child), read(reading, child));
    },
    list: (child) => {
      observe?.(join(child));
      return listAt(join(child), read(reading, child), observe);
    },
    at: (child) => viewAt(join(child), read(reading, child), observe),
  };
}

function listAt(path: string, reading: Reading, observe?: Observe): List {
  const isList = reading.state === "known" && Array.isArray(reading.value);
  const elements = isList ? (reading.value as readonly unknown[]) : [];
  const items = elements.map((element, index) => viewAt(`${path}[${index}]`, readingOf(element), observe));
  return {
    path,
    state: reading.state,
    items,
    each: (check) => (isList || reading.state === "absent" ? items.map(check) : valueAt(path, reading).must.beList()),
  };
}

function read(from: Reading, path: string): Reading {
  let reading = from;
  for (const key of path === "" ? [] : path.split(".")) {
    if (reading.state !== "known") {
      return reading;
    }
    const holder = reading.value;
    reading = readingOf(isRecord(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined);
  }
  return reading;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
