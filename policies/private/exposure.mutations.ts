import { describeCases } from "../testing/cases";
import { add, all, label, remove, retype, set, unset, type Change } from "../testing/changes";
import { UNKNOWN, type Input } from "../testing/plan";
import { ec2, eks, loadBalancers, rds } from "../tokens";
import { computeNoPublicIp } from "./compute-no-public-ip";
import { eksEndpointPrivate } from "./eks-endpoint-private";
import { rdsNotPublic } from "./rds-not-public";
import { sgNoOpenIngress } from "./sg-no-open-ingress";
import { sgOpenIngressOnlyOnPublicAlb } from "./sg-open-ingress-only-on-public-alb";

const CLUSTER = label(eks.cluster, "cluster-eksCluster");
const DATABASE = label(rds.instance, "database");
const RULE = label(ec2.securityGroupIngressRule, "extra");
const OLD_RULE = label(ec2.securityGroupRule, "extra");
const ENDPOINTS_SG = label(ec2.securityGroup, "endpoints");
const DEFAULT_SG = label(ec2.defaultSecurityGroup, "default-closed");
const EDGE_443 = label(ec2.securityGroupIngressRule, "edge-443");
const EDGE = [label(ec2.securityGroupIngressRule, "edge-80"), EDGE_443];

const BALANCER = label(loadBalancers[0], "edge");
const inPrivateSubnets: Change = (plan) => plan.get(loadBalancers[0], "edge").set("subnets", ["a", "b", "c"].map((zone) => plan.get(ec2.subnet, `private-us-east-1${zone}`).id));

const onCluster = (path: string, value: Input): Change => set(eks.cluster, "cluster-eksCluster", `vpcConfig.${path}`, value);
const offCluster = (path: string): Change => unset(eks.cluster, "cluster-eksCluster", `vpcConfig.${path}`);
const publicTo = (networks: Input): Change => all(onCluster("endpointPublicAccess", true), onCluster("publicAccessCidrs", networks));
const inDevelopment = (development: readonly string[]) => ({ production: [CLUSTER], development });

const enter = (inputs: Record<string, Input>): Change =>
  add(ec2.securityGroupIngressRule, "extra", (plan) => ({ securityGroupId: plan.get(ec2.securityGroup, "endpoints").id, description: "Extra", ipProtocol: "tcp", fromPort: 5432, toPort: 5432, ...inputs }));
const enterOld = (inputs: Record<string, Input>): Change =>
  add(ec2.securityGroupRule, "extra", (plan) => ({ securityGroupId: plan.get(ec2.securityGroup, "endpoints").id, description: "Extra", type: "ingress", protocol: "tcp", fromPort: 22, toPort: 22, ...inputs }));
