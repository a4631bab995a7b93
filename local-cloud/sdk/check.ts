/** Whether inputs have the shape that the SDK declares, said the way its user would want to read it. */
import { isObject, isUnknown, type Failure, type Properties, type Value } from "../provider/values";
import type { ResourceShape } from "./catalogue";
import { nearest } from "./nearest";
import type { PropertyShape, TypeShape } from "./type-shapes";

export function checkInputs(shape: ResourceShape, inputs: Properties): Failure[] {
  return objectFailures(shape.token, shape.inputs, inputs, "");
}

/** Inputs with what the SDK itself would have set. */
export function applyDefaults(shape: ResourceShape, inputs: Properties): Properties {
  const missing = Object.entries(shape.constants).filter(([name]) => inputs[name] === undefined);
  return { ...Object.fromEntries(missing), ...inputs };
}

function objectFailures(owner: string, properties: readonly PropertyShape[], value: Properties, path: string): Failure[] {
  const known = new Map(properties.map((property) => [property.name, property]));
  const failures: Failure[] = [];
  for (const [name, item] of Object.entries(value)) {
    if (name.startsWith("__")) {
      continue;
    }
    const property = known.get(name);
    const at = path === "" ? name : `${path}.${name}`;
    if (property === undefined) {
      const close = nearest(name, [...known.keys()]);
      failures.push({ property: at, reason: `${owner} has no property "${name}"${close === undefined ? "; remove it." : `; did you mean "${close}"?`}` });
    } else if (item !== null) {
      failures.push(...typeFailures(property.type, item, at));
    }
  }
  for (const { name, required } of properties) {
    if (required && (value[name] ?? null) === null) {
      failures.push({ property: path === "" ? name : `${path}.${name}`, reason: `${owner} needs the property "${name}"; give it a value.` });
    }
  }
  return failures;
}

function typeFailures(type: TypeShape, value: Value, path: string): Failure[] {
  if (isUnknown(value) || value === null) {
    return [];
  }
  switch (type.kind) {
    case "any":
    case "asset":
      return [];
    case "union": {
      const results = type.options.map((option) => typeFailures(option, value, path));
      return results.some((failures) => failures.length === 0) ? [] : (results.find((_, index) => sameForm(type.options[index], value)) ?? results[0] ?? []);
    }
    case "list":
      return Array.isArray(value) ? value.flatMap((item, index) => typeFailures(type.element, item, `${path}[${index}]`)) : [mismatch(path, "a list", value)];
    case "map":
      return isObject(value) ? Object.entries(value).flatMap(([key, item]) => typeFailures(type.element, item, `${path}.${key}`)) : [mismatch(path, "a map", value)];
    case "object":
      return isObject(value) ? objectFailures(type.name, type.properties(), value, path) : [mismatch(path, "an object", value)];
    default:
      return scalarFits(type.kind, value) ? [] : [mismatch(path, ARTICLES[type.kind], value)];
  }
}

const ARTICLES = { string: "a string", number: "a number", boolean: "true or false" } as const;

/** Providers of the Terraform bridge turn text into numbers and truth values, and back, where that is exact. */
function scalarFits(kind: "string" | "number" | "boolean", value: Value): boolean {
  switch (kind) {
    case "string":
      return ["string", "number", "boolean"].includes(typeof value);
    case "number":
      return typeof value === "number" || (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)));
    case "boolean":
      return typeof value === "boolean" || value === "true" || value === "false";
  }
}

function sameForm(type: TypeShape | undefined, value: Value): boolean {
  return Array.isArray(value) ? type?.kind === "list" : isObject(value) ? type?.kind === "object" || type?.kind === "map" : true;
}

function mismatch(path: string, expected: string, value: Value): Failure {
  const shown = Array.isArray(value) ? "a list" : isObject(value) ? "an object" : typeof value === "string" ? `the string ${JSON.stringify(value)}` : String(value);
  return { property: path, reason: `"${path}" must be ${expected}, not ${shown}.` };
}
