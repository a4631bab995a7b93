import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { someKeys, someNetwork, someRecoverableKeys } from "../data/fixtures";
import { keyOf, resolved, UNKNOWN, withMocks, type Plan, someNeighbour } from "../testing";
import { DATABASE } from "./fixtures";
import { KianaxDatabase, type KianaxDatabaseArgs } from "./index";

const INSTANCE = "aws:rds/instance:Instance";
const COMPONENT = "kianax:database:KianaxDatabase::production";

type Changes = Partial<KianaxDatabaseArgs>;

interface Options {
  /** As in a preview. */
  readonly preview?: boolean;
  /** With a recovery Region. */
  readonly recoverable?: boolean;
}

async function planned(changes: Changes = {}, { preview = false, recoverable = false }: Options = {}): Promise<{ plan: Plan; database: KianaxDatabase }> {
  const { plan, result } = await withMocks(
    () => {
      const keys = recoverable ? someRecoverableKeys() : someKeys();
      const database = new KianaxDatabase("production", { ...DATABASE, network: someNetwork(), keys, ...changes });
      database.allowFrom({ name: "cluster", securityGroupId: pulumi.output("sg-nodes") });
      return database;
    },
    { preview },
  );
  return { plan, database: result };
}

function children(plan: Plan): string[] {
  return plan.resources.filter(({ parent }) => parent === COMPONENT).map(keyOf).sort();
}

