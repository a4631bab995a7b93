import type { Rule } from "../kernel";
import { kmsDeletionWindow } from "./kms-deletion-window";
import { kmsKeyPerPurpose } from "./kms-key-per-purpose";
import { kmsPolicyNoWildcard } from "./kms-policy-no-wildcard";
import { secretCmk } from "./secret-cmk";
import { secretRecovery } from "./secret-recovery";
import { secretRotation } from "./secret-rotation";

export const keyRules: readonly Rule[] = [kmsDeletionWindow, kmsKeyPerPurpose, kmsPolicyNoWildcard, secretCmk, secretRecovery, secretRotation];
