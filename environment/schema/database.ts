import { z } from "zod";
import { POOLINGS } from "../../components/database/pooling";
import { parseRotationSchedule } from "../../components/database/rotation-schedule";
import { choice, dailyWindow, flag, logRetention, number, setting, text, textThat, weeklyWindow, whole } from "./values";

const restoreFrom = z.strictObject({
  snapshotIdentifier: setting(text(/^[\w:-]+$/, "the identifier or ARN of a DB snapshot"), "A DB snapshot of this Region.").optional(),
  automatedBackupArn: setting(
    text(/^arn:[\w:-]+$/, "the ARN of an automated backup, which has auto-backup in it"),
    "An automated backup of this Region: one replicated here, or one whose instance is gone.",
  ).optional(),
  sourceIdentifier: setting(text(/^[\w-]+$/, "the identifier of a DB instance"), "Another instance of this Region that still exists.").optional(),
  time: setting(text(/^(latest|\d{4}-.+Z)$/, "latest, or a moment in UTC such as 2026-11-24T05:30:00Z"), "Moment to go back to; left out: the latest.").optional(),
});

const rotation = z.strictObject({
  schedule: setting(
    textThat((value) => parseRotationSchedule(value) !== undefined, "a cron schedule of Secrets Manager in UTC with one full hour, such as cron(0 10 ? * SUN#1 *)"),
    "When the window for a new password opens.",
  ),
  windowHours: setting(whole(1, 24, "hours"), "Hours that the window stays open, within the same day of UTC."),
});

export const databaseSchema = z.strictObject({
  engineVersion: setting(
    text(/^\d{2}(\.\d{1,2})?$/, 'a PostgreSQL version in quotes such as "16" or "16.11"'),
    "Version of PostgreSQL. A major alone is kept at its newest minor version; another major needs allowMajorVersionUpgrade.",
    "restart",
  ),
  allowMajorVersionUpgrade: setting(flag(), "Whether engineVersion may go to another major version. Set it for that change alone; changes are then applied at once."),
  instanceClass: setting(
    text(/^db\.[a-z0-9]+\.[a-z0-9]+$/, "an RDS instance class such as db.t3.medium"),
    "Processor and memory.",
    "restart",
  ),
  allocatedStorageGiB: setting(whole(20, 65536, "GiB"), "Storage at creation. It grows and never shrinks."),
  maxAllocatedStorageGiB: setting(whole(20, 65536, "GiB"), "Size up to which RDS grows the storage by itself."),
  multiAz: setting(flag(), "Whether a standby in another zone takes over. Doubles the cost; the policy pack refuses false in production."),
  backupRetentionDays: setting(whole(1, 35, "days"), "Days of automated backups with point-in-time recovery. The database changes in place; the copy in the recovery Region, where there is one, begins anew.", "replace"),
  backupWindow: setting(dailyWindow(), "When the daily snapshot is taken, at least 30 minutes, outside the maintenance window."),
  maintenanceWindow: setting(weeklyWindow(), "When patches that need a restart are applied, at least 30 minutes."),
  deletionProtection: setting(flag(), "Whether RDS refuses to delete the database."),
  finalSnapshot: setting(flag(), "Whether a snapshot is taken when the database is deleted."),
  readReplicas: setting(whole(0, 15, "replicas"), "Read replicas, each at the price of a single-zone instance."),
  pooling: setting(
    choice(POOLINGS),
    "How clients share connections: not at all, by PgBouncer in the cluster, or by RDS Proxy at $22 a month and more.",
  ),
  performanceInsights: setting(flag(), "Whether the load by query is kept for seven days, free of charge."),
  monitoringIntervalSeconds: setting(number([0, 1, 5, 10, 15, 30, 60], "seconds"), "Interval of operating-system metrics; 0 switches them off."),
  logRetentionDays: setting(logRetention(), "Days that PostgreSQL's logs are kept."),
  databaseName: setting(
    text(/^[a-z][a-z0-9_]{0,62}$/, "a PostgreSQL name of lower-case letters, digits and underscores that begins with a letter"),
    "Name of the first database.",
    "replace",
  ),
  rotation: setting(rotation, "When the administrator's password is changed; left out: never.").optional(),
  restoreFrom: setting(restoreFrom, "Backup that a new database begins with. It counts at creation only.").optional(),
});
