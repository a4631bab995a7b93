import { describeCases } from "../testing/cases";
import { add, all, label, remove, set, unset, type Change } from "../testing/changes";
import { managed } from "../testing/golden/web";
import { UNKNOWN, type Input, type Inputs } from "../testing/plan";
import { wafv2 } from "../tokens";
import { wafBaselineRules } from "./waf-baseline-rules";
import { wafLoggingMetrics } from "./waf-logging-metrics";

const ACL = label(wafv2.webAcl, "edge");
const LOGGING = label(wafv2.webAclLoggingConfiguration, "edge");
const RULE = label(wafv2.webAclRule, "extra");
const ASSOCIATION = label(wafv2.webAclRuleGroupAssociation, "extra");
const COMMON = "AWSManagedRulesCommonRuleSet";
const [RATE_RULE, COMMON_RULE, INPUTS_RULE] = ["rules.0", "rules.1", "rules.2"];
const GROUP = "statement.managedRuleGroupStatement";

const on = (path: string, value: Input): Change => set(wafv2.webAcl, "edge", path, value);
const off = (path: string): Change => unset(wafv2.webAcl, "edge", path);
/** A resource of its own that belongs to the web ACL. */
const extra = (type: string, inputs: Inputs): Change => add(type, "extra", (plan) => ({ webAclArn: plan.get(wafv2.webAcl, "edge").out("arn"), ...inputs }));
const visible = { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: "extra" };
const associated = (changes: Inputs): Change =>
  all(off(COMMON_RULE), extra(wafv2.webAclRuleGroupAssociation, { ruleName: "common", managedRuleGroup: { vendorName: "AWS", name: COMMON }, visibilityConfig: visible, ...changes }));
const inProduction = (on: string) => ({ production: [on], development: [] });

