import { isOpen } from "../graph";
import { resourceRule, type Findings, type Value, type View } from "../kernel";
import { ec2 } from "../tokens";

/** SSH and remote desktop. */
const ADMIN_PORTS = [22, 3389];

export const naclNoOpenAdminPorts = resourceRule({
  name: "nacl-no-open-admin-ports",
  title: "No network ACL lets the internet in on SSH or remote desktop.",
  why: "The ACL is the second lock behind the security group; one that is open to everyone on these ports is none.",
  severity: "medium",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_231", "CKV_AWS_232", "CKV_AWS_352"], fsbp: ["EC2.21"], cis: ["5.2"], soc2: ["CC6.6"] },
  remediation: "Allow the network that needs to enter, or the ports that are served; not 22, 3389 or every port from 0.0.0.0/0 or ::/0.",
  examples: {
    compliant: 'new aws.ec2.NetworkAclRule("https", { networkAclId, ruleNumber: 100, ruleAction: "allow", protocol: "tcp", cidrBlock: "0.0.0.0/0", fromPort: 443, toPort: 443 });',
    violating: 'new aws.ec2.NetworkAclRule("all", { networkAclId, ruleNumber: 100, ruleAction: "allow", protocol: "-1", cidrBlock: "0.0.0.0/0" });',
  },
  types: [ec2.networkAcl, ec2.defaultNetworkAcl, ec2.networkAclRule],
  check: (resource) => {
    if (resource.type === ec2.networkAclRule) {
      // The provider's default is a rule on the way in.
      return resource.value("egress").is(true) ? undefined : checkEntry(resource, resource.value("ruleAction"));
    }
    return resource.list("ingress").each((entry) => checkEntry(entry, entry.value("action")));
  },
});

function checkEntry(entry: View, action: Value): Findings {
  const networks = ["cidrBlock", "ipv6CidrBlock"].map((name) => entry.value(name)).filter((network) => network.present && !network.is(""));
  const open = networks.filter(({ text }) => text === undefined || isOpen(text));
  // AWS takes the action in either case.
  const denies = action.text?.toLowerCase() === "deny";
  return denies || !mayCoverAdminPorts(entry)
    ? undefined
    : open.map(({ path, text }) => ({ id: path, message: `${path} lets in ${text ?? "what is known only after deployment"} on ports that include 22 or 3389` }));
}

function mayCoverAdminPorts(entry: View): boolean {
  const protocol = entry.value("protocol").text;
  if (protocol === undefined || ["-1", "all"].includes(protocol)) {
    return true;
  }
  const port = (name: string, otherwise: number): number => {
    const { reading } = entry.value(name);
    return reading.state === "known" ? Number(reading.value) : otherwise;
  };
  return ["tcp", "6"].includes(protocol.toLowerCase()) && ADMIN_PORTS.some((admin) => port("fromPort", 0) <= admin && admin <= port("toPort", LAST_PORT));
}

const LAST_PORT = 65535;
