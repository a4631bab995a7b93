import type { StackResource } from "../kernel";
import { ec2 } from "../tokens";

export const SECURITY_GROUPS: readonly string[] = [ec2.securityGroup, ec2.defaultSecurityGroup];

/** The resources that put a rule into a group. */
export const SECURITY_GROUP_RULES: readonly string[] = [ec2.securityGroupRule, ec2.securityGroupIngressRule, ec2.securityGroupEgressRule];

/** The security groups that flow into a property. */
export function securityGroupsIn(owner: StackResource, property: string): readonly StackResource[] {
  return owner.dependenciesOf(property).filter(({ type }) => SECURITY_GROUPS.includes(type));
}

/** The rules that other resources put into a group. */
export function rulesInto(group: StackResource): readonly StackResource[] {
  return group.uses.filter(({ resource, property }) => SECURITY_GROUP_RULES.includes(resource.type) && property === "securityGroupId").map(({ resource }) => resource);
}
