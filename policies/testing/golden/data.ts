import type { Profile } from "../../kernel";
import { bucketEncryptions, buckets, ec2, elasticache, kmsKey, rds, records, secretsmanager } from "../../tokens";
import type { Inputs, Plan, PlannedResource } from "../plan";
import type { GoldenNetwork } from "./network";

const PASSWORD = "random:index/randomPassword:RandomPassword";

/** A database, a cache, a key and a bucket, as the data components make them. */
export function addData(plan: Plan, profile: Profile, { vpc, subnets }: GoldenNetwork): { readonly key: PlannedResource } {
  const production = profile === "production";
  const key = plan.add(kmsKey, "data", { enableKeyRotation: true });
  const isolated = subnets.isolated.map(({ id }) => id);
  addDatabase(plan, production, key, vpc, plan.add(rds.subnetGroup, "database", { subnetIds: isolated }));
  addCache(plan, production, key, vpc, plan.add(elasticache.subnetGroup, "cache", { subnetIds: isolated }));
  const documents = plan.add(buckets[0], "documents", { bucket: "kianax-documents" });
  plan.add(bucketEncryptions[0], "documents", {
    bucket: documents.id,
    rules: [
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.out("arn") }, bucketKeyEnabled: true },
    ],
  });
  return { key };
}

function addDatabase(plan: Plan, production: boolean, key: PlannedResource, vpc: PlannedResource, subnetGroup: PlannedResource): void {
  const group = plan.add(ec2.securityGroup, "database", { vpcId: vpc.id, description: "Database" });
  const parameters = plan.add(rds.parameterGroup, "database", {
    family: "postgres16",
    parameters: [
      { name: "log_connections", value: "1" },
      { name: "log_min_duration_statement", value: "1000" },
      { name: "rds.force_ssl", value: "1" },
    ],
  });
  const shared = {
    engine: "postgres",
    port: 5432,
    storageEncrypted: true,
    publiclyAccessible: false,
    vpcSecurityGroupIds: [group.id],
    parameterGroupName: parameters.out("name"),
    autoMinorVersionUpgrade: true,
    caCertIdentifier: "rds-ca-rsa2048-g1",
    copyTagsToSnapshot: true,
    deletionProtection: production,
    enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
    iamDatabaseAuthenticationEnabled: true,
    monitoringInterval: production ? 60 : 0,
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: key.out("arn"),
  };
  const database = plan.add(rds.instance, "database", {
    ...shared,
    engineVersion: "16",
    multiAz: production,
    kmsKeyId: key.out("arn"),
    dbSubnetGroupName: subnetGroup.out("name"),
    backupRetentionPeriod: production ? 14 : 7,
    deleteAutomatedBackups: false,
    ...(production ? { skipFinalSnapshot: false, finalSnapshotIdentifier: "database-final" } : { skipFinalSnapshot: true }),
    passwordWo: plan.add(PASSWORD, "database", { length: 32 }).out("result"),
    passwordWoVersion: 1,
  });
  if (production) {
    plan.add(rds.instance, "replica", { ...shared, skipFinalSnapshot: true, replicateSourceDb: database.out("arn") });
  }
  addDatabaseSecret(plan, key, database);
}

/** The secret that holds the database's password beside its address, and rotates it. */
function addDatabaseSecret(plan: Plan, key: PlannedResource, database: PlannedResource): void {
  const secret = plan.add(secretsmanager.secret, "database", { kmsKeyId: key.out("arn"), recoveryWindowInDays: 30 });
  plan.add(records[1], "database", {
    secretId: secret.id,
    secretStringWo: [plan.get(PASSWORD, "database").out("result"), database.out("address")],
    secretStringWoVersion: 1,
  });
  plan.add(secretsmanager.secretRotation, "database", { secretId: secret.id, rotationRules: { automaticallyAfterDays: 30 } });
}

function addCache(plan: Plan, production: boolean, key: PlannedResource, vpc: PlannedResource, subnetGroup: PlannedResource): void {
  const group = plan.add(ec2.securityGroup, "cache", { vpcId: vpc.id, description: "Cache" });
  plan.add(elasticache.replicationGroup, "cache", {
    engine: "redis",
    atRestEncryptionEnabled: true,
    kmsKeyId: key.out("arn"),
    transitEncryptionEnabled: true,
    transitEncryptionMode: "required",
    authTokenWo: plan.add(PASSWORD, "cache", { length: 64 }).out("result"),
    authTokenWoVersion: 1,
    multiAzEnabled: production,
    automaticFailoverEnabled: production,
    ...(production ? { numNodeGroups: 3, replicasPerNodeGroup: 1 } : { numCacheClusters: 1 }),
    subnetGroupName: subnetGroup.out("name"),
    securityGroupIds: [group.id],
    ...(production ? { snapshotRetentionLimit: 14, finalSnapshotIdentifier: "cache-final" } : { snapshotRetentionLimit: 1 }),
    autoMinorVersionUpgrade: true,
    logDeliveryConfigurations: ["slow-log", "engine-log"].map((logType) => ({ logType, logFormat: "json", destinationType: "cloudwatch-logs", destination: `/cache/${logType}` })),
  });
}

/** What an Aurora cluster needs to keep every rule of both profiles, changed at will. */
export const auroraInputs = (plan: Plan, changes: Inputs = {}): Inputs => ({
  engine: "aurora-postgresql",
  engineVersion: "16.4",
  storageEncrypted: true,
  kmsKeyId: plan.get(kmsKey, "data").out("arn"),
  dbSubnetGroupName: plan.get(rds.subnetGroup, "database").out("name"),
  vpcSecurityGroupIds: [plan.get(ec2.securityGroup, "database").id],
  dbClusterParameterGroupName: plan.get(rds.parameterGroup, "database").out("name"),
  backupRetentionPeriod: 14,
  copyTagsToSnapshot: true,
  deleteAutomatedBackups: false,
  deletionProtection: true,
  enabledCloudwatchLogsExports: ["postgresql"],
  finalSnapshotIdentifier: "aurora-final",
  iamDatabaseAuthenticationEnabled: true,
  manageMasterUserPassword: true,
  masterUserSecretKmsKeyId: plan.get(kmsKey, "data").out("arn"),
  ...changes,
});
