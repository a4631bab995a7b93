import type { Rule } from "../kernel";
import { eksAccessEntriesScoped } from "./eks-access-entries-scoped";
import { eksAuthApi } from "./eks-auth-api";
import { eksControlPlaneLogs } from "./eks-control-plane-logs";
import { eksDeletionProtection } from "./eks-deletion-protection";
import { eksIrsaScoped } from "./eks-irsa-scoped";
import { eksLogGroupManaged } from "./eks-log-group-managed";
import { eksNetworkPolicyOn } from "./eks-network-policy-on";
import { eksNoRemoteAccess } from "./eks-no-remote-access";
import { eksNodeImdsv2 } from "./eks-node-imdsv2";
import { eksVersionSupported } from "./eks-version-supported";

export const clusterRules: readonly Rule[] = [
  eksAccessEntriesScoped,
  eksAuthApi,
  eksControlPlaneLogs,
  eksDeletionProtection,
  eksIrsaScoped,
  eksLogGroupManaged,
  eksNetworkPolicyOn,
  eksNoRemoteAccess,
  eksNodeImdsv2,
  eksVersionSupported,
];
