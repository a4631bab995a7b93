/**
 * Random values are drawn once: every input of every type draws again. Inputs with a default count as that default.
 * https://github.com/hashicorp/terraform-provider-random/tree/main/internal/provider
 */
import type { Properties } from "../../provider/values";
import type { Replacement, PropertyShape } from "../types";

const CHARACTERS: Properties = {
  lower: true,
  upper: true,
  numeric: true,
  number: true,
  special: true,
  minLower: 0,
  minUpper: 0,
  minNumeric: 0,
  minSpecial: 0,
};

const DEFAULTS: Readonly<Record<string, Properties>> = {
  "random:index/randomPassword:RandomPassword": CHARACTERS,
  "random:index/randomPet:RandomPet": { length: 2, separator: "-" },
  "random:index/randomString:RandomString": CHARACTERS,
};

export function randomReplacement(token: string, inputs: readonly PropertyShape[]): Replacement {
  return { rules: inputs.map(({ name }) => ({ path: name })), implied: DEFAULTS[token] ?? {} };
}
