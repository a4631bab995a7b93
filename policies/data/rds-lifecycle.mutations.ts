import { describeCases } from "../testing/cases";
import { add, label, remove, set, unset, type Change } from "../testing/changes";
import { auroraInputs } from "../testing/golden/data";
import { UNKNOWN, type Input, type Inputs, type Plan } from "../testing/plan";
import { rds } from "../tokens";
import { rdsBackups } from "./rds-backups";
import { rdsCopyTags } from "./rds-copy-tags";
import { rdsDeletionProtection } from "./rds-deletion-protection";
import { rdsEngineCurrent } from "./rds-engine-current";
import { rdsFinalSnapshot } from "./rds-final-snapshot";
import { rdsIamAuth } from "./rds-iam-auth";
import { rdsMonitoring } from "./rds-monitoring";

const DATABASE = label(rds.instance, "database");
const REPLICA = label(rds.instance, "replica");
const AURORA = label(rds.cluster, "aurora");

const on = (path: string, value: Input): Change => set(rds.instance, "database", path, value);
const off = (path: string): Change => unset(rds.instance, "database", path);
const onReplica = (path: string, value: Input): Change => set(rds.instance, "replica", path, value);
const aurora = (changes: Inputs): Change => add(rds.cluster, "aurora", (plan: Plan) => auroraInputs(plan, { dbClusterInstanceClass: "db.m5d.large", ...changes }));
const inProduction = { production: [DATABASE], development: [] };
/** What production asks of an instance beside what development has. */
const protectedArgs = { backupRetentionPeriod: 14, deletionProtection: true, skipFinalSnapshot: false, finalSnapshotIdentifier: "other-final", monitoringInterval: 60 };

