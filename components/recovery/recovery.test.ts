import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { keyOf, resolved, withMocks, type Plan } from "../testing";
import { keysWith, PRODUCTION, someDatabase } from "./fixtures";
import { KianaxRecovery, type KianaxRecoveryArgs } from "./index";

const COMPONENT = "kianax:recovery:KianaxRecovery::production";
const WEST = "us-west-2";
const VAULT = "aws:backup/vault:Vault";
const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const POLICY = "aws:backup/vaultPolicy:VaultPolicy";
const PLAN = "aws:backup/plan:Plan";
const PARAMETER = "aws:ssm/parameter:Parameter";

interface Case {
  readonly region?: string | undefined;
  readonly changes?: Partial<KianaxRecoveryArgs>;
}

async function planned({ region = WEST, changes = {} }: Case = {}): Promise<{ plan: Plan; recovery: KianaxRecovery }> {
  const { plan, result } = await withMocks(() => {
    const recovery = new KianaxRecovery("production", { ...PRODUCTION, keys: keysWith(region === "" ? undefined : region), database: someDatabase(), ...changes });
    recovery.writeRestoreInputs({ automatedBackupArn: pulumi.output("arn:aws:rds:us-west-2:111122223333:auto-backup:ab-1"), zoneId: "Z1" });
    return recovery;
  });
  return { plan, recovery: result };
}

const alone: Case = { region: "", changes: { copiedBackups: [] } };
const children = (plan: Plan): string[] => plan.resources.filter(({ parent }) => parent === COMPONENT).map(keyOf).sort();

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
}
const statements = (document: unknown): Statement[] => (JSON.parse(String(document)) as { Statement: Statement[] }).Statement;

