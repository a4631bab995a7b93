import type { Rule } from "../kernel";
import { deploymentReplicasSpread } from "./deployment-replicas-spread";
import { helmReleaseVisible } from "./helm-release-visible";
import { hpaSane } from "./hpa-sane";
import { imagePinnedAndTrusted } from "./image-pinned-and-trusted";
import { ingressTls } from "./ingress-tls";
import { namespaceDefaultDeny } from "./namespace-default-deny";
import { namespaceNotDefaultAndPss } from "./namespace-not-default-and-pss";
import { networkpolicyNotAllowAll } from "./networkpolicy-not-allow-all";
import { noSecretsInEnvOrConfigmap } from "./no-secrets-in-env-or-configmap";
import { pdbPresentAndSane } from "./pdb-present-and-sane";
import { podHasNetworkPolicy } from "./pod-has-networkpolicy";
import { podNotPrivileged } from "./pod-not-privileged";
import { podOwnServiceAccount } from "./pod-own-service-account";
import { podProbes } from "./pod-probes";
import { podReadonlyRootfs } from "./pod-readonly-rootfs";
import { podResources } from "./pod-resources";
import { podRestrictedContext } from "./pod-restricted-context";
import { rbacLeast } from "./rbac-least";
import { serviceNotExposed } from "./service-not-exposed";
import { serviceSelectsPods } from "./service-selects-pods";

export const kubernetesRules: readonly Rule[] = [
  deploymentReplicasSpread,
  helmReleaseVisible,
  hpaSane,
  imagePinnedAndTrusted,
  ingressTls,
  namespaceDefaultDeny,
  namespaceNotDefaultAndPss,
  networkpolicyNotAllowAll,
  noSecretsInEnvOrConfigmap,
  pdbPresentAndSane,
  podHasNetworkPolicy,
  podNotPrivileged,
  podOwnServiceAccount,
  podProbes,
  podReadonlyRootfs,
  podResources,
  podRestrictedContext,
  rbacLeast,
  serviceNotExposed,
  serviceSelectsPods,
];
