import { z } from "zod";
import { dailyWindow, flag, logRetention, number, setting, text, weeklyWindow, whole } from "./values";

export const databaseSchema = z.strictObject({
  engineVersion: setting(text(/^16\.\d{1,2}$/, 'a PostgreSQL 16 version in quotes such as "16.11"'), "Version of PostgreSQL.", "restart"),
  instanceClass: setting(
    text(/^db\.[a-z0-9]+\.[a-z0-9]+$/, "an RDS instance class such as db.t3.medium"),
    "Processor and memory.",
    "restart",
  ),
  allocatedStorageGiB: setting(whole(20, 65536, "GiB"), "Storage at creation. It grows and never shrinks."),
  maxAllocatedStorageGiB: setting(whole(20, 65536, "GiB"), "Size up to which RDS grows the storage by itself."),
  multiAz: setting(flag(), "Whether a standby in another zone takes over. Doubles the cost; the policy pack refuses false in production."),
  backupRetentionDays: setting(whole(1, 35, "days"), "Days of automated backups with point-in-time recovery."),
  backupWindow: setting(dailyWindow(), "When the daily snapshot is taken, at least 30 minutes, outside the maintenance window."),
  maintenanceWindow: setting(weeklyWindow(), "When patches that need a restart are applied, at least 30 minutes."),
  deletionProtection: setting(flag(), "Whether RDS refuses to delete the database."),
  finalSnapshot: setting(flag(), "Whether a snapshot is taken when the database is deleted."),
  readReplicas: setting(whole(0, 15, "replicas"), "Read replicas, each at the price of a single-zone instance."),
  performanceInsights: setting(flag(), "Whether the load by query is kept for seven days, free of charge."),
  monitoringIntervalSeconds: setting(number([0, 1, 5, 10, 15, 30, 60], "seconds"), "Interval of operating-system metrics; 0 switches them off."),
  logRetentionDays: setting(logRetention(), "Days that PostgreSQL's logs are kept."),
  databaseName: setting(
    text(/^[a-z][a-z0-9_]{0,62}$/, "a PostgreSQL name of lower-case letters, digits and underscores that begins with a letter"),
    "Name of the first database.",
    "replace",
  ),
});
