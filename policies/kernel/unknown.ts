import { unknownCheckingProxy, UnknownValueError } from "@pulumi/policy";

/** Length of the UUIDs by which the engine marks a value that is not known during preview. */
const SENTINEL_LENGTH = 36;

/** Whether a raw property value stands for one that is known only after deployment. */
export function isUnknown(value: unknown): boolean {
  if (typeof value !== "string" || value.length !== SENTINEL_LENGTH) {
    return false;
  }
  try {
    // The markers are not exported; the proxy that knows them is.
    void unknownCheckingProxy({ value }).value;
    return false;
  } catch (error) {
    return error instanceof UnknownValueError;
  }
}

/**
 * The properties without the proxy that throws on unknown values. A property descriptor passes the proxy by, and what it
 * holds is never wrapped.
 */
export function unwrap(properties: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(properties).map((key) => [key, Object.getOwnPropertyDescriptor(properties, key)?.value as unknown]),
  );
}
