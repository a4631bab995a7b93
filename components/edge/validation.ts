import {
  DEFAULT_PREFIX,
  flag,
  inputText,
  listOf,
  mapOf,
  nameProblem,
  neighbour,
  number,
  oneOf,
  optional,
  text,
  wholeNumber,
  type ArgumentChecks,
  type Named,
  type Problem,
} from "../base";
import { alarmActions, logRetention } from "../monitoring";
import { bucketName } from "./access-logs";
import type { KianaxEdgeArgs } from "./arguments";
import { TLS_POLICIES, type TlsVersion } from "./load-balancer";
import { hostProblems } from "./names";
import { vercelKind, vercelProblems } from "./vercel-checks";
import { groupProblems } from "./waf-groups";
import { WAF_MODES, wafCapacity } from "./waf-rules";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html */
const IDLE_SECONDS = { min: 1, max: 4000 };
const DESYNC_MODES = ["defensive", "strictest"] as const;
/** https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
const RATE_LIMIT = { min: 10, max: 2_000_000_000 };
/** Units in the base price; AWS sells more: https://docs.aws.amazon.com/waf/latest/developerguide/aws-waf-capacity-units.html */
const CAPACITY = 1500;
const SOME_ACCOUNT = "000000000000";

/** Arguments without what other components give: configuration is checked with the same function. */
export type EdgeSettings = Omit<KianaxEdgeArgs, "network" | "keys" | "transform" | "alarmActions">;

export const edgeChecks: ArgumentChecks<KianaxEdgeArgs> = {
  shape: {
    network: neighbour("KianaxNetwork", ["vpcId", "publicSubnetIds"]),
    keys: neighbour("KianaxKeys", ["logs"]),
    domain: text,
    zoneId: optional(inputText),
    apiHost: text,
    alternativeNames: optional(listOf(text)),
    certificateAuthorities: optional(listOf(text)),
    delegations: optional(mapOf(listOf(text))),
    minimumTlsVersion: optional(text),
    hstsPreload: optional(flag),
    desyncMitigation: optional(text),
    idleTimeoutSeconds: number,
    deletionProtection: flag,
    accessLogRetentionDays: number,
    wafMode: text,
    managedRules: optional(mapOf(text)),
    wafLogRetentionDays: number,
    rateLimitPerFiveMinutes: number,
    authRateLimitPerFiveMinutes: number,
    vercelRecords: flag,
    vercel: optional(vercelKind),
    alarmActions: optional(alarmActions),
  },
  problems: edgeProblems,
};

/** What is wrong with the arguments, without Pulumi. */
export function edgeProblems(args: EdgeSettings): Problem[] {
  return [
    ...hostProblems(args),
    ...hardeningProblems(args),
    ...wholeNumber("idleTimeoutSeconds", args.idleTimeoutSeconds, IDLE_SECONDS.min, IDLE_SECONDS.max, "seconds"),
    ...wholeNumber("accessLogRetentionDays", args.accessLogRetentionDays, 1, 3653, "days"),
    ...wafProblems(args),
    ...logRetention("wafLogRetentionDays", args.wafLogRetentionDays),
    ...rateProblems(args),
    ...vercelProblems(args.vercel, args.vercelRecords),
    ...nameProblems(args),
  ];
}

function hardeningProblems({ minimumTlsVersion = "1.3", desyncMitigation = "defensive" }: EdgeSettings): Problem[] {
  return [
    ...oneOf("minimumTlsVersion", minimumTlsVersion, Object.keys(TLS_POLICIES) as TlsVersion[]),
    ...oneOf("desyncMitigation", desyncMitigation, DESYNC_MODES),
  ];
}

function wafProblems(args: EdgeSettings): Problem[] {
  const problems = [...oneOf("wafMode", args.wafMode, WAF_MODES), ...groupProblems(args.managedRules)];
  const capacity = problems.length > 0 ? 0 : wafCapacity(args);
  return capacity <= CAPACITY
    ? problems
    : [{ argument: "managedRules", problem: `and the other rules need ${capacity} capacity units, and the firewall's price covers ${CAPACITY}: switch groups off.` }];
}

function rateProblems({ rateLimitPerFiveMinutes, authRateLimitPerFiveMinutes }: EdgeSettings): Problem[] {
  const problems = [
    ...wholeNumber("rateLimitPerFiveMinutes", rateLimitPerFiveMinutes, RATE_LIMIT.min, RATE_LIMIT.max, "requests"),
    ...wholeNumber("authRateLimitPerFiveMinutes", authRateLimitPerFiveMinutes, RATE_LIMIT.min, RATE_LIMIT.max, "requests"),
  ];
  if (problems.length === 0 && authRateLimitPerFiveMinutes > rateLimitPerFiveMinutes) {
    problems.push({
      argument: "authRateLimitPerFiveMinutes",
      problem: `${authRateLimitPerFiveMinutes} is above rateLimitPerFiveMinutes ${rateLimitPerFiveMinutes} and would never be reached: lower it.`,
    });
  }
  return problems;
}

function nameProblems({ environment, namePrefix = DEFAULT_PREFIX }: EdgeSettings): Problem[] {
  const base = `${namePrefix}-${environment}`;
  const names: [Named, string][] = [
    ["load balancer", `${base}-api`],
    ["s3 bucket", bucketName(base, SOME_ACCOUNT)],
  ];
  return names.flatMap(([what, name]) => {
    const problem = nameProblem(what, name);
    return problem === undefined ? [] : [{ argument: "environment", problem }];
  });
}
