import { describeBadArguments, someNeighbour } from "../testing";
import { KianaxDatabase } from "./database";
import { DATABASE } from "./fixtures";
import { databaseChecks } from "./validation";

const oneZone = { vpcId: "vpc-1", isolatedSubnetIds: ["subnet-a"], privateSubnetIds: ["subnet-b"] } as never;

describeBadArguments({
  component: 'KianaxDatabase "production"',
  checks: databaseChecks,
  valid: {
    ...DATABASE,
    network: someNeighbour,
    keys: someNeighbour,
  },
  make: (args) => new KianaxDatabase("production", args),
  cases: {
    network: [
      { args: { network: oneZone }, says: "network has isolated subnets in one zone, and multiAz puts a standby into another zone: give it two zones or more." },
      {
        args: { network: { vpcId: "vpc-1", isolatedSubnetIds: [], privateSubnetIds: [] } as never, multiAz: false },
        says: "network has isolated subnets in no zone, and a subnet group of RDS covers two zones even where multiAz is false: give it two zones or more.",
      },
    ],
    keys: "KianaxKeys checks its own",
    engineVersion: [
      { args: { engineVersion: "16.x" }, says: 'engineVersion must be a PostgreSQL version such as 16 or 16.9, majors 14, 15, 16, 17, 18, not "16.x".' },
      { args: { engineVersion: "11.4" }, says: 'engineVersion must be a PostgreSQL version such as 16 or 16.9, majors 14, 15, 16, 17, 18, not "11.4".' },
      {
        args: { engineVersion: "16.99" },
        says:
          'engineVersion "16.99" is no version of RDS for PostgreSQL: of 16 there are 16.1 to 16.13 (2026-11). ' +
          "Give 16 alone, which RDS keeps at its newest minor version, or extend the list of this library.",
      },
    ],
    allowMajorVersionUpgrade: "both values are right",
    instanceClass: [
      { args: { instanceClass: "t3.medium" }, says: 'instanceClass must be an RDS instance class such as db.t3.medium, not "t3.medium".' },
      { args: { instanceClass: "db.t3.huge" }, says: 'instanceClass "db.t3.huge" does not exist: db.t3 has micro, small, medium, large, xlarge, 2xlarge.' },
      {
        args: { instanceClass: "db.z9.large" },
        says: 'instanceClass "db.z9.large" is no instance class of RDS for PostgreSQL: use one of the families db.t3, db.t4g, db.m5, db.m6g, db.m6i, db.m7g, db.m7i, db.m8g, db.r5, db.r6g, db.r6i, db.r7g, db.r7i, db.r8g.',
      },
    ],
    allocatedStorageGiB: [{ args: { allocatedStorageGiB: -20 }, says: "allocatedStorageGiB must be a whole number from 20 to 65536 GiB, not -20." }],
    maxAllocatedStorageGiB: [
      {
        args: { maxAllocatedStorageGiB: 100 },
        says: "maxAllocatedStorageGiB must be at least 10 % above allocatedStorageGiB 100, so 110 or more, or 0 for no growth, not 100.",
      },
    ],
    multiAz: "both values are right; network says when there are too few zones",
    backupRetentionDays: [
      { args: { backupRetentionDays: 36 }, says: "backupRetentionDays must be a whole number from 0 to 35 days, not 36." },
      {
        args: { backupRetentionDays: 0 },
        says: "backupRetentionDays 0 leaves a database without backups that deletionProtection says must not be lost: give 1 to 35 days, 14 in production.",
      },
    ],
    backupWindow: [{ args: { backupWindow: "3am" }, says: 'backupWindow must be a daily window in UTC such as 03:00-04:00, not "3am".' }],
    maintenanceWindow: [
      { args: { maintenanceWindow: "sunday" }, says: 'maintenanceWindow must be a weekly window in UTC such as sun:05:00-sun:06:00, not "sunday".' },
      {
        args: { maintenanceWindow: "sun:03:30-sun:04:30" },
        says: 'maintenanceWindow "sun:03:30-sun:04:30" overlaps backupWindow "03:00-04:00", which AWS refuses: move one of them.',
      },
    ],
    deletionProtection: "both values are right; backupRetentionDays says when they contradict each other",
    finalSnapshot: "both values are right",
    readReplicas: [
      { args: { readReplicas: 16 }, says: "readReplicas must be a whole number from 0 to 15, not 16." },
      {
        args: { readReplicas: 1, backupRetentionDays: 0, deletionProtection: false },
        says: "readReplicas 1 need automated backups of the writer: set backupRetentionDays to 1 or more.",
      },
      {
        args: { readReplicas: 1, transform: { instance: { manageMasterUserPassword: true } } },
        says:
          "transform.instance.manageMasterUserPassword and readReplicas 1 exclude each other: RDS for PostgreSQL makes no replica of an instance whose password it manages. " +
          "Remove it; the component's own password is rotated too.",
      },
      {
        args: { transform: { instance: { manageMasterUserPassword: true } } },
        says: "transform.instance.manageMasterUserPassword takes the place of the password that this component generates, keeps and rotates: remove it.",
      },
    ],
    pooling: [{ args: { pooling: "pgpool" as never }, says: 'pooling must be one of none, pgbouncer, rds-proxy, not "pgpool".' }],
    performanceInsights: "both values are right: every class of RDS for PostgreSQL has it",
    monitoringIntervalSeconds: [{ args: { monitoringIntervalSeconds: 7 as never }, says: "monitoringIntervalSeconds must be one of 0, 1, 5, 10, 15, 30, 60, not 7." }],
    logRetentionDays: [
      {
        args: { logRetentionDays: 31 },
        says: "logRetentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, not 31.",
      },
    ],
    databaseName: [
      { args: { databaseName: "kianax-db" }, says: 'databaseName must be 1 to 63 lower-case letters, digits and underscores, beginning with a letter, not "kianax-db".' },
    ],
    restoreFrom: [
      { args: { restoreFrom: {} }, says: "restoreFrom must name one of snapshotIdentifier, automatedBackupArn, sourceIdentifier, and names none." },
      {
        args: { restoreFrom: { snapshotIdentifier: "final", sourceIdentifier: "other" } },
        says: "restoreFrom must name one of snapshotIdentifier, automatedBackupArn, sourceIdentifier, and names snapshotIdentifier and sourceIdentifier.",
      },
      {
        args: { restoreFrom: { snapshotIdentifier: "no snapshot" } },
        says: 'restoreFrom.snapshotIdentifier must be the identifier or ARN of a DB snapshot, such as kianax-production-postgres-final, not "no snapshot".',
      },
      {
        args: { restoreFrom: { automatedBackupArn: "ab-0123" } },
        says: 'restoreFrom.automatedBackupArn must be the ARN of an automated backup, such as arn:aws:rds:us-west-2:111122223333:auto-backup:ab-0123456789, not "ab-0123".',
      },
      { args: { restoreFrom: { sourceIdentifier: "1st" } }, says: 'restoreFrom.sourceIdentifier must be the identifier of a DB instance, such as kianax-production-postgres, not "1st".' },
      {
        args: { restoreFrom: { snapshotIdentifier: "final", time: "latest" } },
        says: "restoreFrom.time goes with an automated backup; a snapshot has one moment only: leave time out.",
      },
      {
        args: { restoreFrom: { sourceIdentifier: "other", time: "yesterday" } },
        says: 'restoreFrom.time must be latest or a moment in UTC such as 2026-11-24T05:30:00Z, not "yesterday".',
      },
      {
        args: { restoreFrom: { sourceIdentifier: "other", time: "2026-02-30T05:30:00Z" } },
        says: 'restoreFrom.time must be latest or a moment in UTC such as 2026-11-24T05:30:00Z, not "2026-02-30T05:30:00Z".',
      },
      {
        args: { restoreFrom: { sourceIdentifier: "kianax-production-postgres" } },
        says:
          'restoreFrom.sourceIdentifier is "kianax-production-postgres", the name of this database itself: restore into another environment, or from its automated backup once it is gone.',
      },
    ],
    rotation: [
      {
        args: { rotation: { schedule: "rate(30 days)", windowHours: 2 } },
        says: 'rotation.schedule must be a cron schedule of Secrets Manager with one full hour, such as cron(0 10 ? * SUN#1 *), not "rate(30 days)".',
      },
      { args: { rotation: { schedule: "cron(0 10 ? * SUN#1 *)", windowHours: 0 } }, says: "rotation.windowHours must be a whole number from 1 to 24 hours, not 0." },
      {
        args: { rotation: { schedule: "cron(0 22 ? * SUN#1 *)", windowHours: 3 } },
        says: "rotation.windowHours 3 reach from 22 o'clock into the next day of UTC, where a window must not extend: give 2 or less.",
      },
      {
        args: { rotation: { schedule: "cron(0 4 1 * ? *)", windowHours: 2 } },
        says: 'rotation.schedule "cron(0 4 1 * ? *)" with 2 hours overlaps maintenanceWindow "sun:05:00-sun:06:00", in which the database restarts: move one of them.',
      },
      { args: { rotation: { schedule: "cron(0 4 ? * MON *)", windowHours: 2, days: 30 } as never }, says: "rotation.days is not known here; there are schedule, windowHours." },
    ],
    alarmActions: "ARNs are checked by CloudWatch",
    eventTopicArns: [
      { args: { eventTopicArns: { critical: "arn" } as never }, says: "eventTopicArns.warning is missing; it must be text or an Output of it." },
      { args: { eventTopicArns: { critical: "arn", warning: "arn", info: "arn" } as never }, says: "eventTopicArns.info is not known here; there are critical, warning." },
    ],
  },
});
