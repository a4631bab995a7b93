import { DEFAULT_PREFIX, flag, inputText, listOf, nameProblem, neighbour, number, oneOf, optional, text, wholeNumber, type ArgumentChecks, type Named, type Problem } from "../base";
import { parseDailyWindow, parseWeeklyWindow, windowsOverlap, type Span } from "../data";
import { alarmActions } from "../monitoring";
import { BACKUP_RULES, RESTORE_TESTS, VAULT_LOCKS, type BackupRule, type KianaxRecoveryArgs } from "./arguments";

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html */
const RETENTION_DAYS = { min: 1, max: 36_500 };
/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultLockConfiguration.html */
const CHANGEABLE_DAYS = { min: 3, max: 36_500 };
/** A job that may start within less than an hour is often never started: https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html */
const MINIMUM_WINDOW_MINUTES = 60;
/** Before its windows RDS starts no backup either: https://docs.aws.amazon.com/aws-backup/latest/devguide/troubleshooting.html */
const CLEARANCE_MINUTES = 60;
const MINUTES_OF_DAY = 24 * 60;

export const recoveryChecks: ArgumentChecks<KianaxRecoveryArgs> = {
  shape: {
    keys: neighbour("KianaxKeys", ["data"]),
    database: neighbour("KianaxDatabase", ["arn", "backupWindow", "maintenanceWindow", "subnetGroupName", "securityGroupId"]),
    backupWindow: text,
    dailyRetentionDays: number,
    weeklyRetentionDays: number,
    monthlyRetentionDays: number,
    copiedBackups: listOf(text),
    vaultLock: text,
    lockMinRetentionDays: number,
    lockMaxRetentionDays: number,
    lockChangeableForDays: number,
    deletionProtection: flag,
    restoreTests: text,
    imageRetentionCount: number,
    failureTopicArn: optional(inputText),
    alarmActions: optional(alarmActions),
  },
  problems: (args) => recoveryProblems(args, { windows: args.database, recoveryRegion: args.keys.recovery?.region }),
};

/** Arguments without what other components give: configuration is checked with the same function. */
export type RecoverySettings = Omit<KianaxRecoveryArgs, "keys" | "database" | "transform" | "failureTopicArn" | "alarmActions">;

/** What recovery has to fit in with. */
export interface RecoverySurroundings {
  readonly windows: { readonly backupWindow: string; readonly maintenanceWindow: string };
  /** Undefined when nothing is replicated. */
  readonly recoveryRegion: string | undefined;
}

/** What is wrong with the arguments, without Pulumi. */
export function recoveryProblems(args: RecoverySettings, surroundings: RecoverySurroundings): Problem[] {
  const retention = retentionProblems(args);
  return [
    ...windowProblems(args.backupWindow, surroundings.windows),
    ...retention,
    ...copyProblems(args, surroundings.recoveryRegion),
    ...oneOf("vaultLock", args.vaultLock, VAULT_LOCKS),
    // Limits are compared with retentions, so those have to make sense first.
    ...(retention.length > 0 ? [] : lockProblems(args)),
    ...oneOf("restoreTests", args.restoreTests, RESTORE_TESTS),
    ...wholeNumber("imageRetentionCount", args.imageRetentionCount, 1, 1000, "images"),
    ...nameProblems(args),
  ];
}

/** Retentions in days of the rules that there are. */
export function retentions(args: Pick<RecoverySettings, "dailyRetentionDays" | "weeklyRetentionDays" | "monthlyRetentionDays">): readonly (readonly [BackupRule, number])[] {
  const all = [
    ["daily", args.dailyRetentionDays],
    ["weekly", args.weeklyRetentionDays],
    ["monthly", args.monthlyRetentionDays],
  ] as const;
  return all.filter(([, days]) => days !== 0);
}

function windowProblems(window: string, { backupWindow, maintenanceWindow }: RecoverySurroundings["windows"]): Problem[] {
  const argument = "backupWindow";
  const span = parseDailyWindow(window);
  if (span === undefined) {
    return [{ argument, problem: `must be a daily window in UTC such as 02:00-05:00, not ${JSON.stringify(window)}.` }];
  }
  if (span.minutes < MINIMUM_WINDOW_MINUTES) {
    return [{ argument, problem: `must last ${MINIMUM_WINDOW_MINUTES} minutes or more and less than 24 hours, not ${JSON.stringify(window)}.` }];
  }
  const taken = [
    { what: "backupWindow", value: backupWindow, span: parseDailyWindow(backupWindow) },
    { what: "maintenanceWindow", value: maintenanceWindow, span: parseWeeklyWindow(maintenanceWindow) },
  ];
  return taken
    .filter((other) => other.span !== undefined && windowsOverlap(span, withClearance(other.span)))
    .map(({ what, value }) => ({
      argument,
      problem: `${JSON.stringify(window)} meets the database's ${what} ${JSON.stringify(value)} or the hour before it, when RDS starts no backup: move one of them.`,
    }));
}

