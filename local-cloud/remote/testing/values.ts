import { specialOutputValueSig, specialSecretSig, unknownValue } from "@pulumi/pulumi/runtime/rpc";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";

// The key of a marker object on the wire, and the marker of a secret: @pulumi/pulumi/runtime/rpc.
const signature = "4dabf18193072939515e22adb298388d";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export function fromStruct(struct: Struct | undefined): JsonObject {
  return (struct?.toJavaScript() ?? {}) as JsonObject;
}

/** A wire value with outputs and secrets folded into the values they hold. */
export function plain(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const mark = value[signature];
  if (mark === specialOutputValueSig || mark === specialSecretSig) {
    return "value" in value ? plain(value.value ?? null) : unknownValue;
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

export function plainObject(struct: Struct | undefined): JsonObject {
  return plain(fromStruct(struct)) as JsonObject;
}

/** An output that only a deployment will know. */
export const unknownOutput: JsonObject = { [signature]: specialOutputValueSig };

/** A reference to a resource as the engine writes it. */
export function reference(urn: string, id?: string): JsonObject {
  return { [signature]: "5cf8f73096256a8f31e491e813e4eb8e", urn, ...(id !== undefined && { id }), packageVersion: "" };
}
