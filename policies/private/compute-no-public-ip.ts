import { resourceRule } from "../kernel";
import { ec2 } from "../tokens";

export const computeNoPublicIp = resourceRule({
  name: "compute-no-public-ip",
  title: "No instance takes a public address at launch.",
  why: "Instances are reached through load balancers; an address of their own goes around the WAF.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_88"], fsbp: ["EC2.9", "EC2.25"], pci: ["1.4.5"], gdpr: ["25"] },
  remediation: "Leave associatePublicIpAddress out, or set it to false; a NAT instance takes an Elastic IP on its network interface.",
  examples: {
    compliant: 'new aws.ec2.LaunchTemplate("nodes", { networkInterfaces: [{ associatePublicIpAddress: "false" }] });',
    violating: 'new aws.ec2.Instance("bastion", { associatePublicIpAddress: true, … });',
  },
  types: [ec2.launchTemplate, ec2.instance],
  check: (compute) => [
    // A template has it with its interfaces alone.
    compute.type === ec2.instance ? compute.value("associatePublicIpAddress").must.notEqual(true) : undefined,
    compute.list("networkInterfaces").each((networkInterface) => networkInterface.value("associatePublicIpAddress").must.notEqual(true)),
  ],
});
