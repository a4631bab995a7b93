import { acm, wafv2 } from "../../tokens";
import type { Input, Plan, PlannedResource } from "../plan";

/** A certificate, and what is known of it once DNS has proven it. */
export function addCertificate(plan: Plan): PlannedResource {
  const certificate = plan.add(acm.certificate, "edge", { domainName: "api.kianax.example", validationMethod: "DNS" });
  return plan.add(acm.certificateValidation, "edge", { certificateArn: certificate.out("arn") });
}

/** A web ACL in front of a load balancer: rate limit, AWS's baseline groups, logs and metrics. */
export function addFirewall(plan: Plan, balancer: PlannedResource): void {
  const acl = plan.add(wafv2.webAcl, "edge", {
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    rules: [
      { ...rule("rate-limit", 0), action: { block: {} }, statement: { rateBasedStatement: { limit: 2000 } } },
      managed("AWSManagedRulesCommonRuleSet", 1, [{ name: "SizeRestrictions_BODY", actionToUse: { count: {} } }]),
      managed("AWSManagedRulesKnownBadInputsRuleSet", 2),
      { ...managed("AWSManagedRulesLinuxRuleSet", 3), overrideAction: { count: {} } },
    ],
    visibilityConfig: visible("edge"),
  });
  plan.add(wafv2.webAclAssociation, "edge", { resourceArn: balancer.out("arn"), webAclArn: acl.out("arn") });
  plan.add(wafv2.webAclLoggingConfiguration, "edge", {
    resourceArn: acl.out("arn"),
    logDestinationConfigs: ["arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-edge"],
  });
}

/** A rule by which one of AWS's groups of rules is used. */
export function managed(name: string, priority: number, ruleActionOverrides: Input = []): Record<string, Input> {
  return { ...rule(name, priority), overrideAction: { none: {} }, statement: { managedRuleGroupStatement: { vendorName: "AWS", name, ruleActionOverrides } } };
}

function rule(name: string, priority: number): Record<string, Input> {
  return { name, priority, visibilityConfig: visible(name) };
}

function visible(metricName: string): Input {
  return { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName };
}
