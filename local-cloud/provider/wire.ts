/**
 * Between gRPC structs and plain values.
 *
 * The signature keys are Pulumi's own: https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/rpc.ts.
 * The providers ask the engine not to send secrets, outputs and resource references; what still arrives wrapped
 * (a provider's own configuration does) is folded here, so nothing above this file knows the wire format.
 */
import { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { isObject, isUnknown, UNKNOWN, type Properties, type Value } from "./values";

const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
const RESOURCE_REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";
const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** Typed unknowns; providers of the bridge use the string one for every type. */
const UNKNOWN_OTHERS = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
]);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The plain values of a struct; an absent struct is no properties. */
export function fromStruct(struct: Struct | undefined): Properties {
  const value = fromJson((struct?.toJavaScript() ?? {}) as Json);
  return isObject(value) ? value : {};
}

/** A struct of the values; unknowns become Pulumi's sentinel. */
export function toStruct(properties: Properties): Struct {
  return Struct.fromJavaScript(toJson(properties) as Parameters<typeof Struct.fromJavaScript>[0]);
}

/** The plain values of properties that are JSON already. */
export function fromWire(properties: Record<string, unknown>): Properties {
  return fromJson(properties as Json) as Properties;
}

/** The values as JSON; unknowns become Pulumi's sentinel. */
export function toWire(properties: Properties): Record<string, Json> {
  return toJson(properties) as Record<string, Json>;
}

/** An invoke's result with the named properties marked secret. */
export function toStructWithSecrets(properties: Properties, secrets: ReadonlySet<string>): Struct {
  const json: Record<string, Json> = {};
  for (const [name, value] of Object.entries(properties)) {
    const plain = toJson(value);
    json[name] = secrets.has(name) ? { [SIGNATURE_KEY]: SECRET, value: plain } : plain;
  }
  return Struct.fromJavaScript(json as Parameters<typeof Struct.fromJavaScript>[0]);
}

function fromJson(value: Json): Value {
  if (typeof value === "string") {
    return value === UNKNOWN_STRING || UNKNOWN_OTHERS.has(value) ? UNKNOWN : value;
  }
  if (Array.isArray(value)) {
    return value.map(fromJson);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  switch (value[SIGNATURE_KEY]) {
    case SECRET:
      return fromJson(value["value"] ?? null);
    case OUTPUT:
      return value["value"] === undefined ? UNKNOWN : fromJson(value["value"]);
    case ASSET:
    case ARCHIVE:
      return assetOf(value);
    case RESOURCE_REFERENCE:
      return fromJson(value["id"] || value["urn"] || null);
    default:
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromJson(item)]));
  }
}

/** A file or a text: what it holds counts, by the hash that the engine has made, and where it comes from does not. */
function assetOf({ [SIGNATURE_KEY]: signature = ASSET, ...content }: { [key: string]: Json }): Value {
  const what = [content["hash"], content["text"], content["path"], content["uri"]].find((each) => typeof each === "string" && each !== "");
  return { __asset: typeof what === "string" ? what : JSON.stringify(content), __signature: fromJson(signature), ...(fromJson(content) as Properties) };
}

function toJson(value: Value): Json {
  if (isUnknown(value)) {
    return UNKNOWN_STRING;
  }
  if (Array.isArray(value)) {
    return value.map(toJson);
  }
  if (isObject(value) && "__asset" in value) {
    const { __asset: _what, __signature: signature = ASSET, ...content } = value;
    return { [SIGNATURE_KEY]: toJson(signature), ...(toJson(content) as object) };
  }
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
  }
  return value;
}
