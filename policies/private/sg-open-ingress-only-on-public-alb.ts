import { on, stackRule, type Findings, type StackResource, type Use } from "../kernel";
import { ec2, loadBalancers, records } from "../tokens";
import { describe, INGRESS_TYPES, ingressOf, isOnWebPort, isOpenIngress, isWebIngress } from "./open-ingress";
import { openPrefixListsOf, prefixLists } from "./prefix-lists";

export const sgOpenIngressOnlyOnPublicAlb = stackRule({
  name: "sg-open-ingress-only-on-public-alb",
  title: "Only the security group of a public load balancer is open to the internet.",
  why: "A web port is open for the load balancer's sake, behind which are the WAF and TLS. On anything else it goes around both.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { pci: ["1.3.1", "1.4.2"], soc2: ["CC6.6"], gdpr: ["5(1)(f)"] },
  remediation: "Use the security group for nothing but LoadBalancers with internal: false, or name the security group that needs to enter.",
  examples: {
    compliant: 'new aws.vpc.SecurityGroupIngressRule("https", { securityGroupId: edge.id, cidrIpv4: "0.0.0.0/0", ipProtocol: "tcp", fromPort: 443, toPort: 443 });\nnew aws.lb.LoadBalancer("edge", { internal: false, securityGroups: [edge.id], … });',
    violating: 'new aws.vpc.SecurityGroupIngressRule("https", { securityGroupId: nodes.id, cidrIpv4: "0.0.0.0/0", ipProtocol: "tcp", fromPort: 443, toPort: 443 });',
  },
  settings: { prefixLists },
  check: (stack, settings) => stack.ofType(...INGRESS_TYPES).map((resource) => checkResource(resource, settings.prefixLists)),
});

const GROUPS: readonly string[] = [ec2.securityGroup, ec2.defaultSecurityGroup];
const RULES: readonly string[] = [ec2.securityGroupRule, ec2.securityGroupIngressRule, ec2.securityGroupEgressRule];
const BALANCERS: readonly string[] = loadBalancers;
const RECORDS: readonly string[] = records;

function checkResource(resource: StackResource, accepted: readonly string[]): Findings {
  const open = [
    ...ingressOf(resource).ingress.filter((each) => isOpenIngress(each) && isWebIngress(each)).map((each) => ({ path: each.network.path, what: describe(each) })),
    ...openPrefixListsOf(resource, accepted).filter(isOnWebPort).map((each) => ({ path: each.network.path, what: describe(each, each.source) })),
  ];
  const reasons = open.length === 0 ? [] : groupsOpenedBy(resource).flatMap(misuse);
  return open.map(({ path, what }) => reasons.map((reason) => on(resource, path, `${path} lets in ${what}, but ${reason}`)));
}

function groupsOpenedBy(resource: StackResource): (StackResource | undefined)[] {
  if (GROUPS.includes(resource.type)) {
    return [resource];
  }
  const groups = resource.dependenciesOf("securityGroupId").filter(({ type }) => GROUPS.includes(type));
  return groups.length === 0 ? [undefined] : groups;
}

/** What speaks against opening a group. */
function misuse(group: StackResource | undefined): string[] {
  if (group === undefined) {
    return ["its security group is not made in this stack, so nothing proves what uses it"];
  }
  const users = new Set(group.uses.filter(attaches).map(({ resource }) => resource));
  const others = [...users].filter((user) => !isPublicBalancer(user)).map((user) => `${user.name} (${user.type})`);
  return [
    ...(users.size === 0 ? [`${group.name} is used by no public load balancer`] : []),
    ...(others.length > 0 ? [`${group.name} is also used by ${others.join(", ")}`] : []),
  ];
}

/** Rules refer to a group as their own or as a source; tags and records only mention it. Components are not AWS resources. */
function attaches({ resource, property }: Use): boolean {
  return resource.type.startsWith("aws:") && property !== "tags" && ![...RULES, ...GROUPS, ...RECORDS].includes(resource.type);
}

function isPublicBalancer(user: StackResource): boolean {
  const kind = user.value("loadBalancerType");
  return BALANCERS.includes(user.type) && user.value("internal").is(false) && (!kind.present || kind.is("application"));
}
