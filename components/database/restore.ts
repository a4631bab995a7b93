/** Where the data of a new database comes from. */
import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { inputText, optional, text, type Problem, type Shape } from "../base";

/** A backup to begin with: a snapshot, or a moment of an automated backup. Give one of the first three. */
export interface RestoreFrom {
  /** Identifier of a DB snapshot of this Region, or its ARN. */
  readonly snapshotIdentifier?: string;
  /**
   * ARN of an automated backup of this Region: one replicated here from another Region, or one whose instance is gone.
   * `aws rds describe-db-instance-automated-backups` lists them.
   */
  readonly automatedBackupArn?: pulumi.Input<string>;
  /** Identifier of an instance of this Region that still exists, and is another one than this. */
  readonly sourceIdentifier?: string;
  /**
   * Moment to go back to, in UTC such as `2026-11-24T05:30:00Z`, or `latest`; not with a snapshot.
   * @default "latest"
   */
  readonly time?: string;
}

export const restoreShape: Shape<RestoreFrom> = {
  snapshotIdentifier: optional(text),
  automatedBackupArn: optional(inputText),
  sourceIdentifier: optional(text),
  time: optional(text),
};

const LATEST = "latest";
const NAME = "[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*";
const ARN = "arn:aws[a-z-]*:rds:[a-z0-9-]+:\\d{12}";

const PATTERNS = {
  snapshotIdentifier: { pattern: new RegExp(`^(?:rds:)?${NAME}$|^${ARN}:snapshot:(?:rds:)?${NAME}$`), allowed: "the identifier or ARN of a DB snapshot, such as kianax-production-postgres-final" },
  automatedBackupArn: { pattern: new RegExp(`^${ARN}:auto-backup:ab-[a-z0-9]+$`), allowed: "the ARN of an automated backup, such as arn:aws:rds:us-west-2:111122223333:auto-backup:ab-0123456789" },
  sourceIdentifier: { pattern: new RegExp(`^${NAME}$`), allowed: "the identifier of a DB instance, such as kianax-production-postgres" },
} as const;

const SOURCES = Object.keys(PATTERNS) as (keyof typeof PATTERNS)[];

/**
 * The arguments of the instance that say so. RDS takes names of databases from the backup and refuses one beside it
 * ("DBName must be null when restoring for this engine"), so the caller leaves it out.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBInstanceToPointInTime.html
 */
export function restoreArgs({ snapshotIdentifier, automatedBackupArn, sourceIdentifier, time = LATEST }: RestoreFrom): Partial<aws.rds.InstanceArgs> {
  if (snapshotIdentifier !== undefined) {
    return { snapshotIdentifier };
  }
  return {
    restoreToPointInTime: {
      ...(automatedBackupArn === undefined ? { sourceDbInstanceIdentifier: sourceIdentifier } : { sourceDbInstanceAutomatedBackupsArn: automatedBackupArn }),
      ...(time === LATEST ? { useLatestRestorableTime: true } : { restoreTime: time }),
    },
  };
}

/** What is wrong with a source, for the instance that would be named `identifier`. */
export function restoreProblems(restoreFrom: RestoreFrom, identifier: string): Problem[] {
  const { snapshotIdentifier, sourceIdentifier, time } = restoreFrom;
  const problems = [
    ...sourceProblems(restoreFrom),
    ...SOURCES.flatMap((source) => {
      const { pattern, allowed } = PATTERNS[source];
      const value = restoreFrom[source];
      // What is known only later is RDS's to judge.
      return typeof value !== "string" || pattern.test(value) ? [] : [{ argument: `restoreFrom.${source}`, problem: `must be ${allowed}, not ${JSON.stringify(value)}.` }];
    }),
  ];
  if (time !== undefined && snapshotIdentifier !== undefined) {
    problems.push({ argument: "restoreFrom.time", problem: "goes with an automated backup; a snapshot has one moment only: leave time out." });
  }
  if (time !== undefined && time !== LATEST && !isMoment(time)) {
    problems.push({ argument: "restoreFrom.time", problem: `must be latest or a moment in UTC such as 2026-11-24T05:30:00Z, not ${JSON.stringify(time)}.` });
  }
  if (sourceIdentifier === identifier) {
    problems.push({
      argument: "restoreFrom.sourceIdentifier",
      problem: `is ${JSON.stringify(identifier)}, the name of this database itself: restore into another environment, or from its automated backup once it is gone.`,
    });
  }
  return problems;
}

function sourceProblems(restoreFrom: RestoreFrom): Problem[] {
  const given = SOURCES.filter((source) => restoreFrom[source] !== undefined);
  return given.length === 1
    ? []
    : [{ argument: "restoreFrom", problem: `must name one of ${SOURCES.join(", ")}, and names ${given.length === 0 ? "none" : given.join(" and ")}.` }];
}

function isMoment(time: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(time) && !Number.isNaN(Date.parse(time)) && new Date(time).toISOString().startsWith(time.slice(0, 19));
}
