import { DB_CLASSES, GP3_STRIPE_GIB, POSTGRES, STORAGE, creatableVersions, nearest } from "../catalogues";
import { find, of, oneOf, range, refuse, refuseIf, type Rule, type Subject } from "../rule";
import { T } from "../tokens";
import { trustRule } from "./iam";

const CREATE = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html";
const STORAGE_GUIDE = STORAGE.source;

/** Only PostgreSQL is in the catalogue; rules about versions and classes leave other engines alone. */
function isPostgres(subject: Subject): boolean {
  return subject.text("engine") === "postgres";
}

export const rds: readonly Rule[] = [
  {
    id: "rds-instance-class",
    types: [T.dbInstance],
    stage: "check",
    source: DB_CLASSES.source,
    check: (subject) => {
      const name = subject.text("instanceClass");
      if (name === undefined || DB_CLASSES.entries.has(name) || (subject.given("engine") && !isPostgres(subject))) {
        return undefined;
      }
      const close = nearest(name, DB_CLASSES.entries);
      return refuse("instanceClass", `InvalidParameterValue: "${name}" is no DB instance class for PostgreSQL.${close === undefined ? "" : ` Did you mean ${close}?`}`);
    },
  },
  {
    id: "rds-engine-version",
    types: [T.dbInstance],
    stage: "check",
    source: POSTGRES.source,
    check: (subject, cloud) => {
      const version = subject.text("engineVersion");
      if (version === undefined || !isPostgres(subject) || (subject.prior !== undefined && of(subject.prior).text("engineVersion") === version)) {
        return undefined;
      }
      const major = version.split(".")[0] ?? "";
      const known = POSTGRES.entries[major];
      const offered = creatableVersions(major, cloud.now);
      if (known === undefined) {
        return refuse("engineVersion", `InvalidParameterCombination: Cannot find version ${version} for postgres; AWS offers the major versions ${Object.keys(POSTGRES.entries).join(", ")}.`);
      }
      const exists = version === major || known.some((entry) => entry.version === version);
      if (!exists) {
        return refuse("engineVersion", `InvalidParameterCombination: Cannot find version ${version} for postgres; of ${major} AWS offers ${offered.join(", ")}.`);
      }
      return refuseIf(version !== major && !offered.includes(version), "engineVersion", `InvalidParameterCombination: version ${version} for postgres is deprecated and can no longer be created; of ${major} AWS offers ${offered.join(", ")}.`);
    },
  },
  {
    id: "rds-password",
    types: [T.dbInstance],
    stage: "check",
    source: CREATE,
    check: (subject) => {
      const managed = subject.flag("manageMasterUserPassword") === true;
      const given = ["password", "passwordWo"].filter((name) => subject.given(name));
      const password = subject.text("password") ?? subject.text("passwordWo");
      const standalone = ["replicateSourceDb", "snapshotIdentifier", "restoreToPointInTime", "s3Import"].every((name) => subject.absent(name));
      return [
        ...(managed && given.length > 0 ? [refuse(given[0] ?? "password", "InvalidParameterCombination: manageMasterUserPassword and a password exclude each other; keep one.")] : []),
        ...(given.length > 1 ? [refuse("password", "InvalidParameterCombination: password and passwordWo exclude each other; keep passwordWo.")] : []),
        ...(standalone && given.length === 0 && subject.off("manageMasterUserPassword") ? [refuse("password", "InvalidParameterValue: the parameter MasterUserPassword must be provided; give passwordWo or manageMasterUserPassword.")] : []),
        ...(password !== undefined && (password.length < 8 || password.length > 128) ? [refuse(given[0] ?? "password", `InvalidParameterValue: the password has ${password.length} characters, and PostgreSQL on RDS takes 8 to 128.`)] : []),
        ...(password !== undefined && !/^[\x21\x23-\x2e\x30-\x3f\x41-\x7e]*$/.test(password)
          ? [refuse(given[0] ?? "password", 'InvalidParameterValue: the password has a character that RDS refuses; only printable ASCII besides "/", "@", \'"\' and space may be used.')]
          : []),
        ...(subject.given("passwordWo") && subject.absent("passwordWoVersion") ? [refuse("passwordWoVersion", "InvalidParameterCombination: passwordWo needs passwordWoVersion, by which a new password is noticed.")] : []),
      ];
    },
  },
  {
    id: "rds-username",
    types: [T.dbInstance],
    stage: "check",
    source: CREATE,
    check: (subject) => {
      const name = subject.text("username");
      const reserved = ["admin", "rdsadmin", "postgres_superuser", "user", "public", "authorization", "all", "table"];
      return [
        ...(name !== undefined && isPostgres(subject) && reserved.includes(name.toLowerCase()) ? [refuse("username", `InvalidParameterValue: MasterUsername ${name} cannot be used as it is a reserved word used by the engine; choose another.`)] : []),
        ...(subject.absent("username") && ["replicateSourceDb", "snapshotIdentifier", "restoreToPointInTime"].every((other) => subject.absent(other)) ? [refuse("username", "InvalidParameterValue: the parameter MasterUsername must be provided; give username.")] : []),
      ];
    },
  },
  {
    id: "rds-storage-size",
    types: [T.dbInstance],
    stage: "check",
    source: STORAGE_GUIDE,
    check: (subject) => {
      const size = subject.number("allocatedStorage");
      const maximum = subject.number("maxAllocatedStorage");
      const kind = subject.text("storageType") ?? "gp2";
      const bounds = STORAGE.entries[kind];
      if (bounds === undefined) {
        return refuse("storageType", `InvalidParameterValue: "${kind}" is no storage type; AWS has ${Object.keys(STORAGE.entries).join(", ")}.`);
      }
      return [
        ...(size !== undefined && (size < bounds.minimum || size > bounds.maximum) ? [refuse("allocatedStorage", `InvalidParameterValue: Invalid storage size for engine name postgres and storage type ${kind}: ${size}; give ${bounds.minimum} to ${bounds.maximum} GiB.`)] : []),
        ...(size !== undefined && maximum !== undefined && maximum !== 0 && maximum < size * 1.1
          ? [refuse("maxAllocatedStorage", `InvalidParameterCombination: the storage limit ${maximum} GiB must be at least 10 % above the ${size} GiB allocated; give ${Math.ceil(size * 1.1)} or more, or 0 for no autoscaling.`)]
          : []),
        ...(kind === "gp3" && size !== undefined && size < GP3_STRIPE_GIB
          ? ["iops", "storageThroughput"].filter((name) => subject.given(name)).map((name) => refuse(name, `InvalidParameterCombination: You can't specify IOPS or storage throughput for engine postgres and a storage size less than ${GP3_STRIPE_GIB}; leave ${name} out or allocate ${GP3_STRIPE_GIB} GiB.`))
          : []),
        ...(["io1", "io2"].includes(kind) && subject.absent("iops") ? [refuse("iops", `InvalidParameterCombination: ${kind} storage needs iops.`)] : []),
      ];
    },
  },
  {
    id: "rds-storage-never-shrinks",
    types: [T.dbInstance],
    stage: "admit",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.ModifyingExisting.html",
    check: (subject) => {
      const before = subject.prior && of(subject.prior).number("allocatedStorage");
      const after = subject.number("allocatedStorage");
      return refuseIf(before !== undefined && after !== undefined && after < before, "allocatedStorage", `InvalidParameterCombination: Requested storage (${after} GiB) cannot be less than the current ${before} GiB; storage only grows. Restore into a new instance to shrink it.`);
    },
  },
  {
    id: "rds-replica",
    types: [T.dbInstance],
    stage: "admit",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
    check: (subject, cloud) => {
      const source = find(cloud, T.dbInstance, subject.text("replicateSourceDb"));
      const values = source && of(source);
      return [
        ...(values?.flag("manageMasterUserPassword") === true ? [refuse("replicateSourceDb", `InvalidDBInstanceState: the master password of ${values.text("identifier")} is managed in Secrets Manager, and RDS for PostgreSQL makes no read replica of such an instance; give the source a password of its own.`)] : []),
        ...(values !== undefined && (values.number("backupRetentionPeriod") ?? 0) === 0
          ? [refuse("replicateSourceDb", `InvalidDBInstanceState: automated backups are not enabled for ${values.text("identifier")}, which a read replica needs; set its backupRetentionPeriod to 1 or more.`)]
          : []),
        ...(values !== undefined && cloud.byType(T.dbInstance).filter((record) => record.id !== subject.prior?.id && record.inputs["replicateSourceDb"] === subject.text("replicateSourceDb")).length >= 15
          ? [refuse("replicateSourceDb", "InvalidParameterCombination: the source has 15 read replicas already, which is the most AWS allows.")]
          : []),
      ];
    },
  },
  {
    id: "rds-source-keeps-backups",
    types: [T.dbInstance],
    stage: "admit",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html",
    check: (subject, cloud) => {
      const names = subject.prior === undefined ? [] : [subject.prior.id, subject.prior.outputs["identifier"], subject.prior.outputs["arn"]];
      const replica = cloud.byType(T.dbInstance).find(({ inputs }) => names.includes(inputs["replicateSourceDb"]));
      return [
        ...(replica !== undefined && subject.number("backupRetentionPeriod") === 0 ? [refuse("backupRetentionPeriod", `InvalidDBInstanceState: the instance has the read replica ${of(replica).text("identifier")}, so its backups cannot be switched off; remove the replica first.`)] : []),
        ...(replica !== undefined && subject.flag("manageMasterUserPassword") === true ? [refuse("manageMasterUserPassword", `InvalidDBInstanceState: the instance has the read replica ${of(replica).text("identifier")}, and RDS for PostgreSQL manages no password of such an instance; use passwordWo.`)] : []),
      ];
    },
  },
  {
    id: "rds-final-snapshot",
    types: [T.dbInstance],
    stage: "check",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBInstance.html",
    check: (subject) =>
      refuseIf(
        subject.given("finalSnapshotIdentifier") && subject.given("replicateSourceDb"),
        "finalSnapshotIdentifier",
        "InvalidParameterCombination: a read replica has no final snapshot; leave finalSnapshotIdentifier out and set skipFinalSnapshot to true.",
      ),
  },
  {
    id: "rds-monitoring-role",
    types: [T.dbInstance],
    stage: "check",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html",
    check: (subject) => {
      const interval = subject.number("monitoringInterval");
      return [
        ...(interval !== undefined && interval > 0 && subject.absent("monitoringRoleArn") ? [refuse("monitoringRoleArn", "InvalidParameterCombination: A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.")] : []),
        ...(interval === 0 && subject.given("monitoringRoleArn") ? [refuse("monitoringInterval", "InvalidParameterCombination: a MonitoringRoleARN needs a MonitoringInterval above 0; give 60 or remove the role.")] : []),
      ];
    },
  },
  trustRule("rds-monitoring-role-trust", T.dbInstance, "monitoringRoleArn", "monitoring.rds.amazonaws.com", ["sts:AssumeRole"], "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html", "InvalidParameterValue"),
  oneOf(T.dbInstance, "monitoringInterval", [0, 1, 5, 10, 15, 30, 60], CREATE),
  oneOf(T.dbInstance, "databaseInsightsMode", ["standard", "advanced"], CREATE),
  oneOf(T.dbInstance, "engineLifecycleSupport", ["open-source-rds-extended-support", "open-source-rds-extended-support-disabled"], CREATE),
  oneOf(T.dbInstance, "networkType", ["IPV4", "DUAL"], CREATE),
  range(T.dbInstance, "backupRetentionPeriod", 0, 35, CREATE),
  range(T.dbInstance, "port", 1150, 65535, CREATE),
];