const inline = (ingress: Input): Change => set(ec2.securityGroup, "endpoints", "ingress", ingress);
const web = { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" };

const offices = (inputs: Record<string, Input>): Change => add(ec2.managedPrefixList, "offices", { name: "offices", addressFamily: "IPv4", maxEntries: 2, ...inputs });
/** A prefix list of the stack, and a rule that names it. */
const fromList = (inputs: Record<string, Input>, rule: Record<string, Input> = {}): Change =>
  all(offices(inputs), (plan) => enter({ prefixListId: plan.get(ec2.managedPrefixList, "offices").id, ...rule })(plan));
const entries = (...networks: readonly Input[]): { readonly entries: Input } => ({ entries: networks.map((cidr) => ({ cidr })) });
const entry = (cidr: Input): Change => add(ec2.managedPrefixListEntry, "office", (plan) => ({ prefixListId: plan.get(ec2.managedPrefixList, "offices").id, cidr }));
const listed = (plan: Parameters<Change>[0]): Input => [plan.get(ec2.managedPrefixList, "offices").id];
const OFFICES = entries("203.0.113.0/24");
const HALVES = entries("0.0.0.0/1", "128.0.0.0/1");

const attachEdgeTo = (type: string, property: string): Change =>
  add(type, "intruder", (plan) => ({ [property]: [plan.get(ec2.securityGroup, "edge").id] }));

describeCases("exposure", [computeNoPublicIp, eksEndpointPrivate, rdsNotPublic, sgNoOpenIngress, sgOpenIngressOnlyOnPublicAlb], {
  "rds-not-public": [
    { state: "violating", when: "a public address", change: set(rds.instance, "database", "publiclyAccessible", true), fires: [DATABASE] },
    { state: "unknown", when: "an address known only later", change: set(rds.instance, "database", "publiclyAccessible", UNKNOWN), fires: [DATABASE] },
    { state: "absent", when: "the provider's default, which is private", change: unset(rds.instance, "database", "publiclyAccessible"), fires: [] },
    { state: "violating", when: "a public instance of a cluster", change: add(rds.clusterInstance, "aurora", { publiclyAccessible: true }), fires: [label(rds.clusterInstance, "aurora")] },
  ],
  "eks-endpoint-private": [
    { state: "violating", when: "an endpoint that is not private", change: onCluster("endpointPrivateAccess", false), fires: [CLUSTER] },
    { state: "unknown", when: "private access known only later", change: onCluster("endpointPrivateAccess", UNKNOWN), fires: [CLUSTER] },
    { state: "absent", when: "private access left out", change: offCluster("endpointPrivateAccess"), fires: [CLUSTER] },
    { state: "absent", when: "public access left out, which AWS opens", change: offCluster("endpointPublicAccess"), fires: [CLUSTER], says: /endpointPublicAccess is not set, and must be false/ },
    { state: "unknown", when: "public access known only later", change: onCluster("endpointPublicAccess", UNKNOWN), fires: [CLUSTER] },
    { state: "unknown", when: "a configuration known only later", change: set(eks.cluster, "cluster-eksCluster", "vpcConfig.endpointPublicAccess", UNKNOWN), fires: [CLUSTER] },
    { state: "violating", when: "an endpoint public to a listed network", change: publicTo(["203.0.113.0/24"]), fires: inDevelopment([]) },
    { state: "violating", when: "an endpoint public to everyone", change: publicTo(["0.0.0.0/0"]), fires: [CLUSTER] },
    { state: "violating", when: "an endpoint public to a wide network", change: publicTo(["203.0.113.0/24", "10.0.0.0/15"]), fires: [CLUSTER] },
    { state: "violating", when: "an endpoint public to half of IPv6", change: publicTo(["8000::/1"]), fires: [CLUSTER] },
    { state: "violating", when: "an endpoint public to no list", change: publicTo([]), fires: [CLUSTER] },
    { state: "absent", when: "an endpoint public without a list", change: all(onCluster("endpointPublicAccess", true), offCluster("publicAccessCidrs")), fires: [CLUSTER] },
    { state: "unknown", when: "an endpoint public to a network known only later", change: publicTo([UNKNOWN]), fires: [CLUSTER] },
    { state: "unknown", when: "an endpoint public to a list known only later", change: publicTo(UNKNOWN), fires: [CLUSTER] },
  ],
  "sg-no-open-ingress": [
    { state: "violating", when: "a port open to the internet", change: enter({ cidrIpv4: "0.0.0.0/0" }), fires: [RULE], says: /cidrIpv4 lets in 0\.0\.0\.0\/0 on tcp 5432-5432/ },
    { state: "violating", when: "a port open to the internet over IPv6", change: enter({ cidrIpv6: "::/0" }), fires: [RULE] },
    { state: "violating", when: "a port open to half of the internet", change: enter({ cidrIpv4: "128.0.0.0/1" }), fires: [RULE] },
    { state: "violating", when: "every port open", change: enter({ ipProtocol: "-1", fromPort: undefined, toPort: undefined, cidrIpv4: "0.0.0.0/0" }), fires: [RULE], says: /on every port/ },
    { state: "violating", when: "a range that holds a web port", change: enter({ fromPort: 0, toPort: 443, cidrIpv4: "0.0.0.0/0" }), fires: [RULE] },
    { state: "violating", when: "a web port over UDP", change: enter({ ...web, ipProtocol: "udp" }), fires: [RULE] },
    { state: "violating", when: "what is no network", change: enter({ cidrIpv4: "anywhere" }), fires: [RULE] },
    { state: "unknown", when: "a network known only later", change: enter({ cidrIpv4: UNKNOWN }), fires: [RULE] },
    { state: "unknown", when: "a web port to a network known only later", change: enter({ ...web, cidrIpv4: UNKNOWN }), fires: [RULE] },
    { state: "unknown", when: "a port known only later", change: enter({ fromPort: UNKNOWN, cidrIpv4: "0.0.0.0/0" }), fires: [RULE] },
    { state: "absent", when: "no network, but a security group", change: enter({ referencedSecurityGroupId: "sg-1" }), fires: [] },
    { state: "compliant", when: "a network of the company", change: enter({ cidrIpv4: "203.0.113.0/24" }), fires: [] },
    { state: "violating", when: "the older rule type", change: enterOld({ cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"] }), fires: [OLD_RULE], says: /cidrBlocks\[1\] lets in/ },
    { state: "violating", when: "the older rule type over IPv6", change: enterOld({ ipv6CidrBlocks: ["::/0"] }), fires: [OLD_RULE] },
    { state: "unknown", when: "the older rule type with networks known only later", change: enterOld({ cidrBlocks: UNKNOWN }), fires: [OLD_RULE] },
    { state: "compliant", when: "the older rule type, outward", change: enterOld({ type: "egress", cidrBlocks: ["0.0.0.0/0"] }), fires: [] },
    { state: "violating", when: "an inline rule", change: inline([{ description: "Extra", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }]), fires: [ENDPOINTS_SG], says: /ingress\[0\]\.cidrBlocks\[0\] lets in 0\.0\.0\.0\/0 on tcp 22-22/ },
    { state: "unknown", when: "inline rules known only later", change: inline(UNKNOWN), fires: [ENDPOINTS_SG] },
    { state: "violating", when: "a prefix list of both halves of the internet", change: fromList(HALVES), fires: [RULE], says: /prefixListId lets in 0\.0\.0\.0\/1 of the prefix list offices on tcp 5432-5432/ },
    { state: "violating", when: "an open entry of its own", change: all(fromList(OFFICES), entry("0.0.0.0/0")), fires: [RULE] },
    { state: "unknown", when: "an entry known only later", change: fromList(entries("203.0.113.0/24", UNKNOWN)), fires: [RULE], says: /whose networks are not known at preview/ },
    { state: "unknown", when: "entries known only later", change: fromList({ entries: UNKNOWN }), fires: [RULE] },
    { state: "absent", when: "a prefix list without entries", change: fromList({}), fires: [RULE] },
    { state: "violating", when: "a prefix list by its id", change: enter({ prefixListId: "pl-0a" }), fires: [RULE], says: /a prefix list that is not made in this stack/ },
    { state: "unknown", when: "a prefix list known only later", change: enter({ prefixListId: UNKNOWN }), fires: [RULE] },
    { state: "violating", when: "the older rule type with an open prefix list", change: all(offices(HALVES), (plan) => enterOld({ prefixListIds: listed(plan) })(plan)), fires: [OLD_RULE] },
    { state: "unknown", when: "the older rule type with prefix lists known only later", change: enterOld({ prefixListIds: UNKNOWN }), fires: [OLD_RULE] },
    { state: "violating", when: "a prefix list by its id beside one of the stack", change: all(offices(OFFICES), (plan) => enterOld({ prefixListIds: [plan.get(ec2.managedPrefixList, "offices").id, "pl-0a"] })(plan)), fires: [OLD_RULE] },
    { state: "violating", when: "an inline rule with an open prefix list", change: all(offices(HALVES), (plan) => inline([{ description: "Extra", protocol: "tcp", fromPort: 22, toPort: 22, prefixListIds: listed(plan) }])(plan)), fires: [ENDPOINTS_SG] },
    { state: "compliant", when: "a prefix list of the company's networks", change: all(fromList(OFFICES), entry("198.51.100.0/24")), fires: [] },
    { state: "compliant", when: "an inline rule and another with one prefix list", change: all(offices(OFFICES), (plan) => inline([22, 5432].map((port) => ({ description: "Extra", protocol: "tcp", fromPort: port, toPort: port, prefixListIds: listed(plan) })))(plan)), fires: [] },
    { state: "compliant", when: "the older rule type outward, to a prefix list", change: enterOld({ type: "egress", prefixListIds: ["pl-0a"] }), fires: [] },
    { state: "violating", when: "the default security group", change: set(ec2.defaultSecurityGroup, "default-closed", "ingress", [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }]), fires: [DEFAULT_SG], alsoFires: [{ rule: "vpc-default-sg-closed", on: DEFAULT_SG, because: "the default group may have no rule at all, an open one included" }] },
  ],
  "sg-open-ingress-only-on-public-alb": [
    { state: "violating", when: "a web port open on another group", change: enter(web), fires: [RULE], says: /endpoints is also used by kms/ },
    { state: "violating", when: "a web port open by an inline rule", change: inline([{ description: "Extra", protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }]), fires: [ENDPOINTS_SG] },
    { state: "violating", when: "a web port open by the older rule type", change: enterOld({ fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }), fires: [OLD_RULE] },
    { state: "violating", when: "a web port open by a prefix list", change: fromList(HALVES, { fromPort: 443, toPort: 443 }), fires: [RULE], says: /0\.0\.0\.0\/1 of the prefix list offices on tcp 443-443, but endpoints is also used/ },
    { state: "violating", when: "a web port to a prefix list by its id", change: enter({ fromPort: 443, toPort: 443, prefixListId: "pl-0a" }), fires: [RULE] },
    { state: "compliant", when: "a web port to a prefix list of the company's networks", change: fromList(OFFICES, { fromPort: 443, toPort: 443 }), fires: [] },
    { state: "compliant", when: "the load balancer's group open to a prefix list alone", change: (plan) => enter({ fromPort: 443, toPort: 443, prefixListId: "pl-0a", securityGroupId: plan.get(ec2.securityGroup, "edge").id })(plan), fires: [] },
    { state: "violating", when: "an internal load balancer", change: all(set(loadBalancers[0], "edge", "internal", true), inPrivateSubnets), fires: EDGE },
    { state: "unknown", when: "a load balancer that may be internal", change: set(loadBalancers[0], "edge", "internal", UNKNOWN), fires: EDGE, alsoFires: [{ rule: "alb-multi-az", on: BALANCER, because: "subnets fit only a load balancer that is known to be public or internal" }] },
    { state: "absent", when: "a load balancer that does not say", change: unset(loadBalancers[0], "edge", "internal"), fires: EDGE },
    { state: "violating", when: "a network load balancer", change: set(loadBalancers[0], "edge", "loadBalancerType", "network"), fires: EDGE },
    { state: "violating", when: "a second user of the group", change: attachEdgeTo("aws:lambda/function:Function", "securityGroupIds"), fires: EDGE, says: /edge is also used by intruder \(aws:lambda\/function:Function\)/ },
    { state: "absent", when: "a group that nothing uses", change: unset(loadBalancers[0], "edge", "securityGroups"), fires: EDGE, says: /used by no public load balancer/ },
    { state: "unknown", when: "a group that is not in the stack", change: set(ec2.securityGroupIngressRule, "edge-443", "securityGroupId", UNKNOWN), fires: [EDGE_443] },
    { state: "compliant", when: "the load balancer's other token", change: retype(loadBalancers[0], "edge", loadBalancers[1]), fires: [] },
    { state: "compliant", when: "one port less", change: remove(ec2.securityGroupIngressRule, "edge-80"), fires: [] },
    { state: "compliant", when: "mention in a component and a tag", change: all(attachEdgeTo("eks:index:Cluster", "securityGroups"), attachEdgeTo("aws:sns/topic:Topic", "tags")), fires: [] },
  ],
  "compute-no-public-ip": [
    { state: "violating", when: "a template with a public address", change: set(ec2.launchTemplate, "nodes", "networkInterfaces", [{ associatePublicIpAddress: "true" }]), fires: [label(ec2.launchTemplate, "nodes")] },
    { state: "unknown", when: "an address known only later", change: set(ec2.launchTemplate, "nodes", "networkInterfaces", [{ associatePublicIpAddress: UNKNOWN }]), fires: [label(ec2.launchTemplate, "nodes")] },
    { state: "unknown", when: "interfaces known only later", change: set(ec2.launchTemplate, "nodes", "networkInterfaces", UNKNOWN), fires: [label(ec2.launchTemplate, "nodes")] },
    { state: "absent", when: "the subnet's own setting", change: set(ec2.launchTemplate, "nodes", "networkInterfaces", [{ deviceIndex: 0 }]), fires: [] },
    { state: "violating", when: "an instance with a public address", change: add(ec2.instance, "bastion", { associatePublicIpAddress: true, launchTemplate: { id: "lt-1" } }), fires: [label(ec2.instance, "bastion")] },
  ],
});
