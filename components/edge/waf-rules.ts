/** Rules of the web ACL as data. */
import type * as aws from "@pulumi/aws";
import { activeGroups, type ActiveGroup, type ManagedRules } from "./waf-groups";

/** What the WAF does with a request that a rule matches. */
export type WafMode = "block" | "count";
export const WAF_MODES: readonly WafMode[] = ["block", "count"];

/** Paths that sign users in: behind a gateway that strips `/api`, or one that does not. */
export const AUTH_PATH_PREFIXES = ["/auth/", "/api/auth/"] as const;

/** Seconds that rate rules look back. */
const WINDOW_SECONDS = 300;

/** Spellings of a path that reach the same handler: `/%61uth/` and `//AUTH/`. */
const TRANSFORMATIONS = ["URL_DECODE", "NORMALIZE_PATH", "LOWERCASE"] as const;

/**
 * Web ACL capacity units: a rate rule, a match at the beginning of a text, each transformation of it, a combination.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-waf-capacity-units.html
 */
const UNITS = { rate: 2, startsWith: 2, transformation: 10, combination: 1 };

type Rule = aws.types.input.wafv2.WebAclRule;

/** What the rules follow from. */
export interface WafSettings {
  readonly wafMode: WafMode;
  readonly managedRules?: ManagedRules;
  readonly rateLimitPerFiveMinutes: number;
  readonly authRateLimitPerFiveMinutes: number;
}

/** All rules in the order they are tried: what costs nothing to decide comes first. */
export function wafRules(metricPrefix: string, { wafMode, managedRules, rateLimitPerFiveMinutes, authRateLimitPerFiveMinutes }: WafSettings): Rule[] {
  const rules = [
    rateRule("auth-rate-limit", authRateLimitPerFiveMinutes, wafMode, authPaths()),
    rateRule("rate-limit", rateLimitPerFiveMinutes, wafMode),
    ...activeGroups(wafMode, managedRules).map(managedRule),
  ];
  return rules.map((rule, priority) => ({ ...rule, priority, visibilityConfig: visibility(`${metricPrefix}-${rule.name}`) }));
}

/** Capacity units of all rules together. */
export function wafCapacity({ wafMode, managedRules }: Pick<WafSettings, "wafMode" | "managedRules">): number {
  const onePath = UNITS.startsWith + TRANSFORMATIONS.length * UNITS.transformation;
  const rateRules = 2 * UNITS.rate + UNITS.combination + AUTH_PATH_PREFIXES.length * onePath;
  return activeGroups(wafMode, managedRules).reduce((sum, { capacity }) => sum + capacity, rateRules);
}

/** What is measured and sampled of a rule or of the whole ACL. */
export function visibility(metricName: string): aws.types.input.wafv2.WebAclRuleVisibilityConfig {
  return { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName };
}

type UnplacedRule = Omit<Rule, "priority" | "visibilityConfig" | "name"> & { readonly name: string };

/** Too many requests are told so, and when to come back: by then the window has passed. */
function rateRule(name: string, limit: number, mode: WafMode, scopeDownStatement?: aws.types.input.wafv2.WebAclRuleStatementRateBasedStatementScopeDownStatement): UnplacedRule {
  const tooMany = { responseCode: 429, responseHeaders: [{ name: "Retry-After", value: String(WINDOW_SECONDS) }] };
  return {
    name,
    action: mode === "block" ? { block: { customResponse: tooMany } } : { count: {} },
    statement: {
      rateBasedStatement: { limit, aggregateKeyType: "IP", evaluationWindowSec: WINDOW_SECONDS, ...(scopeDownStatement === undefined ? {} : { scopeDownStatement }) },
    },
  };
}

function managedRule({ name, mode, counted }: ActiveGroup): UnplacedRule {
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
          textTransformations: TRANSFORMATIONS.map((type, priority) => ({ priority, type })),
        },
      })),
    },
  };
}
