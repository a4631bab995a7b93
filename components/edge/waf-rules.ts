/** Rules of the web ACL as data. */
import type * as aws from "@pulumi/aws";

/** What the WAF does with a request that a rule matches. */
export type WafMode = "block" | "count";
export const WAF_MODES: readonly WafMode[] = ["block", "count"];

/** Paths that sign users in: behind a gateway that strips `/api`, or one that does not. */
export const AUTH_PATH_PREFIXES = ["/auth/", "/api/auth/"] as const;

/** Seconds that rate rules look back. */
const WINDOW_SECONDS = 300;

type Rule = aws.types.input.wafv2.WebAclRule;

export interface RateLimits {
  readonly rateLimitPerFiveMinutes: number;
  readonly authRateLimitPerFiveMinutes: number;
}

interface ManagedGroup {
  readonly name: string;
  /** Web ACL capacity units, of which 1500 are in the base price. */
  readonly capacity: number;
  /** Rules that only count in either mode. */
  readonly counted: readonly string[];
}

/**
 * Groups that AWS maintains, with their capacity:
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 * The anonymous-IP list is left out: it refuses hosting providers, and the front end's own servers call from one.
 */
export const MANAGED_GROUPS: readonly ManagedGroup[] = [
  { name: "AWSManagedRulesAmazonIpReputationList", capacity: 25, counted: [] },
  // Bodies above 8 KB are ordinary here: prompts and strategies.
  { name: "AWSManagedRulesCommonRuleSet", capacity: 700, counted: ["SizeRestrictions_BODY"] },
  { name: "AWSManagedRulesKnownBadInputsRuleSet", capacity: 200, counted: [] },
  { name: "AWSManagedRulesSQLiRuleSet", capacity: 200, counted: [] },
];

/** All rules in the order they are tried: what costs nothing to decide comes first. */
export function wafRules(metricPrefix: string, mode: WafMode, limits: RateLimits): Rule[] {
  const rules = [
    rateRule("auth-rate-limit", limits.authRateLimitPerFiveMinutes, mode, authPaths()),
    rateRule("rate-limit", limits.rateLimitPerFiveMinutes, mode),
    ...MANAGED_GROUPS.map((group) => managedRule(group, mode)),
  ];
  return rules.map((rule, priority) => ({ ...rule, priority, visibilityConfig: visibility(`${metricPrefix}-${rule.name}`) }));
}

/** What is measured and sampled of a rule or of the whole ACL. */
export function visibility(metricName: string): aws.types.input.wafv2.WebAclRuleVisibilityConfig {
  return { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName };
}

type UnplacedRule = Omit<Rule, "priority" | "visibilityConfig" | "name"> & { readonly name: string };

function rateRule(name: string, limit: number, mode: WafMode, scopeDownStatement?: aws.types.input.wafv2.WebAclRuleStatementRateBasedStatementScopeDownStatement): UnplacedRule {
  return {
    name,
    action: mode === "block" ? { block: { customResponse: { responseCode: 429 } } } : { count: {} },
    statement: {
      rateBasedStatement: { limit, aggregateKeyType: "IP", evaluationWindowSec: WINDOW_SECONDS, ...(scopeDownStatement === undefined ? {} : { scopeDownStatement }) },
    },
  };
}

function managedRule({ name, counted }: ManagedGroup, mode: WafMode): UnplacedRule {
  return {
    name,
    overrideAction: mode === "block" ? { none: {} } : { count: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: "AWS",
        name,
        ...(counted.length === 0 ? {} : { ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })) }),
      },
    },
  };
}

function authPaths(): aws.types.input.wafv2.WebAclRuleStatementRateBasedStatementScopeDownStatement {
  return {
    orStatement: {
      statements: AUTH_PATH_PREFIXES.map((searchString) => ({
        byteMatchStatement: {
          searchString,
          positionalConstraint: "STARTS_WITH",
          fieldToMatch: { uriPath: {} },
          // `/%61uth/` and `//AUTH/` reach the same handler.
          textTransformations: [
            { priority: 0, type: "URL_DECODE" },
            { priority: 1, type: "NORMALIZE_PATH" },
            { priority: 2, type: "LOWERCASE" },
          ],
        },
      })),
    },
  };
}
