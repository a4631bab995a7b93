import { dataRules } from "./data";
import { edgeRules } from "./edge";
import { encryptionRules } from "./encryption";
import type { Rule } from "./kernel";
import { metaRules, packRules } from "./meta";
import { multiAzRules } from "./multi-az";
import { privateRules } from "./private";

/** Every rule of the pack. Themes are listed by hand, so that a rule is never in or out of the pack by accident. */
export const rules: readonly Rule[] = [...dataRules, ...edgeRules, ...encryptionRules, ...multiAzRules, ...privateRules, ...metaRules, ...packRules];
