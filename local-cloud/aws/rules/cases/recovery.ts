import type { Properties } from "../../../provider/values";
import type { RuleCase } from "../../testing/rule-case";
import { trust, type World } from "../../testing/world";
import { T } from "../../tokens";

const VAULT = "arn:aws:backup:us-west-2:123456789012:backup-vault:kianax-backups";
const WEST_KEY = "arn:aws:kms:us-west-2:123456789012:key/";

const KEPT = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Principal: "*", Action: "backup:DeleteRecoveryPoint", Resource: "*" }] };

const copied = (destinationVaultArn: string): Properties => ({ rules: [{ ruleName: "daily", targetVaultName: "kianax-backups", copyActions: [{ destinationVaultArn }] }] });
const replicated = (region: string, more: Properties[] = []): Properties => ({ replicationConfiguration: { rules: [{ destinations: [{ region, registryId: "123456789012" }] }, ...more] } });

function vault(w: World, region = "us-east-1"): void {
  w.cloud.create(T.backupVault, `vault-${region}`, { name: "kianax-backups" }, region);
}

function role(w: World, name: string, service: string): string {
  return String(w.cloud.create(T.role, name, { name, assumeRolePolicy: trust(service) }).outputs["arn"]);
}

export const recoveryCases: readonly RuleCase[] = [
  { rule: "iam-document-backup/vaultPolicy-policy", type: T.backupVaultPolicy, good: () => ({ policy: KEPT }), bad: () => ({ policy: "deny" }), says: [
      "policy: MalformedPolicyDocument: it is no JSON; check its quotes, commas and brackets."
    ] },
  { rule: "backup-lock-retention", type: T.backupVaultLock, good: () => ({ minRetentionDays: 7, maxRetentionDays: 365 }), bad: () => ({ minRetentionDays: 30, maxRetentionDays: 14 }), says: [
      "minRetentionDays: InvalidParameterValueException: a vault cannot keep for 30 days at least and 14 at most; lower one, or raise the other."
    ] },
  {
    rule: "backup-one-lock-and-policy", type: T.backupVaultPolicy,
    given: (w) => { vault(w); w.cloud.create(T.backupVaultPolicy, "existing", { backupVaultName: "kianax-backups", policy: KEPT }); },
    good: () => ({ backupVaultName: "other" }), bad: () => ({ backupVaultName: "kianax-backups" }), says: [
      "backupVaultName: the backup vault kianax-backups has one already, and each would undo the other; merge the two."
    ],
  },
  {
    rule: "backup-rule-names", type: T.backupPlan, good: () => ({ rules: [{ ruleName: "daily" }, { ruleName: "weekly" }] as Properties[] }), bad: () => ({ rules: [{ ruleName: "every day" }, { ruleName: "every day" }] as Properties[] }), says: [
      "rules: InvalidParameterValueException: two rules have the name \"every day\"; name each once.",
      "rules: InvalidParameterValueException: \"every day\" is no name of a rule; use 1 to 50 letters, digits and _.-."
    ],
  },
  {
    rule: "backup-rule-windows", type: T.backupPlan, good: () => ({ rules: [{ startWindow: 60, completionWindow: 120 }] }), bad: () => ({ rules: [{ startWindow: 30, completionWindow: 60 }, { startWindow: 180 }] as Properties[] }), says: [
      "rules[0].startWindow: InvalidParameterValueException: a job needs 60 minutes or more to start in, not 30.",
      "rules[0].completionWindow: InvalidParameterValueException: a job that may start after 30 minutes needs 90 or more to complete in, not 60."
    ],
  },
  {
    rule: "backup-schedule", type: T.backupPlan, good: () => ({ rules: [{ schedule: "cron(0 2 ? * SUN *)" }, { schedule: "cron(0 2 1 * ? *)" }] }), bad: () => ({ rules: [{ schedule: "cron(0 2 * * * *)" }, { schedule: "daily" }] }), says: [
      "rules[0].schedule: InvalidParameterValueException: Invalid schedule expression \"cron(0 2 * * * *)\"; write it as cron(0 5 ? * * *), with a ? for the days of the month or of the week.",
      "rules[1].schedule: InvalidParameterValueException: Invalid schedule expression \"daily\"; write it as cron(0 5 ? * * *), with a ? for the days of the month or of the week."
    ],
  },
  {
    rule: "backup-lifecycle", type: T.backupPlan,
    good: () => ({ rules: [{ lifecycle: { coldStorageAfter: 30, deleteAfter: 120 }, copyActions: [{ lifecycle: { deleteAfter: 14 } }] }] }),
    bad: () => ({ rules: [{ lifecycle: { coldStorageAfter: 30, deleteAfter: 119 } }] }), says: [
      "rules[0].lifecycle.deleteAfter: InvalidParameterValueException: what moves to cold storage after 30 days stays there for 90; delete it after 120 days or later, not 119."
    ],
  },
  {
    rule: "backup-copy-destination", type: T.backupPlan, given: (w) => vault(w, "us-west-2"),
    good: () => copied(VAULT), bad: () => copied(VAULT.replace("us-west-2", "eu-west-1")), says: [
      "rules[0].copyActions[0].destinationVaultArn: InvalidParameterValueException: the backup vault arn:aws:backup:eu-west-1:123456789012:backup-vault:kianax-backups does not exist; make it in its Region first."
    ],
  },
  { rule: "backup-selection-of-something", type: T.backupSelection, good: () => ({ resources: ["*"] }), bad: () => ({ resources: [] }), says: [
      "resources: InvalidParameterValueException: a selection needs resources or tags to select by; give one of resources, notResources, selectionTags, conditions."
    ] },
  {
    rule: "backup-selection-role", type: T.backupSelection,
    good: (w) => ({ iamRoleArn: role(w, "backup", "backup.amazonaws.com") }), bad: (w) => ({ iamRoleArn: String(w.nodeRole.outputs["arn"]) }), says: [
      "iamRoleArn: InvalidParameterValueException: the role node-role does not let backup.amazonaws.com take it; its trust policy needs sts:AssumeRole for that service."
    ],
  },
  {
    rule: "backup-restore-test-role", type: T.restoreTestingSelection,
    good: (w) => ({ iamRoleArn: role(w, "backup", "backup.amazonaws.com") }), bad: (w) => ({ iamRoleArn: String(w.nodeRole.outputs["arn"]) }), says: [
      "iamRoleArn: InvalidParameterValueException: the role node-role does not let backup.amazonaws.com take it; its trust policy needs sts:AssumeRole for that service."
    ],
  },
  { rule: "backup-restore-test-of-something", type: T.restoreTestingSelection, good: () => ({ protectedResourceArns: ["*"] }), bad: () => ({ protectedResourceArns: ["*"], protectedResourceConditions: {} }), says: [
      "protectedResourceArns: InvalidParameterValueException: a restore test has either protectedResourceArns or protectedResourceConditions, and this one has 2 of them."
    ] },
  {
    rule: "ecr-one-replication-configuration", type: T.ecrReplication,
    given: (w) => { w.cloud.create(T.ecrReplication, "west", replicated("us-east-1"), "us-west-2"); },
    good: () => replicated("us-west-2"), bad: (w) => { w.cloud.create(T.ecrReplication, "existing", replicated("us-west-2")); return replicated("eu-west-1"); }, says: [
      "replicationConfiguration: the registry of 123456789012 in us-east-1 has a replication configuration already, and each would undo the other; put all rules into one."
    ],
  },
  {
    rule: "ecr-replication-rules", type: T.ecrReplication, good: () => replicated("us-west-2"),
    bad: () => replicated("us-east-1", Array.from({ length: 10 }, () => ({ destinations: ["a", "b", "c"].map((end) => ({ region: `eu-west-${end}`, registryId: "123456789012" })) }))), says: [
      "replicationConfiguration.rules: InvalidParameterException: a registry has 10 replication rules at most, not 11.",
      "replicationConfiguration.rules: InvalidParameterException: a registry replicates to 25 destinations at most, not 31.",
      "replicationConfiguration.rules: InvalidParameterException: images are in us-east-1 already; replicate them to another Region or another account."
    ],
  },
  { rule: "ecr-template-role", type: T.creationTemplate, good: () => ({ encryptionConfigurations: [{ encryptionType: "AES256" }] }), bad: () => ({ encryptionConfigurations: [{ encryptionType: "KMS" }] }), says: [
      "customRoleArn: InvalidParameterException: A custom role is required for KMS encryption and for resource tags; give a role that ecr.amazonaws.com may take."
    ] },
  {
    rule: "ecr-template-role-trust", type: T.creationTemplate,
    good: (w) => ({ customRoleArn: role(w, "ecr", "ecr.amazonaws.com") }), bad: (w) => ({ customRoleArn: String(w.nodeRole.outputs["arn"]) }), says: [
      "customRoleArn: InvalidParameterException: the role node-role does not let ecr.amazonaws.com take it; its trust policy needs sts:AssumeRole for that service."
    ],
  },
  {
    rule: "secretsmanager-replica-regions", type: T.secret, good: () => ({ replicas: [{ region: "us-west-2" }, { region: "eu-west-1" }] }),
    bad: () => ({ replicas: [{ region: "us-east-1" }, { region: "eu-west-1" }, { region: "eu-west-1" }] }), says: [
      "replicas: InvalidParameterException: Invalid replica region: the secret is in us-east-1 already; name another Region.",
      "replicas: InvalidParameterException: the replica Region eu-west-1 is there twice; name it once."
    ],
  },
  {
    rule: "secretsmanager-replica-keys", type: T.secret,
    good: (w) => ({ replicas: [{ region: "us-west-2", kmsKeyId: String(w.cloud.create(T.key, "west", {}, "us-west-2").outputs["arn"]) }, { region: "eu-west-1", kmsKeyId: "alias/aws/secretsmanager" }] }),
    bad: () => ({ replicas: [{ region: "us-west-2", kmsKeyId: `${WEST_KEY}none` }] }), says: [
      `replicas[0].kmsKeyId: KMS.NotFoundException: the KMS key ${WEST_KEY}none is not in us-west-2, where the replica would be encrypted with it; name a key of that Region.`
    ],
  },
  {
    rule: "secretsmanager-replica-names", type: T.secret,
    given: (w) => { w.cloud.create(T.secret, "west", { name: "kianax/production/trading" }, "us-west-2"); },
    good: () => ({ name: "kianax/production/gateway", replicas: [{ region: "us-west-2" }] }), bad: () => ({ name: "kianax/production/trading", replicas: [{ region: "us-west-2" }] }), says: [
      'replicas: a secret named "kianax/production/trading" exists in us-west-2 already, so the replica there would stay Failed; rename one, or set forceOverwriteReplicaSecret to true.'
    ],
  },
];
