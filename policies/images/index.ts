import type { Rule } from "../kernel";
import { ecrCmkPrivateLifecycle } from "./ecr-cmk-private-lifecycle";
import { ecrImmutableScanned } from "./ecr-immutable-scanned";

export const imageRules: readonly Rule[] = [ecrCmkPrivateLifecycle, ecrImmutableScanned];
