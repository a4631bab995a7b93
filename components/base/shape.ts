/**
 * What kind of value each argument of a component takes. TypeScript checks callers that it sees; values from JavaScript, from a
 * cast or from a wider object that was spread arrive unchecked, and would otherwise end as a stack trace somewhere inside.
 */
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "./argument-error";

/** A kind of value. `Optional` says whether the argument may be left out. */
export interface Kind<Optional extends boolean = boolean> {
  readonly optional: Optional;
  /** What is allowed, so that "must be …" continues with it. */
  readonly allowed: string;
  readonly accepts: (value: unknown) => boolean;
  /** What is wrong inside a value that is accepted. */
  readonly inside?: (argument: string, value: unknown) => Problem[];
  /** Whether sentences say of a wrong value only what kind it is: it may be a secret. @default false */
  readonly hidden?: boolean;
}

/** The kind of every property of `T`; one that is forgotten, or is optional here and not there, does not compile. */
export type Shape<T> = { readonly [K in keyof T]-?: Kind<undefined extends T[K] ? true : false> };

export const text: Kind<false> = kind("text", (value) => typeof value === "string");
export const number: Kind<false> = kind("a number", (value) => typeof value === "number" && Number.isFinite(value));
export const flag: Kind<false> = kind("true or false", (value) => typeof value === "boolean");
/** Text that may be known only later: a `pulumi.Input<string>`. */
export const inputText: Kind<false> = kind("text or an Output of it", (value) => typeof value === "string" || isLater(value));
export const date: Kind<false> = kind("a Date", (value) => value instanceof Date && !Number.isNaN(value.getTime()));

/** An argument that may be left out. */
export function optional(given: Kind): Kind<true> {
  return { ...given, optional: true };
}

export function listOf(element: Kind): Kind<false> {
  return {
    ...kind("a list", Array.isArray),
    inside: (argument, value) => (value as unknown[]).flatMap((each, index) => kindProblems(`${argument}[${index}]`, each, element)),
  };
}

/** An object whose keys the caller chooses. */
export function mapOf(value: Kind): Kind<false> {
  return {
    ...kind("a map from names to values", isPlain),
    inside: (argument, map) => Object.entries(map as object).flatMap(([key, each]) => kindProblems(`${argument}.${key}`, each, value)),
  };
}

/** An object with the properties of `T` and no others. */
export function objectOf<T>(shape: Shape<T>): Kind<false> {
  return { ...kind(`an object with ${Object.keys(shape).join(", ")}`, isPlain), inside: (argument, value) => shapeProblems(value as object, shape, `${argument}.`) };
}

/** Another component, or whatever has those of its properties that are used. */
export function neighbour(component: string, properties: readonly string[]): Kind<false> {
  return kind(
    `a ${component}, or an object with its ${properties.join(", ")}`,
    (value) => typeof value === "object" && value !== null && properties.every((property) => (value as Record<string, unknown>)[property] !== undefined),
  );
}

/** Any object: for what is checked elsewhere. */
export const anyObject: Kind<false> = kind("an object", (value) => typeof value === "object" && value !== null);

/** What is wrong with the types of a component's arguments. */
export function shapeProblems(args: object, shape: Readonly<Record<string, Kind>>, prefix = ""): Problem[] {
  const given = args as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(shape, name) && given[name] !== undefined);
  return [
    ...Object.entries(shape).flatMap(([name, expected]) => kindProblems(`${prefix}${name}`, given[name], expected)),
    ...unknown.map((name) => ({ argument: `${prefix}${name}`, problem: `is not known here; there are ${Object.keys(shape).join(", ")}.` })),
  ];
}

function kindProblems(argument: string, value: unknown, { optional: mayLack, allowed, accepts, inside, hidden = false }: Kind): Problem[] {
  if (value === undefined) {
    return mayLack ? [] : [{ argument, problem: `is missing; it must be ${allowed}.` }];
  }
  if (accepts(value)) {
    return inside?.(argument, value) ?? [];
  }
  return [{ argument, problem: `must be ${allowed}, not ${hidden ? kindOf(value) : shown(value)}.` }];
}

function kind(allowed: string, accepts: (value: unknown) => boolean): Kind<false> {
  return { optional: false, allowed, accepts };
}

function isLater(value: unknown): boolean {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

function isPlain(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLater(value);
}

function shown(value: unknown): string {
  if (isLater(value)) {
    return "an Output";
  }
  if (pulumi.Resource.isInstance(value)) {
    return `a ${value.constructor.name}`;
  }
  return typeof value === "function" ? "a function" : (JSON.stringify(value) ?? String(value)).slice(0, 60);
}

/** What a value is, without the value. */
function kindOf(value: unknown): string {
  if (isLater(value) || typeof value === "function") {
    return shown(value);
  }
  return Array.isArray(value) ? "a list" : ({ string: "text", number: "a number", boolean: "true or false" }[typeof value as string] ?? "an object");
}
