import { describeCases } from "../testing/cases";
import { add, all, label, remove, set, unset, type Change } from "../testing/changes";
import { UNKNOWN, type Inputs } from "../testing/plan";
import { ec2, flowLog } from "../tokens";
import { naclNoOpenAdminPorts } from "./nacl-no-open-admin-ports";
import { subnetExplicitRouteTable } from "./subnet-explicit-route-table";
import { subnetNoAutoPublicIp } from "./subnet-no-auto-public-ip";
import { vpcDefaultSgClosed } from "./vpc-default-sg-closed";
import { vpcEndpointPolicyScoped } from "./vpc-endpoint-policy-scoped";
import { vpcEndpointsPresent } from "./vpc-endpoints-present";
import { vpcFlowLogsEnabled } from "./vpc-flow-logs-enabled";
import { vpcNoDefaultNetwork } from "./vpc-no-default-network";

const VPC = label(ec2.vpc, "vpc");
const FLOW_LOG = label(flowLog, "vpc");
const DEFAULT_SG = label(ec2.defaultSecurityGroup, "default-closed");
const SUBNET = label(ec2.subnet, "isolated-us-east-1a");
const ACL = label(ec2.networkAcl, "isolated");
const ACL_RULE = label(ec2.networkAclRule, "extra");
const [S3, KMS] = [label(ec2.vpcEndpoint, "s3"), label(ec2.vpcEndpoint, "kms")];
const inProduction = (...labels: readonly string[]) => ({ production: labels, development: [] });

