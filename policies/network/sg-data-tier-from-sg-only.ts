import { permissionsOf, rulesInto, securityGroupsIn, type Permission } from "../graph";
import { about, on, stackRule, type Findings, type StackResource, type Value } from "../kernel";
import { dataGroupsOf, portsOf, unprovenGroups, type DataGroup } from "./data-tier";

export const sgDataTierFromSgOnly = stackRule({
  name: "sg-data-tier-from-sg-only",
  title: "Databases and caches are entered by named security groups, on their own port.",
  why: "A network lets in whatever gets an address of it, the next service and the next intruder alike; a security group lets in what was meant.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { pci: ["1.3.1", "1.4.4"], gdpr: ["5(1)(f)", "32(1)(b)"] },
  remediation: "Set referencedSecurityGroupId to the group of the client, ipProtocol to tcp, and both ports to the engine's; take networks, prefix lists and self out.",
  examples: {
    compliant:
      'new aws.vpc.SecurityGroupIngressRule("from-app", { securityGroupId: database.id, referencedSecurityGroupId: app.id, ipProtocol: "tcp", fromPort: 5432, toPort: 5432 });',
    violating:
      'new aws.vpc.SecurityGroupIngressRule("from-vpc", { securityGroupId: database.id, cidrIpv4: "10.0.0.0/16", ipProtocol: "-1" });',
  },
  check: (stack) => [unprovenGroups(stack), dataGroupsOf(stack).map((tier) => [tier.group, ...rulesInto(tier.group)].map((holder) => checkHolder(holder, tier)))],
});

function checkHolder(holder: StackResource, tier: DataGroup): Findings {
  const { permissions, unread } = permissionsOf(holder, "ingress");
  return [unread.map((value) => about(holder, value.must.beLiteral())), permissions.map((permission) => [checkPeers(holder, tier.group, permission), checkPort(holder, tier, permission)])];
}

function checkPeers(holder: StackResource, group: StackResource, { path, networks, prefixLists, groups, self }: Permission): Findings {
  const outside = [...networks, ...prefixLists];
  const itself = mayBeTrue(self) || ["referencedSecurityGroupId", "sourceSecurityGroupId"].some((property) => securityGroupsIn(holder, property).includes(group));
  return [
    outside.map((value) => on(holder, value.path, `${value.path} lets in addresses, and only security groups may enter ${group.name}`)),
    itself ? on(holder, join(path, "self"), `lets the members of ${group.name} in to each other`) : undefined,
    outside.length === 0 && groups.length === 0 && !itself ? on(holder, join(path, "source"), "names no security group that may enter") : undefined,
  ];
}

function checkPort(holder: StackResource, tier: DataGroup, { path, protocol, fromPort, toPort }: Permission): Findings {
  const { group } = tier;
  const ports = portsOf(tier);
  if (ports.length === 0) {
    return on(holder, join(path, "ports"), `leads to ${group.name}, behind which no port is known at preview`);
  }
  const fits = ["tcp", "6"].some((tcp) => protocol.is(tcp)) && ports.some((port) => fromPort.is(port) && toPort.is(port));
  return fits ? undefined : on(holder, join(path, "ports"), `must let in TCP ${ports.join(" or ")} alone, known at preview, since nothing else listens behind ${group.name}`);
}

function mayBeTrue(value: Value | undefined): boolean {
  return value !== undefined && value.exists && !value.is(false);
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
