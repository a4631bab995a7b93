import { rulesInto } from "../graph";
import { on, stackRule, type Findings, type StackResource } from "../kernel";
import { ec2 } from "../tokens";

export const sgNoInlineAndStandalone = stackRule({
  name: "sg-no-inline-and-standalone",
  title: "The rules of a security group are written in one way.",
  why: "A group with rules of its own takes out every rule that it does not list: each deployment undoes the other half, and traffic stops at random.",
  severity: "medium",
  levels: { production: "mandatory", development: "mandatory" },
  controls: {},
  remediation: "Move the rules of ingress and egress into SecurityGroupIngressRule and SecurityGroupEgressRule, and leave both lists out.",
  examples: {
    compliant: 'new aws.ec2.SecurityGroup("app", { vpcId, description });\nnew aws.vpc.SecurityGroupIngressRule("from-edge", { securityGroupId: app.id, referencedSecurityGroupId: edge.id, … });',
    violating: 'new aws.ec2.SecurityGroup("app", { vpcId, description, ingress: [{ … }] });\nnew aws.vpc.SecurityGroupIngressRule("from-edge", { securityGroupId: app.id, … });',
  },
  check: (stack) => stack.ofType(ec2.securityGroup).map(checkGroup),
});

function checkGroup(group: StackResource): Findings {
  const inline = ["ingress", "egress"].filter((direction) => group.value(direction).exists);
  const standalone = rulesInto(group).map(({ name }) => name);
  const kinds = [...new Set(rulesInto(group).map(({ type }) => (type === ec2.securityGroupRule ? "SecurityGroupRule" : "SecurityGroupIngressRule or SecurityGroupEgressRule")))];
  return [
    inline.length > 0 && standalone.length > 0 ? on(group, inline.join("+"), `has rules of its own in ${inline.join(" and ")}, and others by ${standalone.join(", ")}`) : undefined,
    kinds.length > 1 ? on(group, "kinds", `has rules of both ${kinds.join(" and ")}`) : undefined,
  ];
}