describeCases("the life of databases", [rdsBackups, rdsCopyTags, rdsDeletionProtection, rdsEngineCurrent, rdsFinalSnapshot, rdsIamAuth, rdsMonitoring], {
  "rds-backups": [
    { state: "violating", when: "backups off", change: on("backupRetentionPeriod", 0), fires: [DATABASE], says: /backupRetentionPeriod is 0, and must be at least/ },
    { state: "violating", when: "backups kept a day less than production asks", change: on("backupRetentionPeriod", 13), fires: inProduction, says: /is 13, and must be at least 14/ },
    { state: "compliant", when: "the shortest time that production takes", change: on("backupRetentionPeriod", 14), fires: [] },
    { state: "compliant", when: "the shortest time that development takes", profiles: ["development"], change: on("backupRetentionPeriod", 1), fires: [] },
    { state: "unknown", when: "a time known only later", change: on("backupRetentionPeriod", UNKNOWN), fires: [DATABASE] },
    { state: "absent", when: "a time left out, which is none", change: off("backupRetentionPeriod"), fires: [DATABASE] },
    { state: "violating", when: "backups that go with the database", change: on("deleteAutomatedBackups", true), fires: inProduction },
    { state: "unknown", when: "backups that may go with the database", change: on("deleteAutomatedBackups", UNKNOWN), fires: inProduction },
    { state: "absent", when: "AWS's default, by which backups go with the database", change: off("deleteAutomatedBackups"), fires: inProduction },
    { state: "violating", when: "a cluster without backups", change: aurora({ backupRetentionPeriod: 0 }), fires: [AURORA] },
    { state: "compliant", when: "a replica without backups of its own", profiles: ["production"], change: onReplica("backupRetentionPeriod", 0), fires: [] },
    { state: "compliant", when: "a cluster that replicates another", change: aurora({ replicationSourceIdentifier: "arn:source", backupRetentionPeriod: undefined }), fires: [] },
  ],
  "rds-deletion-protection": [
    { state: "violating", when: "protection off", change: on("deletionProtection", false), fires: inProduction },
    { state: "unknown", when: "protection known only later", change: on("deletionProtection", UNKNOWN), fires: inProduction },
    { state: "absent", when: "protection left out", change: off("deletionProtection"), fires: inProduction },
    { state: "violating", when: "a replica that may be deleted", profiles: ["production"], change: onReplica("deletionProtection", false), fires: [REPLICA] },
    { state: "violating", when: "a cluster that may be deleted", change: aurora({ deletionProtection: false }), fires: [AURORA] },
    { state: "compliant", when: "a protected cluster", change: aurora({}), fires: [] },
  ],
  "rds-final-snapshot": [
    { state: "violating", when: "no snapshot wanted", change: on("skipFinalSnapshot", true), fires: inProduction },
    { state: "unknown", when: "a snapshot that may be skipped", change: on("skipFinalSnapshot", UNKNOWN), fires: inProduction },
    { state: "absent", when: "no name for the snapshot", change: off("finalSnapshotIdentifier"), fires: inProduction, says: /finalSnapshotIdentifier is not set/ },
    { state: "unknown", when: "a name known only later", profiles: ["production"], change: on("finalSnapshotIdentifier", UNKNOWN), fires: [] },
    { state: "compliant", when: "the provider's default, which takes one", profiles: ["production"], change: off("skipFinalSnapshot"), fires: [] },
    { state: "violating", when: "a cluster without a snapshot", change: aurora({ skipFinalSnapshot: true }), fires: [AURORA] },
    { state: "absent", when: "a cluster's snapshot without a name", change: aurora({ finalSnapshotIdentifier: undefined }), fires: [AURORA] },
    { state: "compliant", when: "a replica, of which AWS takes none", profiles: ["production"], change: onReplica("skipFinalSnapshot", true), fires: [] },
  ],
  "rds-engine-current": [
    { state: "violating", when: "a version past its end", change: on("engineVersion", "11.22"), fires: [DATABASE], says: /engineVersion is "11\.22", and must be at least 15/ },
    { state: "violating", when: "the last version that is refused", change: on("engineVersion", "14"), fires: [DATABASE] },
    { state: "compliant", when: "the first version that is taken", change: on("engineVersion", "15.2"), fires: [] },
    { state: "violating", when: "what is no version", change: on("engineVersion", "latest"), fires: [DATABASE] },
    { state: "violating", when: "a version past its end as a number", change: on("engineVersion", 11), fires: [DATABASE], says: /engineVersion is "11"/ },
    { state: "violating", when: "a flag as a version", change: on("engineVersion", true), fires: [DATABASE] },
    { state: "compliant", when: "a version that is taken as a number", change: on("engineVersion", 16), fires: [] },
    { state: "violating", when: "a cluster past its version's end", change: aurora({ engineVersion: "11.9" }), fires: [AURORA] },
    { state: "absent", when: "a cluster of AWS's choice of a version", change: aurora({ engineVersion: undefined }), fires: [AURORA] },
    { state: "unknown", when: "a cluster's version known only later", change: aurora({ engineVersion: UNKNOWN }), fires: [AURORA] },
    { state: "violating", when: "a cluster without minor upgrades", change: aurora({ autoMinorVersionUpgrade: false }), fires: [AURORA] },
    { state: "violating", when: "a cluster's authority that has expired", change: aurora({ caCertificateIdentifier: "rds-ca-2019" }), fires: [AURORA] },
    { state: "compliant", when: "a MySQL cluster, whose versions count otherwise", change: aurora({ engine: "aurora-mysql", engineVersion: "8.0.mysql_aurora.3.08.0" }), fires: [], alsoFires: [{ rule: "rds-force-ssl", on: label(rds.parameterGroup, "database"), because: "The group that it shares is PostgreSQL's." }] },
    { state: "compliant", when: "a cluster of the first version that is taken", change: aurora({ engineVersion: "15.5" }), fires: [] },
    { state: "unknown", when: "a version known only later", change: on("engineVersion", UNKNOWN), fires: [DATABASE] },
    { state: "absent", when: "AWS's choice of a version", change: off("engineVersion"), fires: [DATABASE] },
    { state: "violating", when: "minor upgrades off", change: on("autoMinorVersionUpgrade", false), fires: [DATABASE] },
    { state: "unknown", when: "minor upgrades known only later", change: on("autoMinorVersionUpgrade", UNKNOWN), fires: [DATABASE] },
    { state: "absent", when: "the provider's default, which takes minor upgrades", change: off("autoMinorVersionUpgrade"), fires: [] },
    { state: "violating", when: "a certificate authority that has expired", change: on("caCertIdentifier", "rds-ca-2019"), fires: [DATABASE] },
    { state: "unknown", when: "an authority known only later", change: on("caCertIdentifier", UNKNOWN), fires: [DATABASE] },
    { state: "compliant", when: "RDS's own authority", change: off("caCertIdentifier"), fires: [] },
    { state: "compliant", when: "another authority that is valid", change: on("caCertIdentifier", "rds-ca-ecc384-g1"), fires: [] },
    { state: "violating", when: "a replica without minor upgrades", profiles: ["production"], change: onReplica("autoMinorVersionUpgrade", false), fires: [REPLICA] },
    { state: "compliant", when: "another engine, whose versions count otherwise", change: add(rds.instance, "other", (plan) => ({ ...plan.get(rds.instance, "database").inputs, multiAz: true, ...protectedArgs, engine: "sqlserver-se", engineVersion: "16.00" })), fires: [] },
  ],
  "rds-copy-tags": [
    { state: "violating", when: "tags that stay behind", change: on("copyTagsToSnapshot", false), fires: [DATABASE] },
    { state: "unknown", when: "tags known only later", change: on("copyTagsToSnapshot", UNKNOWN), fires: [DATABASE] },
    { state: "absent", when: "tags left to AWS, which copies none", change: off("copyTagsToSnapshot"), fires: [DATABASE] },
    { state: "violating", when: "a replica's tags", profiles: ["production"], change: onReplica("copyTagsToSnapshot", false), fires: [REPLICA] },
    { state: "violating", when: "a cluster's tags", change: aurora({ copyTagsToSnapshot: false }), fires: [AURORA] },
  ],
  "rds-iam-auth": [
    { state: "violating", when: "IAM off", change: on("iamDatabaseAuthenticationEnabled", false), fires: [DATABASE] },
    { state: "unknown", when: "IAM known only later", change: on("iamDatabaseAuthenticationEnabled", UNKNOWN), fires: [DATABASE] },
    { state: "absent", when: "IAM left out", change: off("iamDatabaseAuthenticationEnabled"), fires: [DATABASE] },
    { state: "violating", when: "a replica without IAM", profiles: ["production"], change: onReplica("iamDatabaseAuthenticationEnabled", false), fires: [REPLICA] },
    { state: "violating", when: "a cluster without IAM", change: aurora({ iamDatabaseAuthenticationEnabled: false }), fires: [AURORA] },
  ],
  "rds-monitoring": [
    { state: "violating", when: "enhanced monitoring off", change: on("monitoringInterval", 0), fires: inProduction },
    { state: "violating", when: "an interval that RDS does not know", change: on("monitoringInterval", 45), fires: inProduction, says: /must be one of 1, 5, 10, 15, 30, 60/ },
    { state: "unknown", when: "an interval known only later", change: on("monitoringInterval", UNKNOWN), fires: inProduction },
    { state: "absent", when: "an interval left out", change: off("monitoringInterval"), fires: inProduction },
    { state: "violating", when: "Performance Insights off", change: on("performanceInsightsEnabled", false), fires: [DATABASE] },
    { state: "unknown", when: "Performance Insights known only later", change: on("performanceInsightsEnabled", UNKNOWN), fires: [DATABASE] },
    { state: "absent", when: "Performance Insights with AWS's key", change: off("performanceInsightsKmsKeyId"), fires: [DATABASE] },
    { state: "compliant", when: "a key made elsewhere", change: on("performanceInsightsKmsKeyId", UNKNOWN), fires: [] },
    { state: "violating", when: "a replica that nobody watches", profiles: ["production"], change: onReplica("monitoringInterval", 0), fires: [REPLICA] },
    { state: "compliant", when: "one database less", profiles: ["production"], change: remove(rds.instance, "replica"), fires: [] },
  ],
});
