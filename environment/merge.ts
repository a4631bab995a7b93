/** A value as JSON has it; configuration arrives as such. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type JsonObject = { readonly [key: string]: Json };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The profile with the stack's values over it, as JSON Merge Patch has it (RFC 7386), which Pulumi also uses to merge
 * configuration: maps merge key by key, lists and single values replace, and null removes what the profile has. A null
 * that removes nothing stays, so that its key is checked like any other.
 */
export function merge(base: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) {
    return patch;
  }
  const known = new Map(isJsonObject(base) ? Object.entries(base) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null && known.has(key)) {
      known.delete(key);
    } else {
      known.set(key, merge(known.get(key), value));
    }
  }
  // Unlike an assignment, this makes "__proto__" a key like any other.
  return Object.fromEntries(known);
}
