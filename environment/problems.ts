/** Turns what the schema refuses into sentences: the key, the value, what is allowed, and the way out. */
import { z } from "zod";
import { isJsonObject, type Json } from "./merge";
import { nearest } from "./nearest";

/** One thing wrong with a stack's configuration. */
export interface Problem {
  /** What the sentence begins with: a full key such as `kianax:database.instanceClass`. */
  readonly key: string;
  /** The rest of the sentence that begins with the key. */
  readonly sentence: string;
}

type Path = readonly PropertyKey[];

/** `kianax:network.peerings[0].cidr` */
export function keyOf(path: Path): string {
  const text = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
  return `kianax:${text.replace(/^\./, "")}`;
}

/** The problems of a value that the schema refused, one for each key, in the order of the schema. */
export function problemsOf(error: z.ZodError, schema: z.ZodType, value: Json | undefined, prefix: Path): Problem[] {
  const problems = new Map<string, Problem>();
  for (const issue of error.issues) {
    for (const problem of problemsOfIssue(issue, schema, value, prefix)) {
      problems.set(problem.key, problems.get(problem.key) ?? problem);
    }
  }
  return [...problems.values()];
}

function problemsOfIssue(issue: z.core.$ZodIssue, schema: z.ZodType, value: Json | undefined, prefix: Path): Problem[] {
  const full = [...prefix, ...issue.path];
  const refused = schemaAt(schema, issue.path);
  if (issue.code === "unrecognized_keys") {
    const known = refused instanceof z.ZodObject ? Object.keys(refused.shape) : [];
    return issue.keys.map((key) => ({ key: keyOf([...full, key]), sentence: unknownKey(key, known) }));
  }
  if (issue.code === "invalid_key") {
    const record = schemaAt(schema, issue.path.slice(0, -1));
    const allowed = record instanceof z.ZodRecord ? allowedBy(record.keyType as z.ZodType) : "another name";
    return [{ key: keyOf(full), sentence: `has a name that is not allowed; it must be ${allowed}.` }];
  }
  const given = valueAt(value, issue.path);
  const allowed = allowedBy(refused);
  if (given === undefined) {
    return [{ key: keyOf(full), sentence: `is missing; it must be ${allowed}.` }];
  }
  const hidden = refused?.meta()?.hidden === true;
  return [{ key: keyOf(full), sentence: hidden ? `must be ${allowed}; what is set is not, and is not shown here.` : `must be ${allowed}, not ${show(given)}.${hint(refused, given)}` }];
}

/** What the reader probably meant, else all there is. */
export function unknownKey(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  return meant === undefined ? `is not a setting; known here: ${known.join(", ")}.` : `is not a setting; did you mean ${meant}?`;
}

/** The schema of the value at a path; optional wrappers are looked through. */
export function schemaAt(schema: z.ZodType | undefined, path: Path): z.ZodType | undefined {
  const [step, ...rest] = path;
  const inner = unwrap(schema);
  if (step === undefined || inner === undefined) {
    return inner;
  }
  return schemaAt(childOf(inner, step), rest);
}

function childOf(schema: z.ZodType, step: PropertyKey): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) {
    const shape = schema.shape as Readonly<Record<PropertyKey, z.ZodType>>;
    return Object.hasOwn(shape, step) ? shape[step] : undefined;
  }
  if (schema instanceof z.ZodRecord) {
    return schema.valueType as z.ZodType;
  }
  return schema instanceof z.ZodArray ? (schema.element as z.ZodType) : undefined;
}

/** Without the wrappers that make it optional. */
export function unwrap(schema: z.ZodType | undefined): z.ZodType | undefined {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? unwrap(schema.unwrap() as z.ZodType) : schema;
}

/** What a schema allows, in words. */
export function allowedBy(schema: z.ZodType | undefined): string {
  return schema?.meta()?.allowed ?? (schema instanceof z.ZodObject ? `a map of settings (${Object.keys(schema.shape).join(", ")})` : "another value");
}

function valueAt(value: Json | undefined, path: Path): Json | undefined {
  let current: unknown = value;
  for (const step of path) {
    const holder = typeof current === "object" && current !== null ? (current as Record<PropertyKey, unknown>) : {};
    current = Object.hasOwn(holder, step) ? holder[step] : undefined;
  }
  return current as Json | undefined;
}

const LONGEST_SHOWN = 80;

function show(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/** YAML reads 1.35 as a number and "true" as text: the quotes are all that is wrong. */
function hint(schema: z.ZodType | undefined, given: Json): string {
  if (schema === undefined || isJsonObject(given)) {
    return "";
  }
  if (typeof given === "number" && schema.safeParse(String(given)).success) {
    return " Put it in quotes.";
  }
  return typeof given === "string" && schema.safeParse(fromText(given)).success ? " Remove the quotes." : "";
}

/** The number or boolean that a text spells, or else the text. */
export function fromText(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
