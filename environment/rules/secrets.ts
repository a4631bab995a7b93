/** Slots that nothing fills, all of them at once: a pod that never starts says it later, and one after the other. */
import { catalogue } from "../../services";
import { GENERATED_SLOTS, PLATFORM_SLOTS, SLOT_NAMES, slotOf, type SlotName } from "../../services/slots";
import type { Settings } from "../schema";
import type { Finding, RuleContext } from "./finding";

export function secretsRules(secrets: Settings["secrets"], { common, settings }: RuleContext): Finding[] {
  const predecessor = settings.recovery?.successorOf;
  const open = (slots: readonly SlotName[]): SlotName[] => slots.filter((slot) => secrets[slot] === undefined);
  return [
    ...open(requiredSlots()).map((slot) => ({ setting: slot, sentence: missing(slot, common.environment) })),
    ...(predecessor === undefined ? [] : open(GENERATED_SLOTS).map((slot) => ({ setting: slot, sentence: another(slot, predecessor) }))),
  ];
}

/** What was signed or encrypted with a generated value is in the database that is taken over. */
function another(slot: SlotName, predecessor: string): string {
  return (
    `is missing, and a generated value would be another one than that of ${predecessor}: ${slotOf(slot).purpose}. ` +
    `Set it to that value, or kianax:secrets.${slot}.external to true and copy the secret from its replica.`
  );
}

/** What some service, or the platform itself, needs and nobody generates. */
function requiredSlots(): SlotName[] {
  const declared = new Set<string>([...catalogue.flatMap(({ needs }) => needs.secrets ?? []), ...PLATFORM_SLOTS]);
  return SLOT_NAMES.filter((slot) => declared.has(slot) && !GENERATED_SLOTS.includes(slot));
}

function missing(slot: SlotName, stack: string): string {
  const { party, purpose, form, issuedAt } = slotOf(slot);
  const paths = "parts" in form ? Object.keys(form.parts).map((part) => `${slot}.${part}`) : [slot];
  const set = (path: string, rest: string): string => `pulumi config set --stack ${stack} ${rest} --path 'kianax:secrets.${path}'`;
  const commands = paths.map((path) => set(path, "--secret")).join(" && ");
  return (
    `is missing. ${purpose} (${party}, ${issuedAt ?? "generated"}). Set it: ${commands}. ` +
    `Or put it into Secrets Manager yourself: ${set(`${slot}.external`, "--plaintext")} true.`
  );
}
