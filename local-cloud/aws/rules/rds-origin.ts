/** Where the data of a DB instance comes from, where it may go, and which version it may take. */
import type { CloudRecord } from "../../provider/cloud";
import { find, of, range, refuse, refuseIf, type Rule, type Subject } from "../rule";
import { T } from "../tokens";

const API = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference";
const RESTORE = `${API}/API_RestoreDBInstanceToPointInTime.html`;
const REPLICATION = `${API}/API_StartDBInstanceAutomatedBackupsReplication.html`;
const ORIGINS = ["replicateSourceDb", "snapshotIdentifier", "restoreToPointInTime", "s3Import"];
const SOURCES = ["sourceDbInstanceIdentifier", "sourceDbInstanceAutomatedBackupsArn", "sourceDbiResourceId"];

function numbers(version: string): number[] {
  return version.split(".").map(Number);
}

/** The version that an instance runs. */
function running(record: CloudRecord): string {
  const values = of(record);
  return values.text("engineVersionActual") ?? values.text("engineVersion") ?? "";
}

function isElsewhere(arn: string | undefined, region: string): boolean {
  return arn?.startsWith("arn:") === true && arn.split(":")[3] !== region;
}

function versionVerdict(subject: Subject, prior: CloudRecord): ReturnType<Rule["check"]> {
  const wanted = subject.text("engineVersion");
  const [major = 0, minor] = numbers(wanted ?? "");
  const [currentMajor = 0, currentMinor = 0] = numbers(running(prior));
  if (wanted === undefined || currentMajor === 0) {
    return undefined;
  }
  const lower = major < currentMajor || (major === currentMajor && minor !== undefined && minor < currentMinor);
  return [
    ...(lower ? [refuse("engineVersion", `InvalidParameterCombination: Cannot upgrade postgres from ${running(prior)} to ${wanted}; a version only goes up. Restore a backup into a new instance to go back.`)] : []),
    ...(major > currentMajor && subject.flag("allowMajorVersionUpgrade") !== true
      ? [refuse("engineVersion", "InvalidParameterCombination: The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version; set allowMajorVersionUpgrade to true.")]
      : []),
  ];
}

