import { isOpen, permissionsOf, type Permission } from "../graph";
import { resourceRule, type Value } from "../kernel";
import { ec2 } from "../tokens";

export const sgEgressRestricted = resourceRule({
  name: "sg-egress-restricted",
  title: "No security group lets everything out to everywhere.",
  why: "Whoever gets in wants to call home and to take data along; a way out on any port to any address is all they need.",
  severity: "medium",
  levels: { production: "advisory", development: "off" },
  controls: { checkov: ["CKV_AWS_382"], pci: ["1.3.2"] },
  remediation: "Name the security group, the prefix list or the network that is called, or at least the port, such as TCP 443.",
  examples: {
    compliant: 'new aws.vpc.SecurityGroupEgressRule("https", { securityGroupId, ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" });',
    violating: 'new aws.vpc.SecurityGroupEgressRule("all", { securityGroupId, ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" });',
  },
  types: [ec2.securityGroup, ec2.defaultSecurityGroup, ec2.securityGroupRule, ec2.securityGroupEgressRule],
  check: (resource) => {
    const { permissions, unread } = permissionsOf(resource, "egress");
    return [
      unread.map((value) => value.must.beLiteral()),
      permissions.filter(mayBeEveryPort).flatMap(({ networks }) => networks.filter(mayBeOpen).map(({ path, text }) => ({ id: path, message: `${path} lets out everything to ${text ?? "what is known only after deployment"}` }))),
    ];
  },
});

function mayBeEveryPort({ protocol, fromPort, toPort }: Permission): boolean {
  const port = ({ reading }: Value): number => (reading.state === "known" ? Number(reading.value) : NaN);
  const every = ["-1", "all"].some((all) => protocol.is(all)) || protocol.reading.state === "unknown";
  return every || !(port(fromPort) > 1 || port(toPort) < LAST_PORT);
}

const LAST_PORT = 65535;

function mayBeOpen({ text }: Value): boolean {
  return text === undefined || isOpen(text);
}
