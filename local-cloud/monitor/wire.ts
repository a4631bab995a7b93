/**
 * Property values as the engine's protocol carries them, and what the engine itself does with them: JSON in which
 * secrets, outputs and resource references are objects with a signature.
 * https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/rpc.ts
 */
import { specialOutputValueSig, specialResourceSig, specialSecretSig, unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** The key of a marker object. */
export const signature = "4dabf18193072939515e22adb298388d";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export function fromStruct(struct: Struct | undefined): JsonObject {
  return (struct?.toJavaScript() ?? {}) as JsonObject;
}

export function toStruct(object: JsonObject): Struct {
  return Struct.fromJavaScript(object);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The signature of a marker object; undefined for any other value. */
export function markOf(value: Json): string | undefined {
  const mark = isObject(value) ? value[signature] : undefined;
  return typeof mark === "string" ? mark : undefined;
}

export const isReference = (value: Json): value is JsonObject => markOf(value) === specialResourceSig;
const isOutput = (value: Json): value is JsonObject => markOf(value) === specialOutputValueSig;
const isSecret = (value: Json): value is JsonObject => markOf(value) === specialSecretSig;

export function secret(value: Json): JsonObject {
  return { [signature]: specialSecretSig, value };
}

interface OutputFacts {
  readonly known: boolean;
  readonly value: Json;
  readonly secret: boolean;
  readonly dependencies: readonly string[];
}

function output({ known, value, secret: isHidden, dependencies }: OutputFacts): JsonObject {
  return {
    [signature]: specialOutputValueSig,
    ...(known && { value }),
    ...(isHidden && { secret: true }),
    ...(dependencies.length > 0 && { dependencies: [...dependencies] }),
  };
}

/** A value as the output that it may hold already: secrets and what is unknown are outputs too. */
function factsOf(value: Json): OutputFacts {
  if (isOutput(value)) {
    const dependencies = Array.isArray(value.dependencies) ? (value.dependencies as string[]) : [];
    return { known: "value" in value, value: value.value ?? null, secret: value.secret === true, dependencies };
  }
  if (isSecret(value)) {
    return { ...factsOf(value.value ?? null), secret: true };
  }
  return { known: value !== unknownValue, value, secret: false, dependencies: [] };
}

/** A copy with every value that `change` has an answer for replaced, from the outside in. */
function rewritten(value: Json, change: (value: Json) => Json | undefined): Json {
  const changed = change(value);
  if (changed !== undefined) {
    return changed;
  }
  if (Array.isArray(value)) {
    return value.map((item) => rewritten(item, change));
  }
  return isObject(value) ? mapped(value, (item) => rewritten(item, change)) : value;
}

export function mapped<T>(object: Readonly<Record<string, T>>, change: (value: T, key: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

/** Outputs and secrets folded into the values they hold. */
export function plain(value: Json): Json {
  return rewritten(value, (item) => {
    if (!isOutput(item) && !isSecret(item)) {
      return undefined;
    }
    const { known, value: held } = factsOf(item);
    return known ? plain(held) : unknownValue;
  });
}

export function plainObject(struct: Struct | undefined): JsonObject {
  return plain(fromStruct(struct)) as JsonObject;
}

/** Outputs as what they hold, a secret where they are one: nothing but components takes outputs. */
export function withoutOutputs(value: Json): Json {
  return rewritten(value, (item) => {
    if (isSecret(item)) {
      return secret(withoutOutputs(item.value ?? null));
    }
    if (!isOutput(item)) {
      return undefined;
    }
    const facts = factsOf(item);
    const held = facts.known ? withoutOutputs(facts.value) : unknownValue;
    return facts.secret ? secret(held) : held;
  });
}

/** Secrets and unknowns as outputs: the form in which a transform takes properties. */
export function withOutputs(value: Json): Json {
  return rewritten(value, (item) => {
    if (!isSecret(item) && !isOutput(item) && item !== unknownValue) {
      return undefined;
    }
    const facts = factsOf(item);
    return output({ ...facts, value: facts.known ? withOutputs(facts.value) : null });
  });
}

/** The property as an output of these resources too, so that a transform cannot lose what it depends on. */
export function dependingOn(value: Json, urns: readonly string[]): Json {
  const carried = new Set(dependenciesIn(value));
  if (urns.every((urn) => carried.has(urn))) {
    return value;
  }
  const facts = factsOf(value);
  return output({ ...facts, dependencies: [...new Set([...facts.dependencies, ...urns])] });
}

/** The resources that outputs anywhere inside the value depend on. */
export function dependenciesIn(value: Json): string[] {
  const found = new Set<string>();
  rewritten(value, (item) => {
    if (isOutput(item)) {
      const facts = factsOf(item);
      facts.dependencies.forEach((urn) => found.add(urn));
      dependenciesIn(facts.value).forEach((urn) => found.add(urn));
    }
    return undefined;
  });
  return [...found];
}

function containsSecret(value: Json): boolean {
  let found = false;
  rewritten(value, (item) => {
    found ||= isSecret(item) || (isOutput(item) && item.secret === true);
    return undefined;
  });
  return found;
}

/** What came back from a provider that does not know secrets, with those that went to it marked again. */
export function withSecretsOf(values: JsonObject, given: JsonObject): JsonObject {
  return mapped(values, (value, key) => {
    const before = given[key];
    if (before === undefined) {
      return value;
    }
    if (isUnmarked(value) && isUnmarked(before)) {
      return withSecretsOf(value, before);
    }
    return !isSecret(value) && containsSecret(before) ? secret(value) : value;
  });
}

function isUnmarked(value: Json): value is JsonObject {
  return isObject(value) && markOf(value) === undefined;
}

/** The properties with those of these names marked as secrets. */
export function withSecrets(values: JsonObject, names: readonly string[]): JsonObject {
  return mapped(values, (value, key) => (names.includes(key) && !isSecret(value) ? secret(value) : value));
}
