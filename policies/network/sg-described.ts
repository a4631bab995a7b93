import { permissionsOf } from "../graph";
import { resourceRule, type Findings, type Value } from "../kernel";
import { ec2 } from "../tokens";

/** What tools write where nobody wrote anything. */
const DEFAULTS = ["Managed by Pulumi", "Managed by Terraform"];

export const sgDescribed = resourceRule({
  name: "sg-described",
  title: "Every security group and every rule of one says what it is for.",
  why: "A rule that nobody can explain is a rule that nobody dares to take away.",
  severity: "low",
  levels: { production: "advisory", development: "off" },
  controls: { checkov: ["CKV_AWS_23"] },
  remediation: "Set description to who comes in, or what is called, and why.",
  examples: {
    compliant: 'new aws.ec2.SecurityGroup("app", { vpcId, description: "Pods of the app" });',
    violating: 'new aws.ec2.SecurityGroup("app", { vpcId });   // "Managed by Pulumi"',
  },
  types: [ec2.securityGroup, ec2.securityGroupRule, ec2.securityGroupIngressRule, ec2.securityGroupEgressRule],
  check: (resource) => [
    mustDescribe(resource.value("description")),
    resource.type === ec2.securityGroup
      ? (["ingress", "egress"] as const).map((direction) => permissionsOf(resource, direction).permissions.map(({ description }) => mustDescribe(description)))
      : undefined,
  ],
});

function mustDescribe(description: Value): Findings {
  return description.is("") || !description.present
    ? { id: description.path, message: `${description.path} is not set` }
    : DEFAULTS.map((each) => (description.is(each) ? description.must.notEqual(each) : undefined));
}
