import type { Rule } from "../kernel";
import { naclNoOpenAdminPorts } from "./nacl-no-open-admin-ports";
import { sgDataTierFromSgOnly } from "./sg-data-tier-from-sg-only";
import { sgDataTierNoEgress } from "./sg-data-tier-no-egress";
import { sgDescribed } from "./sg-described";
import { sgEgressRestricted } from "./sg-egress-restricted";
import { sgNoInlineAndStandalone } from "./sg-no-inline-and-standalone";
import { subnetExplicitRouteTable } from "./subnet-explicit-route-table";
import { subnetNoAutoPublicIp } from "./subnet-no-auto-public-ip";
import { vpcDefaultSgClosed } from "./vpc-default-sg-closed";
import { vpcEndpointPolicyScoped } from "./vpc-endpoint-policy-scoped";
import { vpcEndpointsPresent } from "./vpc-endpoints-present";
import { vpcFlowLogsEnabled } from "./vpc-flow-logs-enabled";
import { vpcNoDefaultNetwork } from "./vpc-no-default-network";

export const networkRules: readonly Rule[] = [
  naclNoOpenAdminPorts,
  sgDataTierFromSgOnly,
  sgDataTierNoEgress,
  sgDescribed,
  sgEgressRestricted,
  sgNoInlineAndStandalone,
  subnetExplicitRouteTable,
  subnetNoAutoPublicIp,
  vpcDefaultSgClosed,
  vpcEndpointPolicyScoped,
  vpcEndpointsPresent,
  vpcFlowLogsEnabled,
  vpcNoDefaultNetwork,
];
