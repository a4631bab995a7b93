/** What fills the secret slots. Values are checked here and never shown: not in a sentence, not in the reference. */
import { z } from "zod";
import { hasForm, SLOT_NAMES, slotOf, type SlotName } from "../../services/slots";
import { setting } from "./values";

/** What a stack says of one slot. */
export type SecretSetting = string | Readonly<Record<string, string>> | { readonly external: true };

/** Operators put the value into Secrets Manager themselves. */
export function isExternal(value: unknown): value is { readonly external: true } {
  return typeof value === "object" && value !== null && Object.keys(value).length === 1 && (value as { external?: unknown }).external === true;
}

function slotSchema(name: SlotName) {
  const { party, purpose, form, issuedAt, rotation } = slotOf(name);
  const allowed = `${form.allowed}, or { external: true }`;
  const origin = issuedAt === undefined ? "Generated when left out." : `Issued at ${issuedAt}.`;
  return setting(
    z.custom<SecretSetting>((value) => isExternal(value) || hasForm(name, value)).meta({ allowed, hidden: true }),
    `${purpose} (${party}). ${origin} To rotate it: ${rotation}`,
  ).optional();
}

const slots = Object.fromEntries(SLOT_NAMES.map((name) => [name, slotSchema(name)])) as Record<SlotName, ReturnType<typeof slotSchema>>;

export const secretsSchema = z.strictObject(slots).meta({ hidden: true });
