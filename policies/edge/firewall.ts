import type { StackResource, View } from "../kernel";
import { wafv2 } from "../tokens";

/** A rule of a web ACL: written inside it, or a resource of its own. */
export interface FirewallRule {
  readonly declaredBy: StackResource;
  readonly rule: View;
}

/** The rules of a web ACL that the plan shows. Rules written as JSON are not read. */
export function rulesOf(acl: StackResource): readonly FirewallRule[] {
  const standalone = usersOf(acl, wafv2.webAclRule, "webAclArn");
  return [...acl.list("rules").items.map((rule) => ({ declaredBy: acl, rule })), ...standalone.map((resource) => ({ declaredBy: resource, rule: resource }))];
}

/** How a web ACL uses one of the groups of rules that AWS manages. */
export interface ManagedGroup {
  readonly declaredBy: StackResource;
  /** Where `name`, `ruleActionOverrides` and `scopeDownStatement` stand. */
  readonly group: View;
  /** Whether it is known that what the group finds is acted on, and not only counted. */
  readonly enforced: boolean;
}

export function managedGroupsOf(acl: StackResource): readonly ManagedGroup[] {
  const byRule = rulesOf(acl).map(({ declaredBy, rule }) => {
    const override = rule.at("overrideAction");
    return {
      declaredBy,
      group: rule.at("statement.managedRuleGroupStatement"),
      enforced: override.value("none").exists && !override.value("count").exists,
    };
  });
  const byAssociation = usersOf(acl, wafv2.webAclRuleGroupAssociation, "webAclArn").map((association) => {
    const override = association.value("overrideAction");
    return { declaredBy: association, group: association.at("managedRuleGroup"), enforced: !override.exists || override.is("none") };
  });
  return [...byRule, ...byAssociation].filter(({ group }) => group.value("vendorName").is("AWS"));
}

export function usersOf(acl: StackResource, type: string, property: string): readonly StackResource[] {
  return acl.uses.filter((use) => use.resource.type === type && use.property === property).map(({ resource }) => resource);
}
