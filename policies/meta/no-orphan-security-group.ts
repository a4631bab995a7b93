import { on, stackRule, type StackResource, type Use } from "../kernel";
import { ec2, records } from "../tokens";

export const noOrphanSecurityGroup = stackRule({
  name: "no-orphan-security-group",
  title: "Every security group is used by something.",
  why: "A group that nothing uses is what somebody picks by accident later, with whatever it lets in by then.",
  severity: "low",
  levels: { production: "advisory", development: "advisory" },
  controls: { checkov: ["CKV2_AWS_5"] },
  remediation: "Use the group, or delete it.",
  examples: {
    compliant: 'new aws.rds.Instance("database", { vpcSecurityGroupIds: [group.id] });',
    violating: 'new aws.ec2.SecurityGroup("old", { vpcId });   // and nothing else',
  },
  check: (stack) => stack.ofType(ec2.securityGroup).filter((group) => !group.uses.some(attaches)).map((group) => on(group, "uses", "is used by no resource of the stack")),
});

const MENTIONS: readonly string[] = [ec2.securityGroup, ec2.securityGroupRule, ec2.securityGroupIngressRule, ec2.securityGroupEgressRule, ...records];

/** Rules belong to a group, or name it as a peer; neither attaches it. */
function attaches({ resource, property }: Use): boolean {
  const { type }: StackResource = resource;
  return type.startsWith("aws:") && property !== "tags" && !MENTIONS.includes(type);
}
