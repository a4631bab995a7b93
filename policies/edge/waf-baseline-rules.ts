import { flag, on, stackRule, type Findings, type StackResource, type View } from "../kernel";
import { wafv2 } from "../tokens";
import { managedGroupsOf, rulesOf, type ManagedGroup } from "./firewall";

const GROUPS = ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"] as const;

/** A body of more than 8 KiB is ordinary for an API, and no attack; AWS itself says to count it where that is so. */
const COUNTABLE: readonly string[] = ["SizeRestrictions_BODY"];

/** Rules count wherever they are declared: in the web ACL, as WebAclRule, or as WebAclRuleGroupAssociation; not as ruleJson. */
export const wafBaselineRules = stackRule({
  name: "waf-baseline-rules",
  title: "Web ACLs stop common exploits, known bad inputs and floods.",
  why: "A web ACL without rules lets everything through, and one that only counts looks just like one that works.",
  severity: "high",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV_AWS_175", "CKV_AWS_192", "CKV_AWS_342", "CKV2_AWS_76"], fsbp: ["WAF.10"], pci: ["6.4.2"] },
  remediation:
    "Add AWSManagedRulesCommonRuleSet and AWSManagedRulesKnownBadInputsRuleSet with overrideAction: { none: {} } and a rateBasedStatement that blocks; in production count nothing but SizeRestrictions_BODY.",
  examples: {
    compliant: `new aws.wafv2.WebAcl("api", {
  ...args,
  rules: [
    { ...rateLimit, action: { block: {} }, statement: { rateBasedStatement: { limit: 2000 } } },
    { ...common, overrideAction: { none: {} }, statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } } },
    { ...inputs, overrideAction: { none: {} }, statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesKnownBadInputsRuleSet" } } },
  ],
});`,
    violating: 'new aws.wafv2.WebAcl("api", { ...args, defaultAction: { allow: {} }, rules: [] });',
  },
  settings: { enforced: flag("Whether the rules must act, and on every request, instead of only counting.", { production: true, development: false }) },
  check: (stack, { enforced }) =>
    stack.ofType(wafv2.webAcl).map((acl) => {
      const groups = managedGroupsOf(acl);
      return [GROUPS.map((name) => checkGroup(acl, name, groups.filter(({ group }) => group.value("name").is(name)), enforced)), checkRate(acl, enforced)];
    }),
});

function checkGroup(acl: StackResource, name: string, uses: readonly ManagedGroup[], enforced: boolean): Findings {
  if (uses.length === 0) {
    return on(acl, name, `has no rule, known at preview, that uses AWS's group ${name}`);
  }
  const weaknesses = uses.map(weaknessesOf);
  // Of several uses one without a weakness is enough.
  return !enforced || weaknesses.some((each) => each.length === 0)
    ? undefined
    : uses.map(({ declaredBy }, index) => weaknesses[index]?.map((weakness) => on(declaredBy, `${name}.${weakness.id}`, `${name} ${weakness.message}`)));
}

function weaknessesOf({ group, enforced }: ManagedGroup): { readonly id: string; readonly message: string }[] {
  const overrides = group.list("ruleActionOverrides");
  const counted = overrides.items.filter((override) => {
    return !acts(override, "actionToUse") && !COUNTABLE.some((name) => override.value("name").is(name));
  });
  return [
    ...(enforced ? [] : [{ id: "overrideAction", message: "only counts what it finds, or may do so; its overrideAction must be { none: {} }, known at preview" }]),
    ...(overrides.state === "unknown" ? [{ id: "ruleActionOverrides", message: "has ruleActionOverrides that are not known at preview" }] : []),
    ...counted.map((override) => {
      const name = override.value("name").text ?? "a rule not known at preview";
      return { id: `ruleActionOverrides[${name}]`, message: `does not act on ${name}, by its ruleActionOverrides` };
    }),
    ...(group.value("scopeDownStatement").exists ? [{ id: "scopeDownStatement", message: "looks at a part of the requests only, by its scopeDownStatement" }] : []),
  ];
}

function checkRate(acl: StackResource, enforced: boolean): Findings {
  const limits = rulesOf(acl).filter(({ rule }) => rule.value("statement.rateBasedStatement").exists);
  const acting = limits.filter(({ rule }) => acts(rule, "action"));
  if (limits.length === 0) {
    return on(acl, "rate", "has no rule, known at preview, with a rateBasedStatement");
  }
  return enforced && acting.length === 0 ? on(acl, "rate", "has rate limits, but none that is known at preview to block, or to ask for a captcha or challenge") : undefined;
}

/** Whether an action is known to be one that stops a request. */
function acts(holder: View, property: string): boolean {
  return ["block", "captcha", "challenge"].some((action) => holder.value(`${property}.${action}`).reading.state === "known");
}
