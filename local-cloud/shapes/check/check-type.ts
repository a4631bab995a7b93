/** Whether one value fits one type. */
import { isObject, isUnknown, type Failure, type Properties, type Value } from "../../provider/values";
import { isAbsent } from "../absent";
import { pathText, type Path } from "../property-path";
import type { ObjectShape, TypeShape } from "../types";

export interface TypeContext {
  /**
   * Providers bridged from Terraform take numbers and booleans as strings, and strings that read as them.
   * https://github.com/pulumi/pulumi-terraform-bridge/blob/main/pkg/tfbridge/typechecker/typechecker.go
   */
  readonly coerces: boolean;
  /** The value must not show in a message. */
  readonly isSecret: boolean;
  checkObject(type: ObjectShape, value: Properties, path: Path, context: TypeContext): Failure[];
}

export function checkType(type: TypeShape, value: Value | undefined, path: Path, context: TypeContext): Failure[] {
  if (isAbsent(value) || isUnknown(value) || type.kind === "any") {
    return [];
  }
  const refuse = (expected: string): Failure[] => [
    { property: pathText(path), reason: `"${pathText(path)}" must be ${expected}, not ${describe(value, context)}.` },
  ];
  switch (type.kind) {
    case "string":
    case "number":
    case "boolean":
      return isScalar(type.kind, value, context.coerces) ? [] : refuse(nameOf(type));
    case "asset":
      return isObject(value) && "__asset" in value ? [] : refuse("an asset or archive");
    case "resource":
      return typeof value === "string" || (isObject(value) && "__urn" in value) ? [] : refuse("a resource");
    case "enum":
      return type.values.some((known) => known === value || (context.coerces && String(known) === String(value)))
        ? []
        : refuse(oneOf(type.values));
    case "list":
      return Array.isArray(value)
        ? value.flatMap((element, index) => checkType(type.element, element, [...path, index], context))
        : refuse("a list");
    case "map":
      return isPlainObject(value)
        ? Object.entries(value)
            .filter(([key]) => !key.startsWith("__"))
            .flatMap(([key, element]) => checkType(type.element, element, [...path, key], context))
        : refuse("a map");
    case "object":
      return isPlainObject(value) ? context.checkObject(type, value, path, context) : refuse("an object");
    case "union":
      return checkUnion(type.of, value, path, context, refuse);
  }
}

/** The failures inside the alternative that the value resembles, or that it resembles none. */
function checkUnion(
  alternatives: readonly TypeShape[],
  value: Value,
  path: Path,
  context: TypeContext,
  refuse: (expected: string) => Failure[],
): Failure[] {
  const attempts = alternatives.map((alternative) => checkType(alternative, value, path, context));
  if (attempts.some((failures) => failures.length === 0)) {
    return [];
  }
  const resembling = attempts.find((_, index) => resembles(alternatives[index], value));
  return resembling ?? refuse(alternatives.map(nameOf).join(" or "));
}

function resembles(type: TypeShape | undefined, value: Value): boolean {
  return Array.isArray(value)
    ? type?.kind === "list"
    : isPlainObject(value) && (type?.kind === "object" || type?.kind === "map");
}

function isScalar(kind: "string" | "number" | "boolean", value: Value, coerces: boolean): boolean {
  if (typeof value === kind) {
    return true;
  }
  if (!coerces) {
    return false;
  }
  switch (kind) {
    case "string":
      return typeof value === "number" || typeof value === "boolean";
    case "number":
      return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value));
    case "boolean":
      return value === "true" || value === "false";
  }
}

/** Resource references and assets travel as objects, but stand for something else. */
function isPlainObject(value: Value): value is Properties {
  return isObject(value) && !("__asset" in value) && !("__urn" in value);
}

function nameOf(type: TypeShape): string {
  switch (type.kind) {
    case "enum":
      return oneOf(type.values);
    case "boolean":
      return "true or false";
    case "asset":
    case "object":
      return `an ${type.kind}`;
    default:
      return `a ${type.kind}`;
  }
}

const LISTED = 8;

function oneOf(values: readonly (string | number | boolean)[]): string {
  const texts = values.slice(0, LISTED).map((value) => JSON.stringify(value));
  const rest = values.length > LISTED ? ` and ${values.length - LISTED} more` : "";
  return texts.length === 1 ? `${texts[0]}` : `one of ${texts.join(", ")}${rest}`;
}

const SHOWN = 40;

function describe(value: Value, { isSecret }: TypeContext): string {
  if (Array.isArray(value)) {
    return "a list";
  }
  if (isObject(value)) {
    return "__asset" in value ? "an asset" : "__urn" in value ? "a resource" : "an object";
  }
  if (isSecret) {
    return `the secret ${typeof value} it was given`;
  }
  return typeof value === "string"
    ? `the string ${JSON.stringify(value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value)}`
    : String(value);
}
