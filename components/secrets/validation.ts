/** What is wrong with slots and what fills them. No sentence shows a value. */
import { wholeNumber, type ArgumentChecks, type Problem } from "../base";
import { inputText, listOf, mapOf, neighbour, number, text, type Kind } from "../base/shape";
import type { KianaxSecretsArgs } from "./arguments";

/** Of slots: the last part of a secret's name, and of a resource's. */
export const SLOT_NAME = /^[a-z](?!.*--)[a-z0-9-]*(?<!-)$/;

/** Text, now or later, or `{ external: true }`. It says what is allowed and never what was given. */
const slotValue: Kind<false> = {
  optional: false,
  allowed: "text, an Output of it, or { external: true }",
  accepts: (value) => inputText.accepts(value) || (typeof value === "object" && value !== null && (value as Record<string, unknown>)["external"] === true),
  hidden: true,
};

export const secretsChecks: ArgumentChecks<KianaxSecretsArgs> = {
  shape: {
    keys: neighbour("KianaxKeys", ["secrets"]),
    values: { ...mapOf(slotValue), hidden: true },
    generated: listOf(text),
    platform: listOf(text),
    deployers: listOf(inputText),
    recoveryWindowDays: number,
  },
  problems: secretsProblems,
};

function secretsProblems({ values, generated, platform, deployers, recoveryWindowDays }: KianaxSecretsArgs): Problem[] {
  return [
    ...slotNameProblems("values", Object.keys(values)),
    ...slotNameProblems("generated", generated),
    ...slotNameProblems("platform", platform),
    ...emptyProblems(values),
    ...slotProblems("platform", platform, [...generated, ...Object.keys(values)]),
    ...(deployers.length > 0 ? [] : [{ argument: "deployers", problem: "is empty: name the role that runs this program, which reads back what it writes." }]),
    ...wholeNumber("recoveryWindowDays", recoveryWindowDays, 7, 30, "days"),
  ];
}

/** Slots that nothing fills, all in one sentence. */
export function slotProblems(argument: string, slots: readonly string[], filled: readonly string[]): Problem[] {
  const missing = slots.filter((slot) => !filled.includes(slot));
  return missing.length === 0 ? [] : [{ argument, problem: `names ${missing.join(", ")}, which nothing fills: give a value for each, or have it generated.` }];
}

function slotNameProblems(argument: string, slots: readonly string[]): Problem[] {
  const twice = slots.find((slot, index) => slots.indexOf(slot) !== index);
  return [
    ...slots
      .filter((slot) => !SLOT_NAME.test(slot))
      .map((slot) => ({ argument, problem: `must be names of lower-case letters, digits and single dashes, not ${JSON.stringify(slot)}.` })),
    ...(twice === undefined ? [] : [{ argument, problem: `names "${twice}" twice: name it once.` }]),
  ];
}

/** An empty text would end as a service that starts and fails at its first call. */
function emptyProblems(values: KianaxSecretsArgs["values"]): Problem[] {
  return Object.entries(values)
    .filter(([, value]) => typeof value === "string" && value.trim() === "")
    .map(([slot]) => ({ argument: `values.${slot}`, problem: "is empty: give the value, or { external: true } to put it into the secret yourself." }));
}