function withClearance({ start, minutes }: Span): Span {
  return { start: (start - CLEARANCE_MINUTES + 7 * MINUTES_OF_DAY) % (7 * MINUTES_OF_DAY), minutes: minutes + CLEARANCE_MINUTES };
}

function retentionProblems(args: RecoverySettings): Problem[] {
  const { min, max } = RETENTION_DAYS;
  const { dailyRetentionDays, weeklyRetentionDays, monthlyRetentionDays } = args;
  const problems = [
    ...wholeNumber("dailyRetentionDays", dailyRetentionDays, min, max, "days"),
    ...wholeNumber("weeklyRetentionDays", weeklyRetentionDays, 0, max, "days"),
    ...wholeNumber("monthlyRetentionDays", monthlyRetentionDays, 0, max, "days"),
  ];
  if (problems.length > 0) {
    return problems;
  }
  // Where two rules of a plan meet, AWS Backup takes one backup, that of the longer retention.
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
  const [, ...longer] = retentions(args);
  let least = dailyRetentionDays;
  return longer.flatMap(([rule, days]) => {
    const short = days < least;
    const found = short ? [{ argument: `${rule}RetentionDays`, problem: `${days} is shorter than the ${least} days of more frequent backups, whose place it takes: give ${least} or more, or 0 for none.` }] : [];
    least = Math.max(least, days);
    return found;
  });
}

function copyProblems(args: RecoverySettings, recoveryRegion: string | undefined): Problem[] {
  const argument = "copiedBackups";
  const { copiedBackups } = args;
  const unknown = copiedBackups.find((rule) => !BACKUP_RULES.includes(rule));
  if (unknown !== undefined) {
    return [{ argument, problem: `must be of ${BACKUP_RULES.join(", ")}, not ${JSON.stringify(unknown)}.` }];
  }
  const twice = copiedBackups.find((rule, index) => copiedBackups.indexOf(rule) !== index);
  const taken = retentions(args).map(([rule]) => rule);
  const missing = copiedBackups.find((rule) => !taken.includes(rule));
  return [
    ...(twice === undefined ? [] : [{ argument, problem: `names ${JSON.stringify(twice)} twice: name it once.` }]),
    ...(missing === undefined ? [] : [{ argument, problem: `names ${JSON.stringify(missing)}, and ${missing}RetentionDays is 0: there is no such backup to copy.` }]),
    ...(copiedBackups.length > 0 && recoveryRegion === undefined
      ? [{ argument, problem: "need a recovery Region, which the keys do not have: give KianaxKeys a recoveryRegion, or copy nothing." }]
      : []),
  ];
}

function lockProblems(args: RecoverySettings): Problem[] {
  const { vaultLock, lockMinRetentionDays, lockMaxRetentionDays, lockChangeableForDays } = args;
  const { min, max } = RETENTION_DAYS;
  const problems = [
    ...wholeNumber("lockMinRetentionDays", lockMinRetentionDays, min, max, "days"),
    ...wholeNumber("lockMaxRetentionDays", lockMaxRetentionDays, min, max, "days"),
    ...wholeNumber("lockChangeableForDays", lockChangeableForDays, CHANGEABLE_DAYS.min, CHANGEABLE_DAYS.max, "days"),
  ];
  if (problems.length > 0 || vaultLock === "none") {
    return problems;
  }
  const days = retentions(args).map(([, each]) => each);
  const [shortest, longest] = [Math.min(...days), Math.max(...days)];
  return [
    ...(lockMinRetentionDays > shortest
      ? [{ argument: "lockMinRetentionDays", problem: `${lockMinRetentionDays} is above the shortest retention of ${shortest} days: its backups would all fail.` }]
      : []),
    ...(lockMaxRetentionDays < longest
      ? [{ argument: "lockMaxRetentionDays", problem: `${lockMaxRetentionDays} is below the longest retention of ${longest} days: its backups would all fail.` }]
      : []),
  ];
}

function nameProblems({ environment, namePrefix = DEFAULT_PREFIX }: RecoverySettings): Problem[] {
  const base = `${namePrefix}-${environment}`;
  const names: [Named, string][] = [
    ["backup vault", `${base}-backups`],
    ["backup plan", `${base}-database`],
    ["restore testing plan", testingName(base)],
    ["iam role", `${base}-image-replication`],
  ];
  return names.flatMap(([what, name]) => {
    const problem = nameProblem(what, name);
    return problem === undefined ? [] : [{ argument: "environment", problem }];
  });
}

/** Names of restore tests have no dashes. */
export function testingName(base: string): string {
  return `${base}-database`.replaceAll("-", "_");
}
