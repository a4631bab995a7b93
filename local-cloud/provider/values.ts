/**
 * Property values of the local cloud: what Pulumi's gRPC structs become once secrets, outputs and resource
 * references are folded into plain values.
 */

/** Stands for a value that only a deployment will know. It never equals a string a program could write. */
export const UNKNOWN: unique symbol = Symbol.for("kianax.local-cloud.unknown");

export type Value = null | boolean | number | string | Value[] | { [key: string]: Value } | typeof UNKNOWN;

/** Inputs or outputs of one resource, by property name. */
export type Properties = Record<string, Value>;

/** Why one property of a resource (or the whole of it, with an empty path) is refused. */
export interface Failure {
  /** Path such as `vpcConfig.subnetIds[0]`; empty for the resource as a whole. */
  readonly property: string;
  /** A sentence: what is wrong and the way out. */
  readonly reason: string;
}

export function isUnknown(value: unknown): value is typeof UNKNOWN {
  return value === UNKNOWN;
}

export function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether an unknown hides anywhere inside the value. */
export function containsUnknown(value: Value | undefined): boolean {
  if (isUnknown(value)) {
    return true;
  }
  if (Array.isArray(value)) {
    return value.some(containsUnknown);
  }
  return isObject(value) && Object.values(value).some(containsUnknown);
}
