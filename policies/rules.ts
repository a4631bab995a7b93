import { encryptionRules } from "./encryption";
import type { Rule } from "./kernel";
import { kubernetesRules } from "./kubernetes";
import { metaRules, packRules } from "./meta";
import { multiAzRules } from "./multi-az";
import { privateRules } from "./private";

/** Every rule of the pack. Themes are listed by hand, so that a rule is never in or out of the pack by accident. */
export const rules: readonly Rule[] = [...encryptionRules, ...multiAzRules, ...privateRules, ...kubernetesRules, ...metaRules, ...packRules];
