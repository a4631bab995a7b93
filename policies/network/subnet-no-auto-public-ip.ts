import { resourceRule } from "../kernel";
import { ec2 } from "../tokens";

export const subnetNoAutoPublicIp = resourceRule({
  name: "subnet-no-auto-public-ip",
  title: "No subnet gives out public addresses by itself, the public ones included.",
  why: "Load balancers and NAT gateways bring addresses of their own; whatever else starts in the subnet would be on the internet unasked.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_130"], fsbp: ["EC2.15"], soc2: ["CC6.6"], gdpr: ["25"] },
  remediation: "Leave mapPublicIpOnLaunch out, or set it to false; give what must be public an Elastic IP.",
  examples: {
    compliant: 'new aws.ec2.Subnet("public-a", { vpcId, cidrBlock, availabilityZone: "us-east-1a", mapPublicIpOnLaunch: false });',
    violating: 'new aws.ec2.Subnet("public-a", { vpcId, cidrBlock, availabilityZone: "us-east-1a", mapPublicIpOnLaunch: true });',
  },
  types: [ec2.subnet],
  // The provider's default is false.
  check: (subnet) => subnet.value("mapPublicIpOnLaunch").must.notEqual(true),
});