describe("KianaxDatabase", () => {
  it("makes exactly these children, all below itself", async () => {
    const { plan } = await planned();
    assert.deepEqual(children(plan), [
      "aws:cloudwatch/eventRule:EventRule::production-postgres-events",
      "aws:cloudwatch/eventTarget:EventTarget::production-postgres-events",
      "aws:cloudwatch/logGroup:LogGroup::production-postgres-events",
      "aws:cloudwatch/logGroup:LogGroup::production-postgres-postgresql",
      "aws:cloudwatch/logGroup:LogGroup::production-postgres-upgrade",
      "aws:cloudwatch/logMetricFilter:LogMetricFilter::production-postgres-events",
      "aws:cloudwatch/logResourcePolicy:LogResourcePolicy::production-postgres-events",
      "aws:cloudwatch/metricAlarm:MetricAlarm::production-postgres-backup-age",
      "aws:cloudwatch/metricAlarm:MetricAlarm::production-postgres-connections",
      "aws:cloudwatch/metricAlarm:MetricAlarm::production-postgres-cpu",
      "aws:cloudwatch/metricAlarm:MetricAlarm::production-postgres-cpu-credits",
      "aws:cloudwatch/metricAlarm:MetricAlarm::production-postgres-disk-credits",
      "aws:cloudwatch/metricAlarm:MetricAlarm::production-postgres-memory",
      "aws:cloudwatch/metricAlarm:MetricAlarm::production-postgres-storage",
      "aws:ec2/securityGroup:SecurityGroup::production-postgres",
      "aws:iam/role:Role::production-postgres-monitoring",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment::production-postgres-monitoring",
      "aws:rds/instance:Instance::production-postgres",
      "aws:rds/parameterGroup:ParameterGroup::production-postgres",
      "aws:rds/subnetGroup:SubnetGroup::production-postgres",
      "aws:secretsmanager/secret:Secret::production-postgres",
      "aws:secretsmanager/secretVersion:SecretVersion::production-postgres",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::production-postgres-from-cluster",
      "random:index/randomPassword:RandomPassword::production-postgres-password",
    ]);
  });

  it("replicates its automated backups to where the keys have replicas, encrypted with the one that is there", async () => {
    const replication = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";
    const { plan, database } = await planned({}, { recoverable: true });
    const { inputs, madeOf, deleteBeforeReplace } = plan.one(replication, "production-postgres-backups");
    assert.deepEqual([inputs["region"], inputs["retentionPeriod"]], ["us-west-2", 14]);
    assert.deepEqual([madeOf["sourceDbInstanceArn"], madeOf["kmsKeyId"]], [[`${INSTANCE}::production-postgres`], ["aws:kms/replicaKey:ReplicaKey::data-replica"]]);
    assert.equal(deleteBeforeReplace, true);
    assert.equal(await resolved(database.replicatedBackupArn as pulumi.Output<string>), "production-postgres-backups-id");
    const { plan: none } = await planned({ backupRetentionDays: 0, deletionProtection: false }, { recoverable: true });
    assert.deepEqual(none.all(replication), []);
  });

  it("protects what holds data or opens it, and nothing else", async () => {
    const { plan } = await planned();
    assert.deepEqual(plan.resources.filter(({ protect }) => protect === true).map(keyOf).sort(), [
      "aws:rds/instance:Instance::production-postgres",
      "aws:secretsmanager/secret:Secret::production-postgres",
      "random:index/randomPassword:RandomPassword::production-postgres-password",
    ]);
    const { plan: open } = await planned({ protect: false });
    assert.deepEqual(open.resources.filter(({ protect }) => protect === true), []);
  });

  it("makes the instance encrypted, private, Multi-AZ and hard to lose", async () => {
    const { plan } = await planned();
    const { parameterGroupName, dbSubnetGroupName, kmsKeyId, monitoringRoleArn, performanceInsightsKmsKeyId, vpcSecurityGroupIds, tags, ...rest } = plan.one(INSTANCE, "production-postgres").inputs;
    assert.deepEqual(rest, {
      identifier: "kianax-production-postgres",
      engine: "postgres",
      engineVersion: "16",
      engineLifecycleSupport: "open-source-rds-extended-support-disabled",
      instanceClass: "db.t3.medium",
      dbName: "kianax",
      username: "administrator",
      passwordWo: "generated-by-the-mock",
      passwordWoVersion: 1,
      port: 5432,
      allocatedStorage: 100,
      maxAllocatedStorage: 500,
      storageType: "gp3",
      storageEncrypted: true,
      multiAz: true,
      publiclyAccessible: false,
      caCertIdentifier: "rds-ca-rsa2048-g1",
      iamDatabaseAuthenticationEnabled: true,
      backupRetentionPeriod: 14,
      backupWindow: "03:00-04:00",
      maintenanceWindow: "sun:05:00-sun:06:00",
      deleteAutomatedBackups: false,
      copyTagsToSnapshot: true,
      deletionProtection: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: "kianax-production-postgres-final",
      allowMajorVersionUpgrade: false,
      autoMinorVersionUpgrade: true,
      applyImmediately: false,
      enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
      monitoringInterval: 60,
      databaseInsightsMode: "standard",
      performanceInsightsEnabled: true,
      performanceInsightsRetentionPeriod: 7,
    });
    assert.equal(parameterGroupName, "kianax-production-postgres16");
    assert.equal(dbSubnetGroupName, "kianax-production-postgres");
    assert.equal(kmsKeyId, performanceInsightsKmsKeyId);
    assert.deepEqual(vpcSecurityGroupIds, ["production-postgres-id"]);
    assert.ok(monitoringRoleArn);
    assert.deepEqual(tags, {
      Project: "kianax",
      Environment: "production",
      Component: "KianaxDatabase",
      Service: "platform",
      CostLine: "database",
      DataClass: "restricted",
      Name: "kianax-production-postgres",
    });
  });

  it("keeps the flags of security known at preview", async () => {
    const { plan } = await planned({}, { preview: true });
    const { inputs, madeOf } = plan.one(INSTANCE, "production-postgres");
    assert.equal(inputs["storageEncrypted"], true);
    assert.equal(inputs["publiclyAccessible"], false);
    assert.equal(inputs["multiAz"], true);
    assert.equal(inputs["kmsKeyId"], UNKNOWN);
    assert.deepEqual(madeOf["kmsKeyId"], ["aws:kms/key:Key::data"]);
    assert.deepEqual(madeOf["dbSubnetGroupName"], ["aws:rds/subnetGroup:SubnetGroup::production-postgres"]);
    assert.deepEqual(plan.one("aws:rds/subnetGroup:SubnetGroup", "production-postgres").madeOf["subnetIds"], [
      "aws:ec2/subnet:Subnet::isolated-a",
      "aws:ec2/subnet:Subnet::isolated-b",
      "aws:ec2/subnet:Subnet::isolated-c",
    ]);
  });

  it("makes the log groups first, with key and retention", async () => {
    const { plan } = await planned();
    const { dependsOn } = plan.one(INSTANCE, "production-postgres");
    for (const log of ["postgresql", "upgrade"]) {
      const group = plan.one("aws:cloudwatch/logGroup:LogGroup", `production-postgres-${log}`);
      assert.equal(group.inputs["name"], `/aws/rds/instance/kianax-production-postgres/${log}`);
      assert.equal(group.inputs["retentionInDays"], 30);
      assert.deepEqual(group.madeOf["kmsKeyId"], ["aws:kms/key:Key::logs"]);
      assert.ok(dependsOn.includes(keyOf(group)));
    }
  });

  it("lets in only who was allowed, on its port, and lets nothing out", async () => {
    const { plan } = await planned();
    const { tags: _, ...rule } = plan.one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "production-postgres-from-cluster").inputs;
    assert.deepEqual(rule, {
      securityGroupId: "production-postgres-id",
      referencedSecurityGroupId: "sg-nodes",
      description: "PostgreSQL from cluster",
      ipProtocol: "tcp",
      fromPort: 5432,
      toPort: 5432,
    });
    assert.deepEqual(plan.all("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"), []);
    const group = plan.one("aws:ec2/securityGroup:SecurityGroup", "production-postgres").inputs;
    assert.deepEqual(Object.keys(group).sort(), ["description", "name", "tags", "vpcId"]);
  });

  it("keeps the password secret everywhere, and writes it once", async () => {
    const { plan } = await planned();
    assert.ok(plan.one(INSTANCE, "production-postgres").secrets.includes("passwordWo"));
    const version = plan.one("aws:secretsmanager/secretVersion:SecretVersion", "production-postgres");
    assert.deepEqual(version.secrets, ["secretStringWo"]);
    assert.equal(version.inputs["secretStringWoVersion"], 1);
    assert.deepEqual(JSON.parse(String(version.inputs["secretStringWo"])), {
      engine: "postgres",
      host: "production-postgres.rds.amazonaws.com",
      port: 5432,
      username: "administrator",
      password: "generated-by-the-mock",
      dbname: "kianax",
      dbInstanceIdentifier: "kianax-production-postgres",
    });
    const secret = plan.one("aws:secretsmanager/secret:Secret", "production-postgres");
    assert.equal(secret.inputs["name"], "kianax/production/platform/postgres");
    assert.deepEqual(secret.madeOf["kmsKeyId"], ["aws:kms/key:Key::secrets"]);
  });

  it("keeps the first value under a label of its own, and leaves AWSCURRENT to rotation", async () => {
    const { plan } = await planned();
    const { inputs, ignoreChanges, deleteBeforeReplace } = plan.one("aws:secretsmanager/secretVersion:SecretVersion", "production-postgres");
    assert.equal(deleteBeforeReplace, true, "a label is on one version at a time");
    assert.deepEqual(inputs["versionStages"], ["AWSCURRENT", "WRITTEN_BY_PULUMI_1"]);
    assert.deepEqual(ignoreChanges, ["versionStages"]);
  });

  it("replicates the secret to the recovery Region, with the key that is there, and to none where there is none", async () => {
    const { plan } = await planned({}, { recoverable: true });
    const secret = plan.one("aws:secretsmanager/secret:Secret", "production-postgres");
    assert.deepEqual(secret.inputs["replicas"], [{ region: "us-west-2", kmsKeyId: "arn:aws:kms:us-east-1:111122223333:secrets-replica" }]);
    assert.deepEqual(secret.madeOf["replicas"], ["aws:kms/replicaKey:ReplicaKey::secrets-replica"]);
    assert.ok(!("replicas" in (await planned()).plan.one("aws:secretsmanager/secret:Secret", "production-postgres").inputs));
  });

  it("forces TLS and audits through its own parameter group", async () => {
    const { plan } = await planned();
    const { inputs } = plan.one("aws:rds/parameterGroup:ParameterGroup", "production-postgres");
    assert.equal(inputs["family"], "postgres16");
    assert.equal(inputs["name"], "kianax-production-postgres16");
    const parameters = new Map((inputs["parameters"] as { name: string; value: string; applyMethod: string }[]).map((each) => [each.name, each]));
    assert.deepEqual(parameters.get("rds.force_ssl"), { name: "rds.force_ssl", value: "1", applyMethod: "immediate" });
    assert.equal(parameters.get("shared_preload_libraries")?.applyMethod, "pending-reboot");
    assert.equal(parameters.get("pgaudit.log")?.value, "ddl,role");
  });

  it("names the parameter group of another major version otherwise, so that both can stand", async () => {
    const { plan } = await planned({ engineVersion: "17" });
    const { inputs } = plan.one("aws:rds/parameterGroup:ParameterGroup", "production-postgres");
    assert.deepEqual([inputs["name"], inputs["family"]], ["kianax-production-postgres17", "postgres17"]);
  });

  it("lets RDS raise the minor version where the major alone is named, and not where a minor is", async () => {
    const automatic = async (engineVersion: string): Promise<unknown> => (await planned({ engineVersion })).plan.one(INSTANCE, "production-postgres").inputs["autoMinorVersionUpgrade"];
    assert.equal(await automatic("16"), true);
    assert.equal(await automatic("16.11"), false);
  });

  it("goes to another major version only when it is told so, and then at once", async () => {
    const { plan } = await planned({ engineVersion: "17", allowMajorVersionUpgrade: true, readReplicas: 1 });
    for (const name of ["production-postgres", "production-postgres-replica-1"]) {
      const { inputs } = plan.one(INSTANCE, name);
      assert.deepEqual([inputs["allowMajorVersionUpgrade"], inputs["applyImmediately"]], [true, true], name);
    }
  });

  it("makes replicas that repeat nothing of the writer's data, encrypted and private like it", async () => {
    const { plan, database } = await planned({ readReplicas: 2 });
    const replica = plan.one(INSTANCE, "production-postgres-replica-2");
    assert.equal(replica.inputs["identifier"], "kianax-production-postgres-replica-2");
    assert.deepEqual(replica.madeOf["replicateSourceDb"], [`${INSTANCE}::production-postgres`]);
    assert.equal(replica.inputs["storageEncrypted"], true);
    assert.equal(replica.inputs["publiclyAccessible"], false);
    assert.equal(replica.inputs["skipFinalSnapshot"], true);
    for (const writers of ["engine", "username", "passwordWo", "dbName", "allocatedStorage", "backupWindow", "finalSnapshotIdentifier", "kmsKeyId"]) {
      assert.ok(!(writers in replica.inputs), writers);
    }
    assert.ok(replica.dependsOn.includes("aws:cloudwatch/logGroup:LogGroup::production-postgres-replica-2-upgrade"));
    assert.ok(plan.one("aws:cloudwatch/metricAlarm:MetricAlarm", "production-postgres-replica-2-replica-lag"));
    assert.equal(await resolved(database.endpoint), "production-postgres.rds.amazonaws.com");
    assert.equal(await resolved(database.readerEndpoint), "production-postgres-replica-1.rds.amazonaws.com");
  });

  it("reads from the writer where there is no replica", async () => {
    const { database } = await planned();
    assert.equal(await resolved(database.readerEndpoint), "production-postgres.rds.amazonaws.com");
  });

  it("leaves out what a small environment switches off", async () => {
    const { plan } = await planned({ monitoringIntervalSeconds: 0, performanceInsights: false, finalSnapshot: false, deletionProtection: false, multiAz: false });
    const { inputs } = plan.one(INSTANCE, "production-postgres");
    assert.deepEqual(plan.all("aws:iam/role:Role"), []);
    assert.equal(inputs["monitoringInterval"], 0);
    assert.equal(inputs["skipFinalSnapshot"], true);
    assert.equal(inputs["deletionProtection"], false);
    for (const absent of ["monitoringRoleArn", "performanceInsightsKmsKeyId", "performanceInsightsRetentionPeriod", "finalSnapshotIdentifier"]) {
      assert.ok(!(absent in inputs), absent);
    }
  });

  it("notifies whom it was told", async () => {
    const { plan } = await planned({ alarmActions: ["arn:aws:sns:us-east-1:111122223333:alarms"] });
    const { inputs } = plan.one("aws:cloudwatch/metricAlarm:MetricAlarm", "production-postgres-storage");
    assert.deepEqual(inputs["alarmActions"], ["arn:aws:sns:us-east-1:111122223333:alarms"]);
    assert.deepEqual(inputs["okActions"], inputs["alarmActions"]);
    assert.equal(inputs["threshold"], 10 * 1024 ** 3);
    assert.deepEqual(inputs["dimensions"], { DBInstanceIdentifier: "kianax-production-postgres" });
  });

  it("lets a transform change a child", async () => {
    const { plan } = await planned({ transform: { instance: { applyImmediately: true } } });
    assert.equal(plan.one(INSTANCE, "production-postgres").inputs["applyImmediately"], true);
  });

  it("registers nothing when an argument is wrong", async () => {
    await withMocks(() => undefined);
    assert.throws(() => new KianaxDatabase("production", { ...DATABASE, network: someNeighbour, keys: someNeighbour, multiAz: true, allocatedStorageGiB: -1 }), {
      message: 'KianaxDatabase "production": allocatedStorageGiB must be a whole number from 20 to 65536 GiB, not -1.',
    });
  });
});
