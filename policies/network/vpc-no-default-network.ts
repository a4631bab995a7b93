import { resourceRule } from "../kernel";
import { ec2 } from "../tokens";

export const vpcNoDefaultNetwork = resourceRule({
  name: "vpc-no-default-network",
  title: "Nothing is built in the network that AWS gives with every account.",
  why: "The default VPC has public subnets only, gives every instance a public address, and is shared by all who forgot to name another.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_148"], gdpr: ["25"] },
  remediation: "Make a Vpc and Subnets of your own, such as KianaxNetwork does.",
  examples: {
    compliant: 'new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });',
    violating: 'new aws.ec2.DefaultVpc("main", {});',
  },
  types: [ec2.defaultVpc, ec2.defaultSubnet],
  check: ({ type }) => ({ id: "default", message: `adopts the default ${type === ec2.defaultVpc ? "VPC" : "subnet"} of the account` }),
});
