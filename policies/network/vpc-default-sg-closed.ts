import { rulesInto, SECURITY_GROUP_RULES } from "../graph";
import { on, resourceRule, type Findings, type Stack, type StackResource, type View } from "../kernel";
import { ec2 } from "../tokens";

export const vpcDefaultSgClosed = resourceRule({
  name: "vpc-default-sg-closed",
  title: "The default security group of a VPC lets nothing in and nothing out.",
  why: "Whatever names no security group gets the default one, in which AWS lets all members talk to each other and to the world.",
  severity: "high",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV2_AWS_12"], fsbp: ["EC2.2"], cis: ["5.5"], gdpr: ["25"] },
  remediation: "Add one DefaultSecurityGroup with the vpcId of the VPC as an output, without ingress and egress, and put no rules into it.",
  examples: {
    compliant: 'new aws.ec2.DefaultSecurityGroup("closed", { vpcId: vpc.id, ingress: [], egress: [] });',
    violating: 'new aws.ec2.DefaultSecurityGroup("default", { vpcId: vpc.id, ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }] });',
  },
  types: [ec2.defaultSecurityGroup],
  check: (group) => ["ingress", "egress"].map((direction) => mustBeEmpty(group, direction)),
  checkStack: (stack) => stack.ofType(ec2.vpc).map((vpc) => [mustAdopt(stack, vpc), rulesOf(stack, vpc)]),
});

function mustBeEmpty(group: View, direction: string): Findings {
  const { state, items } = group.list(direction);
  return state === "unknown"
    ? group.value(direction).must.beLiteral()
    : items.map(({ path }) => ({ id: path, message: `${path} is a rule, and the default security group must have none` }));
}

function adopted(stack: Stack, vpc: StackResource): readonly StackResource[] {
  return stack.ofType(ec2.defaultSecurityGroup).filter((group) => group.dependenciesOf("vpcId").includes(vpc));
}

function mustAdopt(stack: Stack, vpc: StackResource): Findings {
  const { length } = adopted(stack, vpc);
  return length === 1 ? undefined : on(vpc, "defaultSecurityGroup", length === 0 ? "has no DefaultSecurityGroup, so AWS's own default group stays open" : `has ${length} DefaultSecurityGroups, which undo each other`);
}

/** Rules that others put into the group, by its own id or by one that the VPC gives. */
function rulesOf(stack: Stack, vpc: StackResource): Findings {
  const direct = vpc.uses.filter(({ resource, property }) => SECURITY_GROUP_RULES.includes(resource.type) && property === "securityGroupId").map(({ resource }) => resource);
  return [...direct, ...adopted(stack, vpc).flatMap(rulesInto)].map((rule) => on(rule, "securityGroupId", `puts a rule into the default security group of ${vpc.name}`));
}
