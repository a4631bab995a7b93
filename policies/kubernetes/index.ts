import type { Rule } from "../kernel";
import { podNotPrivileged } from "./pod-not-privileged";
import { podRestrictedContext } from "./pod-restricted-context";

export const kubernetesRules: readonly Rule[] = [podNotPrivileged, podRestrictedContext];