export const rdsOrigin: readonly Rule[] = [
  {
    id: "rds-one-origin",
    types: [T.dbInstance],
    stage: "check",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CommonTasks.BackupRestore.html",
    check: (subject) => {
      const given = ORIGINS.filter((name) => subject.given(name));
      return refuseIf(given.length > 1, given[1] ?? "", `InvalidParameterCombination: an instance begins with one of ${ORIGINS.join(", ")}, and this one with ${given.join(" and ")}; keep one.`);
    },
  },
  {
    id: "rds-restore-moment",
    types: [T.dbInstance],
    stage: "check",
    source: RESTORE,
    check: (subject) => {
      if (subject.absent("restoreToPointInTime") || subject.unknown("restoreToPointInTime")) {
        return undefined;
      }
      const restore = subject.object("restoreToPointInTime");
      const sources = SOURCES.filter((name) => restore.given(name));
      const latest = restore.flag("useLatestRestorableTime") === true;
      return [
        ...(sources.length === 1 ? [] : [refuse("restoreToPointInTime", `InvalidParameterCombination: give one of ${SOURCES.join(", ")}, and not ${sources.length === 0 ? "none" : sources.join(" and ")}.`)]),
        ...(latest === restore.given("restoreTime") ? [refuse("restoreToPointInTime", "InvalidParameterCombination: give a restoreTime or set useLatestRestorableTime to true, one of the two.")] : []),
        ...(subject.absent("identifier") ? [refuse("identifier", "InvalidParameterValue: a restored instance needs an identifier.")] : []),
      ];
    },
  },
  {
    id: "rds-restore-source",
    types: [T.dbInstance],
    stage: "admit",
    source: RESTORE,
    check: (subject, cloud) => {
      if (subject.prior !== undefined || subject.absent("restoreToPointInTime")) {
        return undefined;
      }
      const restore = subject.object("restoreToPointInTime");
      const source = find(cloud, T.dbInstance, restore.text("sourceDbInstanceIdentifier"));
      const time = restore.text("restoreTime");
      const [property, now] = ["restoreToPointInTime", cloud.now.toISOString()];
      return [
        ...(["postgres", "mysql", "mariadb"].includes(subject.text("engine") ?? "") && subject.given("dbName") ? [refuse("dbName", "InvalidParameterValue: DBName must be null when Restoring for this Engine; leave dbName out, the backup has it.")] : []),
        ...(source !== undefined && (of(source).number("backupRetentionPeriod") ?? 0) === 0
          ? [refuse(property, `PointInTimeRestoreNotEnabled: automated backups are not enabled for ${of(source).text("identifier")}; there is nothing to restore.`)]
          : []),
        ...(time !== undefined && Date.parse(time) > cloud.now.getTime() ? [refuse(property, `InvalidParameterValue: The specified instance cannot be restored to a time later than ${now}, and ${time} is.`)] : []),
      ];
    },
  },
  {
    id: "rds-replica-key",
    types: [T.dbInstance],
    stage: "admit",
    source: `${API}/API_CreateDBInstanceReadReplica.html`,
    check: (subject, cloud) =>
      refuseIf(
        subject.prior === undefined && subject.given("kmsKeyId") && subject.given("replicateSourceDb") && !isElsewhere(subject.text("replicateSourceDb"), cloud.region),
        "kmsKeyId",
        "InvalidParameterCombination: Your request does not require the KMS key parameter; a replica in its source's Region has its source's key. Leave kmsKeyId out.",
      ),
  },
  {
    id: "rds-version-change",
    types: [T.dbInstance],
    stage: "admit",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.PostgreSQL.html",
    check: (subject) => (subject.prior === undefined ? undefined : versionVerdict(subject, subject.prior)),
  },
  {
    id: "rds-backup-replication",
    types: [T.dbBackupReplication],
    stage: "admit",
    source: REPLICATION,
    check: (subject, cloud) => {
      const [property, arn] = ["sourceDbInstanceArn", subject.text("sourceDbInstanceArn")];
      const [, , , , account] = arn?.split(":") ?? [];
      const source = find(cloud, T.dbInstance, arn);
      const other = cloud.byType(T.dbBackupReplication).find(({ id, region, inputs }) => id !== subject.prior?.id && region === cloud.region && inputs[property] === arn);
      if (arn === undefined || (source === undefined && account !== cloud.account)) {
        return undefined;
      }
      if (source === undefined) {
        return refuse(property, `DBInstanceNotFound: DBInstance ${arn} not found; make it first, or pass the ARN of one that exists.`);
      }
      const values = of(source);
      return [
        ...(source.region === cloud.region ? [refuse(property, `InvalidParameterValue: backups are replicated to another Region, and ${values.text("identifier")} is in ${cloud.region} itself; name another region.`)] : []),
        ...((values.number("backupRetentionPeriod") ?? 0) === 0
          ? [refuse(property, `InvalidDBInstanceState: automated backups are not enabled for ${values.text("identifier")}; set its backupRetentionPeriod to 1 or more.`)]
          : []),
        ...(values.flag("storageEncrypted") === true && subject.absent("kmsKeyId")
          ? [refuse("kmsKeyId", `InvalidParameterCombination: ${values.text("identifier")} is encrypted, so its backups need a KMS key of ${cloud.region}; give kmsKeyId.`)]
          : []),
        ...(other === undefined ? [] : [refuse(property, `InvalidDBInstanceAutomatedBackupState: the backups of ${values.text("identifier")} are replicated to ${cloud.region} already; keep one.`)]),
      ];
    },
  },
  range(T.dbBackupReplication, "retentionPeriod", 1, 35, REPLICATION),
];