const member = { description: "Members", protocol: "tcp", fromPort: 443, toPort: 443, self: true };
const away = { description: "VPC", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16"] };
const intoDefault = (type: string, inputs: Inputs): Change => add(type, "extra", (plan) => ({ securityGroupId: plan.get(ec2.defaultSecurityGroup, "default-closed").id, description: "Extra", ...inputs }));

const onAcl = (inputs: Inputs): Change => set(ec2.networkAcl, "isolated", "ingress", [{ ruleNo: 100, action: "allow", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlock: "0.0.0.0/0", ...inputs }]);
const aclRule = (inputs: Inputs): Change => add(ec2.networkAclRule, "extra", { networkAclId: "acl-0a", ruleNumber: 110, ruleAction: "allow", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlock: "0.0.0.0/0", ...inputs });

const policy = (statement: Record<string, unknown>): string => JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*", ...statement }] });
const s3Policy = (statement: Record<string, unknown>): Change => set(ec2.vpcEndpoint, "s3", "policy", policy(statement));

describeCases("VPCs", [naclNoOpenAdminPorts, subnetExplicitRouteTable, subnetNoAutoPublicIp, vpcDefaultSgClosed, vpcEndpointPolicyScoped, vpcEndpointsPresent, vpcFlowLogsEnabled, vpcNoDefaultNetwork], {
  "vpc-flow-logs-enabled": [
    { state: "absent", when: "no flow log", change: remove(flowLog, "vpc"), fires: [VPC], says: /has no flow log/ },
    { state: "violating", when: "a flow log of another VPC", change: set(flowLog, "vpc", "vpcId", "vpc-0a"), fires: [VPC] },
    { state: "violating", when: "a flow log of a subnet alone", change: all(unset(flowLog, "vpc", "vpcId"), set(flowLog, "vpc", "subnetId", "subnet-0a")), fires: [VPC] },
    { state: "violating", when: "refused traffic alone", change: set(flowLog, "vpc", "trafficType", "REJECT"), fires: [FLOW_LOG], says: /trafficType is "REJECT", and must be "ALL"/ },
    { state: "unknown", when: "traffic known only later", change: set(flowLog, "vpc", "trafficType", UNKNOWN), fires: [FLOW_LOG] },
    { state: "absent", when: "traffic left out", change: unset(flowLog, "vpc", "trafficType"), fires: [FLOW_LOG] },
    { state: "absent", when: "no destination", change: unset(flowLog, "vpc", "logDestination"), fires: [FLOW_LOG] },
    { state: "compliant", when: "a destination known only later", change: set(flowLog, "vpc", "logDestination", UNKNOWN), fires: [] },
    { state: "compliant", when: "a flow log of a transit gateway, which has no kinds of traffic", change: add(flowLog, "transit", { transitGatewayId: "tgw-0a", logDestination: "arn" }), fires: [] },
    { state: "compliant", when: "a flow log of an attachment to a transit gateway", change: add(flowLog, "transit", { transitGatewayAttachmentId: "tgw-attach-0a", logDestination: "arn" }), fires: [] },
  ],
  "vpc-default-sg-closed": [
    { state: "absent", when: "a default group that no one adopts", change: remove(ec2.defaultSecurityGroup, "default-closed"), fires: [VPC], says: /has no DefaultSecurityGroup/ },
    { state: "violating", when: "two that adopt it", change: add(ec2.defaultSecurityGroup, "second", (plan) => ({ vpcId: plan.get(ec2.vpc, "vpc").id })), fires: [VPC] },
    { state: "violating", when: "one of another VPC", change: set(ec2.defaultSecurityGroup, "default-closed", "vpcId", "vpc-0a"), fires: [VPC] },
    { state: "violating", when: "a rule on the way in", change: set(ec2.defaultSecurityGroup, "default-closed", "ingress", [member]), fires: [DEFAULT_SG], says: /ingress\[0\] is a rule/ },
    { state: "violating", when: "a rule on the way out", change: set(ec2.defaultSecurityGroup, "default-closed", "egress", [away]), fires: [DEFAULT_SG] },
    { state: "unknown", when: "rules on the way out known only later", change: set(ec2.defaultSecurityGroup, "default-closed", "egress", UNKNOWN), fires: [DEFAULT_SG], alsoFires: [{ rule: "sg-egress-restricted", on: DEFAULT_SG, because: "what is not known may lead everywhere, too" }] },
    { state: "unknown", when: "rules on the way in known only later", change: set(ec2.defaultSecurityGroup, "default-closed", "ingress", UNKNOWN), fires: [DEFAULT_SG], alsoFires: [{ rule: "sg-no-open-ingress", on: DEFAULT_SG, because: "what is not known may be open to the internet, too" }] },
    { state: "violating", when: "a rule that another resource puts in", change: intoDefault(ec2.securityGroupIngressRule, { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "10.0.0.0/16" }), fires: [label(ec2.securityGroupIngressRule, "extra")] },
    { state: "violating", when: "a rule of the older type", change: intoDefault(ec2.securityGroupRule, { type: "ingress", protocol: "tcp", fromPort: 443, toPort: 443, self: true }), fires: [label(ec2.securityGroupRule, "extra")] },
    { state: "violating", when: "a rule by the VPC's own output", change: add(ec2.securityGroupEgressRule, "extra", (plan) => ({ securityGroupId: plan.get(ec2.vpc, "vpc").out("defaultSecurityGroupId"), description: "Extra", ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "10.0.0.0/16" })), fires: [label(ec2.securityGroupEgressRule, "extra")] },
    { state: "compliant", when: "both lists left out", change: all(unset(ec2.defaultSecurityGroup, "default-closed", "ingress"), unset(ec2.defaultSecurityGroup, "default-closed", "egress")), fires: [] },
  ],
  "vpc-no-default-network": [
    { state: "violating", when: "the default VPC", change: all(add(ec2.defaultVpc, "default", {}), add(flowLog, "default", (plan) => ({ vpcId: plan.get(ec2.defaultVpc, "default").id, trafficType: "ALL", logDestination: "arn" }))), fires: [label(ec2.defaultVpc, "default")], says: /adopts the default VPC/ },
    { state: "violating", when: "a default subnet", change: add(ec2.defaultSubnet, "default", { availabilityZone: "us-east-1a" }), fires: [label(ec2.defaultSubnet, "default")] },
    { state: "unknown", when: "a default subnet of a zone known only later", change: add(ec2.defaultSubnet, "default", { availabilityZone: UNKNOWN }), fires: [label(ec2.defaultSubnet, "default")] },
    { state: "violating", when: "default subnets of two zones", change: all(...["a", "b"].map((zone) => add(ec2.defaultSubnet, zone, { availabilityZone: `us-east-1${zone}` }))), fires: [label(ec2.defaultSubnet, "a"), label(ec2.defaultSubnet, "b")] },
    { state: "absent", when: "a VPC that is not in the stack", change: add(ec2.securityGroup, "extra", { vpcId: "vpc-0a", description: "Extra" }), fires: [] },
  ],
  "subnet-no-auto-public-ip": [
    { state: "violating", when: "public addresses in a public subnet", change: set(ec2.subnet, "public-us-east-1a", "mapPublicIpOnLaunch", true), fires: [label(ec2.subnet, "public-us-east-1a")] },
    { state: "violating", when: "public addresses in an isolated subnet", change: set(ec2.subnet, "isolated-us-east-1a", "mapPublicIpOnLaunch", true), fires: [SUBNET], says: /mapPublicIpOnLaunch is true, and must not be true/ },
    { state: "violating", when: "public addresses, said as a string", change: set(ec2.subnet, "isolated-us-east-1a", "mapPublicIpOnLaunch", "true"), fires: [SUBNET] },
    { state: "unknown", when: "addresses known only later", change: set(ec2.subnet, "isolated-us-east-1a", "mapPublicIpOnLaunch", UNKNOWN), fires: [SUBNET] },
    { state: "absent", when: "the provider's default, which gives none", change: unset(ec2.subnet, "isolated-us-east-1a", "mapPublicIpOnLaunch"), fires: [] },
    { state: "compliant", when: "none said", change: set(ec2.subnet, "isolated-us-east-1a", "mapPublicIpOnLaunch", false), fires: [] },
  ],
  "subnet-explicit-route-table": [
    { state: "absent", when: "no association", change: remove(ec2.routeTableAssociation, "isolated-us-east-1a"), fires: [SUBNET], says: /obeys the main one of its VPC/ },
    { state: "violating", when: "an association of another subnet", change: set(ec2.routeTableAssociation, "isolated-us-east-1a", "subnetId", "subnet-0a"), fires: [SUBNET] },
    { state: "unknown", when: "an association of a subnet known only later", change: set(ec2.routeTableAssociation, "isolated-us-east-1a", "subnetId", UNKNOWN), fires: [SUBNET] },
    { state: "violating", when: "two associations", change: add(ec2.routeTableAssociation, "second", (plan) => ({ subnetId: plan.get(ec2.subnet, "isolated-us-east-1a").id, routeTableId: plan.get(ec2.routeTable, "isolated-us-east-1b").id })), fires: [SUBNET], says: /has 2 route table associations/ },
    { state: "violating", when: "an association of a gateway instead", change: all(unset(ec2.routeTableAssociation, "isolated-us-east-1a", "subnetId"), set(ec2.routeTableAssociation, "isolated-us-east-1a", "gatewayId", "vgw-0a")), fires: [SUBNET] },
    { state: "compliant", when: "a table that others use too", change: (plan) => plan.get(ec2.routeTableAssociation, "isolated-us-east-1a").set("routeTableId", plan.get(ec2.routeTable, "isolated-us-east-1b").id), fires: [] },
  ],
  "nacl-no-open-admin-ports": [
    { state: "violating", when: "SSH open to the internet", change: onAcl({}), fires: [ACL], says: /ingress\[0\]\.cidrBlock lets in 0\.0\.0\.0\/0/ },
    { state: "violating", when: "remote desktop open over IPv6", change: onAcl({ cidrBlock: undefined, ipv6CidrBlock: "::/0", fromPort: 3389, toPort: 3389 }), fires: [ACL] },
    { state: "violating", when: "a range that holds SSH", change: onAcl({ fromPort: 0, toPort: 1024 }), fires: [ACL] },
    { state: "violating", when: "every port", change: onAcl({ protocol: "-1", fromPort: 0, toPort: 0 }), fires: [ACL] },
    { state: "violating", when: "the action in capitals", change: onAcl({ action: "ALLOW" }), fires: [ACL] },
    { state: "unknown", when: "an action known only later", change: onAcl({ action: UNKNOWN }), fires: [ACL] },
    { state: "unknown", when: "a network known only later", change: onAcl({ cidrBlock: UNKNOWN }), fires: [ACL] },
    { state: "unknown", when: "a port known only later", change: onAcl({ fromPort: UNKNOWN, toPort: 443 }), fires: [ACL] },
    { state: "unknown", when: "a protocol known only later", change: onAcl({ protocol: UNKNOWN, fromPort: 443, toPort: 443 }), fires: [ACL] },
    { state: "unknown", when: "entries known only later", change: set(ec2.networkAcl, "isolated", "ingress", UNKNOWN), fires: [ACL] },
    { state: "absent", when: "no entries", change: unset(ec2.networkAcl, "isolated", "ingress"), fires: [] },
    { state: "compliant", when: "a deny", change: onAcl({ action: "deny" }), fires: [] },
    { state: "compliant", when: "HTTPS open to the internet", change: onAcl({ fromPort: 443, toPort: 443 }), fires: [] },
    { state: "compliant", when: "SSH from a network of the company", change: onAcl({ cidrBlock: "203.0.113.0/24" }), fires: [] },
    { state: "compliant", when: "UDP", change: onAcl({ protocol: "udp" }), fires: [] },
    { state: "violating", when: "a rule of its own", change: aclRule({}), fires: [ACL_RULE] },
    { state: "violating", when: "a rule of its own for all ports, by number", change: aclRule({ protocol: "6", fromPort: 0, toPort: 65535 }), fires: [ACL_RULE] },
    { state: "unknown", when: "a rule whose direction is known only later", change: aclRule({ egress: UNKNOWN }), fires: [ACL_RULE] },
    { state: "compliant", when: "a rule on the way out", change: aclRule({ egress: true }), fires: [] },
    { state: "violating", when: "the default ACL of AWS, which is open", change: add(ec2.defaultNetworkAcl, "default", { ingress: [{ ruleNo: 100, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: "0.0.0.0/0" }] }), fires: [label(ec2.defaultNetworkAcl, "default")] },
  ],
  "vpc-endpoints-present": [
    { state: "absent", when: "no endpoint for S3", change: remove(ec2.vpcEndpoint, "s3"), fires: inProduction(VPC), says: /has no endpoint for s3/ },
    { state: "violating", when: "an endpoint of another VPC", change: set(ec2.vpcEndpoint, "s3", "vpcId", "vpc-0a"), fires: inProduction(VPC) },
    { state: "violating", when: "an endpoint of another service", change: set(ec2.vpcEndpoint, "s3", "serviceName", "com.amazonaws.us-east-1.s3-global.accesspoint"), fires: inProduction(VPC) },
    { state: "unknown", when: "a service known only later", change: set(ec2.vpcEndpoint, "s3", "serviceName", UNKNOWN), fires: inProduction(VPC) },
    { state: "absent", when: "no service", change: unset(ec2.vpcEndpoint, "s3", "serviceName"), fires: inProduction(VPC) },
    { state: "compliant", when: "an endpoint in China", change: set(ec2.vpcEndpoint, "s3", "serviceName", "cn.com.amazonaws.cn-north-1.s3"), fires: [] },
    { state: "compliant", when: "one endpoint less of another service", change: remove(ec2.vpcEndpoint, "kms"), fires: [] },
  ],
  "vpc-endpoint-policy-scoped": [
    { state: "absent", when: "no policy", change: unset(ec2.vpcEndpoint, "s3", "policy"), fires: inProduction(S3), says: /carries everything to everyone/ },
    { state: "violating", when: "everything to everyone", change: s3Policy({}), fires: inProduction(S3), says: /Statement\[0\] of policy allows everything to everyone/ },
    { state: "violating", when: "everything of the service to everyone", change: s3Policy({ Action: ["s3:*"], Principal: { AWS: "*" } }), fires: inProduction(S3) },
    { state: "violating", when: "everything but something", change: s3Policy({ Action: undefined, NotAction: "s3:DeleteBucket" }), fires: inProduction(S3) },
    { state: "violating", when: "everyone but someone, everywhere but somewhere", change: s3Policy({ Principal: undefined, NotPrincipal: { AWS: "111122223333" }, Resource: undefined, NotResource: "arn:aws:s3:::bucket" }), fires: inProduction(S3) },
    { state: "violating", when: "what is no policy", change: set(ec2.vpcEndpoint, "kms", "policy", "allow"), fires: inProduction(KMS) },
    { state: "unknown", when: "a policy that is known only later and depends on nothing", change: set(ec2.vpcEndpoint, "s3", "policy", UNKNOWN), fires: inProduction(S3) },
    { state: "compliant", when: "a policy of its own", change: all(unset(ec2.vpcEndpoint, "s3", "policy"), add(ec2.vpcEndpointPolicy, "s3", (plan) => ({ vpcEndpointId: plan.get(ec2.vpcEndpoint, "s3").id, policy: policy({ Action: "s3:GetObject" }) }))), fires: [] },
    { state: "violating", when: "a policy of its own that allows everything", change: add(ec2.vpcEndpointPolicy, "s3", (plan) => ({ vpcEndpointId: plan.get(ec2.vpcEndpoint, "s3").id, policy: policy({}) })), fires: inProduction(label(ec2.vpcEndpointPolicy, "s3")) },
    { state: "compliant", when: "one action", change: s3Policy({ Action: "s3:GetObject" }), fires: [] },
    { state: "compliant", when: "an endpoint of a firewall, which takes no policy", change: all(unset(ec2.vpcEndpoint, "kms", "policy"), set(ec2.vpcEndpoint, "kms", "vpcEndpointType", "GatewayLoadBalancer")), fires: [] },
  ],
});
