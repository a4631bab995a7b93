/** Values of a plan: plain JSON, with words in place of what is unknown and of what is secret. */
import { specialArchiveSig, specialAssetSig, specialResourceSig, specialSecretSig, unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { markOf, signature, type Json, type JsonObject } from "../local-cloud/monitor";

/** Stands for a value that only a deployment will know. */
export const UNKNOWN = "[unknown]";
/** Stands for a value that is known and secret. Its path is in `secrets`, as is that of a secret nobody knows yet. */
export const SECRET = "[secret]";

export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };
export type Values = Readonly<Record<string, Value>>;

/** Values without their wrappers, and the paths at which they are secret, such as `environment.TOKEN` or `keys[0]`. */
export interface Shown {
  readonly values: Values;
  readonly secrets: readonly string[];
}

/** @param wire - properties as the engine's protocol carries them */
export function shown(wire: JsonObject): Shown {
  const secrets: string[] = [];
  return { values: shownObject(wire, "", secrets), secrets };
}

function shownObject(object: JsonObject, path: string, secrets: string[]): { [key: string]: Value } {
  const entries = Object.entries(object).map(([key, value]) => [key, shownValue(value, below(path, key), secrets)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => compare(a, b)));
}

function shownValue(value: Json, path: string, secrets: string[]): Value {
  if (value === unknownValue) {
    return UNKNOWN;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => shownValue(item, `${path}[${index}]`, secrets));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (markOf(value) === specialResourceSig) {
    const isKnown = typeof value.id === "string" && value.id !== "" && value.id !== unknownValue;
    return { urn: String(value.urn), ...(isKnown && { id: value.id }) };
  }
  switch (markOf(value)) {
    case specialSecretSig:
      secrets.push(path);
      return value.value === unknownValue ? UNKNOWN : SECRET;
    case specialAssetSig:
    case specialArchiveSig: {
      const { [signature]: _mark, ...content } = value;
      return shownObject(content, path, secrets);
    }
    default:
      return shownObject(value, path, secrets);
  }
}

const PLAIN = /^[A-Za-z_$][\w$]*$/;

function below(path: string, key: string): string {
  if (!PLAIN.test(key)) {
    return `${path}[${JSON.stringify(key)}]`;
  }
  return path === "" ? key : `${path}.${key}`;
}

/** Order that does not depend on the machine's language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether anything inside is unknown. */
export function isUnknown(value: Value | undefined): boolean {
  if (Array.isArray(value)) {
    return value.some(isUnknown);
  }
  return typeof value === "object" && value !== null ? Object.values(value).some(isUnknown) : value === UNKNOWN;
}
