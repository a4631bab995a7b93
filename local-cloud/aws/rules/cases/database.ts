import type { RuleCase } from "../../testing/rule-case";
import type { World } from "../../testing/world";
import { T } from "../../tokens";
import type { CloudRecord } from "../../../provider/cloud";
import type { Properties } from "../../../provider/values";

const INSTANCE: Properties = { identifier: "writer", engine: "postgres", engineVersion: "16.11", instanceClass: "db.t3.medium", username: "kianax", allocatedStorage: 100 };
const ARN = "arn:aws:rds:us-east-1:123456789012:db:writer";

function writer(w: World, inputs: Properties, region?: string): CloudRecord {
  return w.cloud.put(T.dbInstance, "writer", { ...INSTANCE, ...inputs }, region);
}

export const databaseCases: readonly RuleCase[] = [
  { rule: "rds-one-origin", type: T.dbInstance, good: () => ({ snapshotIdentifier: "final" }), bad: () => ({ snapshotIdentifier: "final", replicateSourceDb: "writer" }), says: [
      "snapshotIdentifier: InvalidParameterCombination: an instance begins with one of replicateSourceDb, snapshotIdentifier, restoreToPointInTime, s3Import, and this one with replicateSourceDb and snapshotIdentifier; keep one."
    ] },
  {
    rule: "rds-restore-moment", type: T.dbInstance,
    good: () => ({ identifier: "new", restoreToPointInTime: { sourceDbInstanceIdentifier: "writer", useLatestRestorableTime: true } }),
    bad: () => ({ restoreToPointInTime: { restoreTime: "2026-11-23T00:00:00Z", useLatestRestorableTime: true } }), says: [
      "restoreToPointInTime: InvalidParameterCombination: give one of sourceDbInstanceIdentifier, sourceDbInstanceAutomatedBackupsArn, sourceDbiResourceId, and not none.",
      "restoreToPointInTime: InvalidParameterCombination: give a restoreTime or set useLatestRestorableTime to true, one of the two.",
      "identifier: InvalidParameterValue: a restored instance needs an identifier."
    ],
  },
  {
    rule: "rds-restore-source", type: T.dbInstance, given: (w) => { writer(w, { backupRetentionPeriod: 0 }); },
    good: () => ({ engine: "postgres", restoreToPointInTime: { sourceDbInstanceAutomatedBackupsArn: "arn:aws:rds:us-east-1:123456789012:auto-backup:ab-1", restoreTime: "2026-11-23T11:00:00Z" } }),
    bad: () => ({ engine: "postgres", dbName: "kianax", restoreToPointInTime: { sourceDbInstanceIdentifier: "writer", restoreTime: "2026-11-24T00:00:00Z" } }), says: [
      "dbName: InvalidParameterValue: DBName must be null when Restoring for this Engine; leave dbName out, the backup has it.",
      "restoreToPointInTime: PointInTimeRestoreNotEnabled: automated backups are not enabled for writer; there is nothing to restore.",
      "restoreToPointInTime: InvalidParameterValue: The specified instance cannot be restored to a time later than 2026-11-23T12:00:00.000Z, and 2026-11-24T00:00:00Z is."
    ],
  },
  { rule: "rds-replica-key", type: T.dbInstance, good: () => ({ replicateSourceDb: "arn:aws:rds:us-west-2:123456789012:db:writer", kmsKeyId: "k" }), bad: () => ({ replicateSourceDb: ARN, kmsKeyId: "k" }), says: [
      "kmsKeyId: InvalidParameterCombination: Your request does not require the KMS key parameter; a replica in its source's Region has its source's key. Leave kmsKeyId out."
    ] },
  { rule: "rds-version-change", type: T.dbInstance, prior: (w) => writer(w, {}), good: () => ({ engineVersion: "17", allowMajorVersionUpgrade: true }), bad: () => ({ engineVersion: "17" }), says: [
      "engineVersion: InvalidParameterCombination: The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version; set allowMajorVersionUpgrade to true."
    ] },
  { rule: "rds-version-change", type: T.dbInstance, prior: (w) => writer(w, {}), good: () => ({ engineVersion: "16" }), bad: () => ({ engineVersion: "16.10", allowMajorVersionUpgrade: true }), says: [
      "engineVersion: InvalidParameterCombination: Cannot upgrade postgres from 16.11 to 16.10; a version only goes up. Restore a backup into a new instance to go back."
    ] },
  {
    rule: "rds-backup-replication", type: T.dbBackupReplication, given: (w) => { writer(w, { backupRetentionPeriod: 0, storageEncrypted: true }); },
    good: () => ({ sourceDbInstanceArn: "arn:aws:rds:us-west-2:999999999999:db:theirs" }), bad: () => ({ sourceDbInstanceArn: ARN }), says: [
      "sourceDbInstanceArn: InvalidParameterValue: backups are replicated to another Region, and writer is in us-east-1 itself; name another region.",
      "sourceDbInstanceArn: InvalidDBInstanceState: automated backups are not enabled for writer; set its backupRetentionPeriod to 1 or more.",
      "kmsKeyId: InvalidParameterCombination: writer is encrypted, so its backups need a KMS key of us-east-1; give kmsKeyId."
    ],
  },
  {
    rule: "rds-backup-replication", type: T.dbBackupReplication,
    given: (w) => { writer(w, { backupRetentionPeriod: 7 }, "us-west-2"); w.cloud.put(T.dbBackupReplication, "first", { sourceDbInstanceArn: ARN.replace("us-east-1", "us-west-2") }); },
    good: () => ({}), bad: () => ({ sourceDbInstanceArn: ARN.replace("us-east-1", "us-west-2") }), says: [
      "sourceDbInstanceArn: InvalidDBInstanceAutomatedBackupState: the backups of writer are replicated to us-east-1 already; keep one."
    ],
  },
  { rule: "rds-backup-replication", type: T.dbBackupReplication, good: () => ({}), bad: () => ({ sourceDbInstanceArn: ARN }), says: [
      "sourceDbInstanceArn: DBInstanceNotFound: DBInstance arn:aws:rds:us-east-1:123456789012:db:writer not found; make it first, or pass the ARN of one that exists."
    ] },
];
