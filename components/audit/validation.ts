/** What is wrong with the arguments of the audit trail, without Pulumi. */
import { DEFAULT_PREFIX, flag, nameProblem, neighbour, number, oneOf, optional, text, wholeNumber, type ArgumentChecks, type Named, type Problem } from "../base";
import { alarmActions, logRetention } from "../monitoring";
import { LOCK_MODES, type KianaxAuditTrailArgs } from "./arguments";
import { AUDIT_BUCKETS, bucketName } from "./names";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DefaultRetention.html */
const LOCK_DAYS = { min: 1, max: 36_500 };
/** A class that files have not been in for so long is paid for all the same: https://aws.amazon.com/s3/storage-classes/ */
const INFREQUENT_ACCESS = { minimum: 30, argument: "infrequentAccessAfterDays", text: "Standard-IA" } as const;
const ARCHIVE = { minimum: 90, argument: "archiveAfterDays", text: "Glacier Instant Retrieval" } as const;
/** Stands for an account in names that are only measured. */
const SOME_ACCOUNT = "000000000000";

export const auditChecks: ArgumentChecks<KianaxAuditTrailArgs> = {
  shape: {
    keys: neighbour("KianaxKeys", ["audit", "logs"]),
    lockMode: text,
    trailRetentionDays: number,
    tradingRetentionDays: number,
    infrequentAccessAfterDays: number,
    archiveAfterDays: number,
    deepArchiveAfterDays: number,
    logRetentionDays: number,
    accessLogRetentionDays: number,
    bufferSeconds: number,
    replicate: flag,
    alarmActions: optional(alarmActions),
  },
  problems: (args) => [...auditProblems(args), ...copyProblems(args)],
};

/** Arguments without what other components give: configuration is checked with the same function. */
export type AuditSettings = Omit<KianaxAuditTrailArgs, "keys" | "transform" | "alarmActions">;

export function auditProblems(args: AuditSettings): Problem[] {
  return [
    ...oneOf("lockMode", args.lockMode, LOCK_MODES),
    ...wholeNumber("trailRetentionDays", args.trailRetentionDays, LOCK_DAYS.min, LOCK_DAYS.max, "days"),
    ...wholeNumber("tradingRetentionDays", args.tradingRetentionDays, LOCK_DAYS.min, LOCK_DAYS.max, "days"),
    ...wholeNumber("infrequentAccessAfterDays", args.infrequentAccessAfterDays, 30, LOCK_DAYS.max, "days"),
    ...tierProblems("archiveAfterDays", args.archiveAfterDays, args.infrequentAccessAfterDays, INFREQUENT_ACCESS),
    ...tierProblems("deepArchiveAfterDays", args.deepArchiveAfterDays, args.archiveAfterDays, ARCHIVE),
    ...logRetention("logRetentionDays", args.logRetentionDays),
    ...wholeNumber("accessLogRetentionDays", args.accessLogRetentionDays, 1, 3653, "days"),
    ...wholeNumber("bufferSeconds", args.bufferSeconds, 60, 900, "seconds"),
    ...nameProblems(args),
  ];
}

function tierProblems(argument: string, days: number, earlierDays: number, earlier: typeof INFREQUENT_ACCESS | typeof ARCHIVE): Problem[] {
  const whole = wholeNumber(argument, days, 1, LOCK_DAYS.max, "days");
  const soonest = earlierDays + earlier.minimum;
  return whole.length > 0 || days >= soonest
    ? whole
    : [{ argument, problem: `must be ${soonest} or more, not ${days}: files stay in ${earlier.text} (${earlier.argument}) for ${earlier.minimum} days, or are paid for as if they did.` }];
}

function copyProblems({ replicate, keys }: KianaxAuditTrailArgs): Problem[] {
  return replicate && keys.recovery === undefined
    ? [{ argument: "replicate", problem: "needs a recovery Region: give KianaxKeys a recoveryRegion, or set it to false." }]
    : [];
}

function nameProblems({ namePrefix = DEFAULT_PREFIX, environment }: AuditSettings): Problem[] {
  const base = `${namePrefix}-${environment}`;
  const names: [Named, string][] = [
    ...AUDIT_BUCKETS.map((bucket): [Named, string] => ["s3 bucket", bucketName(base, bucket, SOME_ACCOUNT)]),
    ["trail", `${base}-audit`],
    ["delivery stream", `${base}-audit-trading`],
    ["iam role", `${base}-audit-replication`],
  ];
  return names.flatMap(([what, name]) => {
    const problem = nameProblem(what, name);
    return problem === undefined ? [] : [{ argument: "environment", problem }];
  });
}
