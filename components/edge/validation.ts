import { DEFAULT_PREFIX, flag, inputText, nameProblem, neighbour, number, oneOf, optional, text, wholeNumber, type ArgumentChecks, type Named, type Problem } from "../base";
import { alarmActions, logRetention } from "../monitoring";
import { bucketName } from "./access-logs";
import type { KianaxEdgeArgs } from "./arguments";
import { WAF_MODES } from "./waf-rules";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html */
const IDLE_SECONDS = { min: 1, max: 4000 };
/** https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
const RATE_LIMIT = { min: 10, max: 2_000_000_000 };
const LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
const HOST_NAME = new RegExp(`^(?=.{1,253}$)(${LABEL}\\.)+[a-z]{2,63}$`);
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
    idleTimeoutSeconds: number,
    deletionProtection: flag,
    accessLogRetentionDays: number,
    wafMode: text,
    wafLogRetentionDays: number,
    rateLimitPerFiveMinutes: number,
    authRateLimitPerFiveMinutes: number,
    vercelRecords: flag,
    alarmActions: optional(alarmActions),
  },
  problems: edgeProblems,
};

/** What is wrong with the arguments, without Pulumi. */
export function edgeProblems(args: EdgeSettings): Problem[] {
  return [
    ...hostProblems(args),
    ...wholeNumber("idleTimeoutSeconds", args.idleTimeoutSeconds, IDLE_SECONDS.min, IDLE_SECONDS.max, "seconds"),
    ...wholeNumber("accessLogRetentionDays", args.accessLogRetentionDays, 1, 3653, "days"),
    ...oneOf("wafMode", args.wafMode, WAF_MODES),
    ...logRetention("wafLogRetentionDays", args.wafLogRetentionDays),
    ...rateProblems(args),
    ...nameProblems(args),
  ];
}

function hostProblems({ domain, apiHost, vercelRecords }: EdgeSettings): Problem[] {
  const malformed = Object.entries({ domain, apiHost })
    .filter(([, value]) => !HOST_NAME.test(value))
    .map(([argument, value]) => ({ argument, problem: `must be a host name in lower case such as api.example.com, not ${JSON.stringify(value)}.` }));
  if (malformed.length > 0) {
    return malformed;
  }
  if (vercelRecords && apiHost === domain) {
    return [{ argument: "apiHost", problem: `${JSON.stringify(apiHost)} is the name that vercelRecords gives to the front end: take one below it.` }];
  }
  return apiHost === domain || apiHost.endsWith(`.${domain}`)
    ? []
    : [{ argument: "apiHost", problem: `${JSON.stringify(apiHost)} is not below domain ${JSON.stringify(domain)}: its zone could not prove the certificate.` }];
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
