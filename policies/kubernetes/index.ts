import type { Rule } from "../kernel";
import { imagePinnedAndTrusted } from "./image-pinned-and-trusted";
import { noSecretsInEnvOrConfigmap } from "./no-secrets-in-env-or-configmap";
import { podNotPrivileged } from "./pod-not-privileged";
import { podOwnServiceAccount } from "./pod-own-service-account";
import { podReadonlyRootfs } from "./pod-readonly-rootfs";
import { podResources } from "./pod-resources";
import { podRestrictedContext } from "./pod-restricted-context";

export const kubernetesRules: readonly Rule[] = [
  imagePinnedAndTrusted,
  noSecretsInEnvOrConfigmap,
  podNotPrivileged,
  podOwnServiceAccount,
  podReadonlyRootfs,
  podResources,
  podRestrictedContext,
];