describeCases("web ACLs", [wafBaselineRules, wafLoggingMetrics], {
  "waf-baseline-rules": [
    { state: "absent", when: "no rules", change: off("rules"), fires: [ACL] },
    { state: "unknown", when: "rules known only later", change: on("rules", UNKNOWN), fires: [ACL] },
    { state: "absent", when: "no group of common exploits", change: off(COMMON_RULE), fires: [ACL], says: /no rule, known at preview, that uses AWS's group AWSManagedRulesCommonRuleSet/ },
    { state: "absent", when: "no group of known bad inputs", change: off(INPUTS_RULE), fires: [ACL], says: /AWSManagedRulesKnownBadInputsRuleSet/ },
    { state: "absent", when: "no rate limit", change: off(RATE_RULE), fires: [ACL], says: /with a rateBasedStatement/ },
    { state: "violating", when: "another group in its place", change: on(`${COMMON_RULE}.${GROUP}.name`, "AWSManagedRulesAdminProtectionRuleSet"), fires: [ACL] },
    { state: "violating", when: "a group of that name by another vendor", change: on(`${COMMON_RULE}.${GROUP}.vendorName`, "Example"), fires: [ACL] },
    { state: "unknown", when: "a group known only later", change: on(`${INPUTS_RULE}.${GROUP}.name`, UNKNOWN), fires: [ACL] },
    { state: "violating", when: "a group that only counts", change: on(`${COMMON_RULE}.overrideAction`, { count: {} }), fires: inProduction(ACL), says: /AWSManagedRulesCommonRuleSet only counts what it finds/ },
    { state: "unknown", when: "a group that may only count", change: on(`${INPUTS_RULE}.overrideAction`, UNKNOWN), fires: inProduction(ACL) },
    { state: "absent", when: "a group that does not say", change: off(`${INPUTS_RULE}.overrideAction`), fires: inProduction(ACL) },
    { state: "violating", when: "a rule of a group that only counts", change: on(`${COMMON_RULE}.${GROUP}.ruleActionOverrides`, [{ name: "CrossSiteScripting_BODY", actionToUse: { count: {} } }]), fires: inProduction(ACL), says: /does not act on CrossSiteScripting_BODY/ },
    { state: "violating", when: "a rule of a group that lets through", change: on(`${COMMON_RULE}.${GROUP}.ruleActionOverrides`, [{ name: "NoUserAgent_HEADER", actionToUse: { allow: {} } }]), fires: inProduction(ACL) },
    { state: "unknown", when: "overrides known only later", change: on(`${COMMON_RULE}.${GROUP}.ruleActionOverrides`, UNKNOWN), fires: inProduction(ACL) },
    { state: "unknown", when: "an override of a rule known only later", change: on(`${COMMON_RULE}.${GROUP}.ruleActionOverrides`, [{ name: UNKNOWN, actionToUse: { count: {} } }]), fires: inProduction(ACL) },
    { state: "unknown", when: "an action known only later", change: on(`${COMMON_RULE}.${GROUP}.ruleActionOverrides`, [{ name: "NoUserAgent_HEADER", actionToUse: UNKNOWN }]), fires: inProduction(ACL) },
    { state: "compliant", when: "a rule of a group that asks for a captcha", change: on(`${COMMON_RULE}.${GROUP}.ruleActionOverrides`, [{ name: "NoUserAgent_HEADER", actionToUse: { captcha: {} } }]), fires: [] },
    { state: "violating", when: "a group that looks at a part only", change: on(`${INPUTS_RULE}.${GROUP}.scopeDownStatement`, { geoMatchStatement: { countryCodes: ["US"] } }), fires: inProduction(ACL), says: /looks at a part of the requests only/ },
    { state: "violating", when: "a rate limit that only counts", change: on(`${RATE_RULE}.action`, { count: {} }), fires: inProduction(ACL), says: /none that is known at preview to block/ },
    { state: "unknown", when: "a rate limit that may only count", change: on(`${RATE_RULE}.action`, UNKNOWN), fires: inProduction(ACL) },
    { state: "compliant", when: "a rate limit that challenges", change: on(`${RATE_RULE}.action`, { challenge: {} }), fires: [] },
    { state: "compliant", when: "a rate limit of its own resource", change: all(off(RATE_RULE), extra(wafv2.webAclRule, { action: { block: {} }, statement: { rateBasedStatement: { limit: 100 } }, visibilityConfig: visible })), fires: [] },
    { state: "violating", when: "a group of its own resource that only counts", change: all(off(COMMON_RULE), extra(wafv2.webAclRule, { ...managed(COMMON, 9), overrideAction: { count: {} } })), fires: inProduction(RULE) },
    { state: "compliant", when: "a group of its own resource beside one that only counts", change: all(on(`${COMMON_RULE}.overrideAction`, { count: {} }), extra(wafv2.webAclRule, managed(COMMON, 9))), fires: [] },
    { state: "compliant", when: "a group by association", change: associated({}), fires: [] },
    { state: "compliant", when: "a group by association that says so", change: associated({ overrideAction: "none" }), fires: [] },
    { state: "violating", when: "a group by association that only counts", change: associated({ overrideAction: "count" }), fires: inProduction(ASSOCIATION) },
    { state: "violating", when: "a rule of a group by association that only counts", change: associated({ managedRuleGroup: { vendorName: "AWS", name: COMMON, ruleActionOverrides: [{ name: "NoUserAgent_HEADER", actionToUse: { count: {} } }] } }), fires: inProduction(ASSOCIATION) },
    { state: "violating", when: "a group of another web ACL", change: all(associated({}), set(wafv2.webAclRuleGroupAssociation, "extra", "webAclArn", "arn:other")), fires: [ACL] },
  ],
  "waf-logging-metrics": [
    { state: "absent", when: "no logging", change: remove(wafv2.webAclLoggingConfiguration, "edge"), fires: [ACL], says: /no WebAclLoggingConfiguration in this stack/ },
    { state: "violating", when: "logging of another web ACL", change: set(wafv2.webAclLoggingConfiguration, "edge", "resourceArn", "arn:other"), fires: [ACL] },
    { state: "unknown", when: "logging of what is known only later", change: set(wafv2.webAclLoggingConfiguration, "edge", "resourceArn", UNKNOWN), fires: [ACL] },
    { state: "absent", when: "logging to nowhere", change: unset(wafv2.webAclLoggingConfiguration, "edge", "logDestinationConfigs"), fires: [LOGGING] },
    { state: "violating", when: "metrics off", change: on("visibilityConfig.cloudwatchMetricsEnabled", false), fires: [ACL] },
    { state: "unknown", when: "metrics known only later", change: on("visibilityConfig.cloudwatchMetricsEnabled", UNKNOWN), fires: [ACL] },
    { state: "absent", when: "metrics left out", change: off("visibilityConfig"), fires: [ACL] },
    { state: "violating", when: "a rule without metrics", change: on(`${RATE_RULE}.visibilityConfig.cloudwatchMetricsEnabled`, false), fires: [ACL], says: /rules\[0\]\.visibilityConfig\.cloudwatchMetricsEnabled is false/ },
    { state: "absent", when: "a rule that says nothing of metrics", change: off(`${INPUTS_RULE}.visibilityConfig`), fires: [ACL] },
    { state: "violating", when: "a rule of its own resource without metrics", change: extra(wafv2.webAclRule, { statement: { geoMatchStatement: {} }, visibilityConfig: { ...visible, cloudwatchMetricsEnabled: false } }), fires: [RULE] },
    { state: "violating", when: "an associated group without metrics", change: associated({ visibilityConfig: { ...visible, cloudwatchMetricsEnabled: false } }), fires: [ASSOCIATION] },
  ],
});
