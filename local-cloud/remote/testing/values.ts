import { specialOutputValueSig, specialResourceSig } from "@pulumi/pulumi/runtime/rpc";
import { signature, type JsonObject } from "../../monitor";

export type { Json, JsonObject } from "../../monitor";

/** An output that only a deployment will know. */
export const unknownOutput: JsonObject = { [signature]: specialOutputValueSig };

/** A reference to a resource as the engine writes it. */
export function reference(urn: string, id?: string): JsonObject {
  return { [signature]: specialResourceSig, urn, ...(id !== undefined && { id }), packageVersion: "" };
}