describe("KianaxRecovery", () => {
  it("makes exactly these children, all below itself", async () => {
    assert.deepEqual(children((await planned()).plan), [
      `${PLAN}::production-database`,
      "aws:backup/restoreTestingPlan:RestoreTestingPlan::production-restore-test",
      "aws:backup/restoreTestingSelection:RestoreTestingSelection::production-restore-test",
      "aws:backup/selection:Selection::production-database",
      `${VAULT}::production-backups`,
      `${VAULT}::production-backups-recovery`,
      `${LOCK}::production-backups`,
      `${LOCK}::production-backups-recovery`,
      `${POLICY}::production-backups`,
      `${POLICY}::production-backups-recovery`,
      "aws:cloudwatch/metricAlarm:MetricAlarm::production-backups-copy-failed",
      "aws:cloudwatch/metricAlarm:MetricAlarm::production-backups-failed",
      "aws:cloudwatch/metricAlarm:MetricAlarm::production-backups-missing",
      "aws:ecr/replicationConfiguration:ReplicationConfiguration::production-images",
      "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate::production-images",
      "aws:iam/role:Role::production-backup",
      "aws:iam/role:Role::production-image-replication",
      "aws:iam/role:Role::production-restore-test",
      "aws:iam/rolePolicy:RolePolicy::production-backup",
      "aws:iam/rolePolicy:RolePolicy::production-image-replication",
      "aws:iam/rolePolicy:RolePolicy::production-restore-test",
      `${PARAMETER}::production-restore-inputs`,
    ]);
  });

  it("keeps to its own Region where there is no other, and then tells nobody how to restore elsewhere", async () => {
    const { plan, recovery } = await planned(alone);
    assert.deepEqual(children(plan).filter((key) => /recovery|images|restore-inputs|copy/.test(key.split("::")[1] ?? "")), []);
    assert.equal(recovery.copiesVaultArn, undefined);
    assert.deepEqual(plan.resources.filter(({ inputs }) => inputs["region"] !== undefined), []);
  });

  it("puts what has to survive the Region into the other, and nothing else", async () => {
    const { plan } = await planned();
    const there = plan.resources.filter(({ parent, inputs }) => parent === COMPONENT && inputs["region"] === WEST).map(keyOf).sort();
    assert.deepEqual(there, [
      `${VAULT}::production-backups-recovery`,
      `${LOCK}::production-backups-recovery`,
      `${POLICY}::production-backups-recovery`,
      "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate::production-images",
      `${PARAMETER}::production-restore-inputs`,
    ]);
  });

  it("protects the vaults and nothing else", async () => {
    const { plan } = await planned();
    assert.deepEqual(plan.resources.filter(({ protect }) => protect === true).map(keyOf).sort(), [`${VAULT}::production-backups`, `${VAULT}::production-backups-recovery`]);
    const { plan: open } = await planned({ changes: { protect: false } });
    assert.deepEqual(open.resources.filter(({ protect }) => protect === true), []);
  });

  it("deletes what a vault holds only when it is told to", async () => {
    const forced = async (deletionProtection: boolean): Promise<unknown[]> => (await planned({ changes: { deletionProtection } })).plan.all(VAULT).map(({ inputs }) => inputs["forceDestroy"]);
    assert.deepEqual(await forced(true), [false, false]);
    assert.deepEqual(await forced(false), [true, true]);
  });

  it("encrypts each vault with the key of its Region", async () => {
    const { plan } = await planned();
    const key = (name: string): unknown => plan.one(VAULT, name).inputs["kmsKeyArn"];
    assert.equal(key("production-backups"), "arn:aws:kms:us-east-1:111122223333:data");
    assert.equal(key("production-backups-recovery"), "arn:aws:kms:us-east-1:111122223333:data-replica");
  });

  it("lets nobody end a backup before its time", async () => {
    const { plan } = await planned();
    for (const { inputs } of plan.all(POLICY)) {
      assert.deepEqual(statements(inputs["policy"]), [
        {
          Sid: "BackupsAreKept",
          Effect: "Deny",
          Principal: { AWS: "*" },
          Action: ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle", "backup:DisassociateRecoveryPoint"],
          Resource: "*",
        },
      ]);
    }
  });

  it("locks in the way it is told to: only compliance counts the days until nobody can take it off", async () => {
    const lock = async (vaultLock: KianaxRecoveryArgs["vaultLock"]): Promise<unknown[]> =>
      (await planned({ changes: { vaultLock } })).plan.all(LOCK).map(({ inputs }) => [inputs["minRetentionDays"], inputs["maxRetentionDays"], inputs["changeableForDays"]]);
    assert.deepEqual(await lock("none"), []);
    assert.deepEqual(await lock("governance"), [[7, 400, undefined], [7, 400, undefined]]);
    assert.deepEqual(await lock("compliance"), [[7, 400, 30], [7, 400, 30]]);
  });

  it("takes no backup before it is kept", async () => {
    const { plan } = await planned();
    for (const guard of [...plan.all(POLICY), ...plan.all(LOCK)]) {
      assert.ok(plan.one(PLAN, "production-database").dependsOn.includes(keyOf(guard)), keyOf(guard));
    }
  });

  it("copies the backups that are named, for as long as they are kept at home", async () => {
    const { plan } = await planned();
    const rules = plan.one(PLAN, "production-database").inputs["rules"] as unknown as { ruleName: string; targetVaultName: string; lifecycle: object; copyActions?: object[] }[];
    const copies = "arn:aws:backup:us-east-1:111122223333:production-backups-recovery";
    assert.deepEqual(rules.map(({ ruleName, targetVaultName, lifecycle, copyActions }) => [ruleName, targetVaultName, lifecycle, copyActions]), [
      ["daily", "kianax-production-backups", { deleteAfter: 14 }, undefined],
      ["weekly", "kianax-production-backups", { deleteAfter: 35 }, [{ destinationVaultArn: copies, lifecycle: { deleteAfter: 35 } }]],
      ["monthly", "kianax-production-backups", { deleteAfter: 365 }, [{ destinationVaultArn: copies, lifecycle: { deleteAfter: 365 } }]],
    ]);
  });

  it("selects the database by its ARN, with a role that has its rights already", async () => {
    const { plan } = await planned();
    const { inputs, dependsOn } = plan.one("aws:backup/selection:Selection", "production-database");
    assert.deepEqual(inputs["resources"], ["arn:aws:rds:us-east-1:111122223333:db"]);
    assert.ok(dependsOn.includes("aws:iam/rolePolicy:RolePolicy::production-backup"));
  });

  it("gives each role what it needs of these resources alone", async () => {
    const { plan } = await planned();
    const allowed = plan.all("aws:iam/rolePolicy:RolePolicy").flatMap(({ inputs }) => statements(inputs["policy"]));
    assert.deepEqual(allowed.filter(({ Resource }) => [Resource].flat().includes("*")).map(({ Sid }) => Sid), ["ReadTags", "LookAtNetwork"]);
    assert.deepEqual(allowed.filter(({ Action }) => [Action].flat().some((action) => action.includes("*"))), []);
    const deletes = allowed.filter(({ Action }) => [Action].flat().some((action) => /Delete/.test(action))).map(({ Sid, Resource }) => [Sid, Resource]);
    assert.deepEqual(deletes, [
      ["EndSnapshots", ["arn:aws:rds:us-east-1:111122223333:snapshot:awsbackup:*", "arn:aws:rds:us-west-2:111122223333:snapshot:awsbackup:*"]],
      ["EndTrials", "arn:aws:rds:us-east-1:111122223333:db:awsbackup-restore-test-*"],
    ]);
  });

  it("replicates the images of its own services, into repositories that are like their own", async () => {
    const { plan } = await planned();
    assert.deepEqual(plan.one("aws:ecr/replicationConfiguration:ReplicationConfiguration", "production-images").inputs["replicationConfiguration"], {
      rules: [{ destinations: [{ region: WEST, registryId: "111122223333" }], repositoryFilters: [{ filter: "kianax/production/", filterType: "PREFIX_MATCH" }] }],
    });
    const { inputs } = plan.one("aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate", "production-images");
    assert.deepEqual(
      [inputs["prefix"], inputs["appliedFors"], inputs["imageTagMutability"], inputs["encryptionConfigurations"]],
      ["kianax/production", ["REPLICATION"], "IMMUTABLE", [{ encryptionType: "KMS", kmsKey: "arn:aws:kms:us-east-1:111122223333:data-replica" }]],
    );
    assert.deepEqual(
      (JSON.parse(String(inputs["lifecyclePolicy"])) as { rules: { selection: { countNumber: number } }[] }).rules.map(({ selection }) => selection.countNumber),
      [7, 30],
    );
    assert.ok(plan.one("aws:ecr/replicationConfiguration:ReplicationConfiguration", "production-images").dependsOn.includes("aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate::production-images"));
  });

  it("tries restores in the database's own subnets, behind its own group, when it is told to", async () => {
    const { plan } = await planned();
    const { inputs } = plan.one("aws:backup/restoreTestingSelection:RestoreTestingSelection", "production-restore-test");
    assert.deepEqual(inputs["restoreMetadataOverrides"], { dbSubnetGroupName: "kianax-production-postgres", vpcSecurityGroupIds: '["sg-postgres"]' });
    const { plan: none } = await planned({ changes: { restoreTests: "none" } });
    assert.deepEqual(children(none).filter((key) => key.includes("restore-test")), []);
  });

  it("writes down what a restore needs, as text that needs no key", async () => {
    const { plan } = await planned();
    const { inputs, secrets } = plan.one(PARAMETER, "production-restore-inputs");
    assert.deepEqual([inputs["name"], inputs["type"], secrets], ["/kianax/production/restore-inputs", "String", []]);
    assert.deepEqual(JSON.parse(String(inputs["insecureValue"])), {
      format: 1,
      automatedBackupArn: "arn:aws:rds:us-west-2:111122223333:auto-backup:ab-1",
      zoneId: "Z1",
      dataKeyArn: "arn:aws:kms:us-east-1:111122223333:data-replica",
      secretsKeyArn: "arn:aws:kms:us-east-1:111122223333:secrets-replica",
      brokerCredentialsKeyArn: "arn:aws:kms:us-east-1:111122223333:broker-replica",
      vaultArn: "arn:aws:backup:us-east-1:111122223333:production-backups-recovery",
    });
  });

  it("tells a topic which backup failed, and why, where there is one", async () => {
    const { plan } = await planned({ changes: { failureTopicArn: "arn:aws:sns:us-east-1:111122223333:warning", alarmActions: ["arn:aws:sns:us-east-1:111122223333:warning"] } });
    const { inputs } = plan.one("aws:backup/vaultNotifications:VaultNotifications", "production-backups");
    assert.deepEqual([inputs["snsTopicArn"], inputs["backupVaultEvents"]], ["arn:aws:sns:us-east-1:111122223333:warning", ["BACKUP_JOB_FAILED", "BACKUP_JOB_EXPIRED", "COPY_JOB_FAILED", "RESTORE_JOB_FAILED"]]);
    for (const alarm of plan.all("aws:cloudwatch/metricAlarm:MetricAlarm")) {
      assert.deepEqual(alarm.inputs["alarmActions"], ["arn:aws:sns:us-east-1:111122223333:warning"]);
      assert.deepEqual(alarm.inputs["dimensions"], { BackupVaultName: "kianax-production-backups" });
    }
  });

  it("misses a backup that was not taken, silence included", async () => {
    const { plan } = await planned(alone);
    const { inputs } = plan.one("aws:cloudwatch/metricAlarm:MetricAlarm", "production-backups-missing");
    assert.deepEqual([inputs["treatMissingData"], inputs["period"], inputs["evaluationPeriods"], inputs["threshold"], inputs["comparisonOperator"]], ["breaching", 3600, 26, 1, "LessThanThreshold"]);
  });

  it("takes transforms, and gives its outputs", async () => {
    const { plan, recovery } = await planned({ changes: { transform: { vault: { forceDestroy: true } } } });
    assert.deepEqual(plan.all(VAULT).map(({ inputs }) => inputs["forceDestroy"]), [true, true]);
    assert.equal(await resolved(recovery.vaultArn), "arn:aws:backup:us-east-1:111122223333:production-backups");
  });
});
