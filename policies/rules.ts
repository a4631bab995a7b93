import { clusterRules } from "./cluster";
import { auditRules } from "./audit";
import { dataRules } from "./data";
import { edgeRules } from "./edge";
import { encryptionRules } from "./encryption";
import { identityRules } from "./identity";
import { imageRules } from "./images";
import type { Rule } from "./kernel";
import { keyRules } from "./keys";
import { kubernetesRules } from "./kubernetes";
import { metaRules, packRules } from "./meta";
import { multiAzRules } from "./multi-az";
import { networkRules } from "./network";
import { privateRules } from "./private";
import { storageRules } from "./storage";

/** Every rule of the pack. Themes are listed by hand, so that a rule is never in or out of the pack by accident. */
export const rules: readonly Rule[] = [
  ...clusterRules,
  ...dataRules,
  ...edgeRules,
  ...encryptionRules,
  ...multiAzRules,
  ...networkRules,
  ...privateRules,
  ...kubernetesRules,
  ...storageRules,
  ...keyRules,
  ...auditRules,
  ...identityRules,
  ...imageRules,
  ...metaRules,
  ...packRules,
];
