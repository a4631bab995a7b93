/** Values as the engine's protocol carries them, turned into what a test reads. */

/** Keys and signatures of the protocol: https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/rpc.ts */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const UNKNOWN_ON_THE_WIRE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Stands for a value that a preview does not know yet. */
export const UNKNOWN = "<unknown>";

export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

/** The value without its wrappers, and the paths at which it is secret. */
export interface Plain {
  readonly value: Value;
  readonly secrets: readonly string[];
}

/** Unwraps secrets and unknowns; a resource becomes `{ urn }`. */
export function plain(wire: unknown): Plain {
  const secrets: string[] = [];
  return { value: unwrap(wire, "", secrets), secrets };
}

function unwrap(wire: unknown, path: string, secrets: string[]): Value {
  if (Array.isArray(wire)) return wire.map((item, index) => unwrap(item, `${path}[${index}]`, secrets));
  if (typeof wire !== "object" || wire === null) return scalar(wire);

  const object = wire as Record<string, unknown>;
  switch (object[SIGNATURE_KEY]) {
    case SECRET:
      secrets.push(path);
      return unwrap(object["value"], path, secrets);
    case RESOURCE:
      return { urn: scalar(object["urn"]) };
    default:
      return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, unwrap(value, path === "" ? key : `${path}.${key}`, secrets)]));
  }
}

function scalar(wire: unknown): Value {
  if (wire === UNKNOWN_ON_THE_WIRE) return UNKNOWN;
  if (wire === null || wire === undefined) return null;
  if (typeof wire === "string" || typeof wire === "number" || typeof wire === "boolean") return wire;
  throw new Error(`A ${typeof wire} is no value of the protocol.`);
}
