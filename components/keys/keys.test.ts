import assert from "node:assert/strict";
import { type Plan, keyOf, withMocks } from "../testing";
import { KEYS } from "../network/fixtures";
import { KianaxKeys } from "./keys";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";
const REPLICA = "aws:kms/replicaKey:ReplicaKey";
const PURPOSES = ["alerts", "audit", "broker-credentials", "data", "logs", "secrets"];
const RECOVERED = ["audit", "broker-credentials", "data", "secrets"];

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal: Record<string, unknown>;
  readonly Action: string | string[];
  readonly Condition?: unknown;
}

function statements(plan: Plan, purpose: string): Statement[] {
  return (JSON.parse(String(plan.one(KEY, `production-${purpose}`).inputs["policy"])) as { Statement: Statement[] }).Statement;
}

describe("KianaxKeys", () => {
  let plan: Plan;
  before(async () => {
    ({ plan } = await withMocks(() => new KianaxKeys("production", KEYS)));
  });

  it("makes a key and an alias for each purpose and nothing else", () => {
    assert.deepEqual(
      plan.resources.filter(({ parent }) => parent === "kianax:keys:KianaxKeys::production").map(keyOf).sort(),
      [...PURPOSES.map((purpose) => `${KEY}::production-${purpose}`), ...PURPOSES.map((purpose) => `${ALIAS}::production-${purpose}`)].sort(),
    );
    assert.deepEqual(
      plan.all(ALIAS).map(({ inputs }) => [inputs["name"], inputs["targetKeyId"]]),
      PURPOSES.map((purpose) => [`alias/kianax-production-${purpose}`, `key-production-${purpose}`]),
    );
  });

  it("protects and rotates every key, and keeps it in every Region when asked to", () => {
    for (const { protect, inputs } of plan.all(KEY)) {
      assert.equal(protect, true);
      assert.deepEqual(
        [inputs["enableKeyRotation"], inputs["rotationPeriodInDays"], inputs["deletionWindowInDays"], inputs["multiRegion"]],
        [true, 365, 30, true],
      );
      assert.equal((inputs["tags"] as Record<string, string>)["DataClass"], "restricted");
    }
  });

  it("opens no key to everyone, and each to the account's administration", () => {
    for (const purpose of PURPOSES) {
      const all = statements(plan, purpose);
      assert.deepEqual(all.filter(({ Effect, Principal }) => Effect === "Allow" && JSON.stringify(Principal).includes('"*"')), []);
      assert.deepEqual(all[0]?.Principal, { AWS: "arn:aws:iam::111122223333:root" });
    }
  });

  it("opens the log key to CloudWatch Logs for this account's groups", () => {
    const [, logs, ...more] = statements(plan, "logs");
    assert.deepEqual(more, []);
    assert.deepEqual(logs?.Principal, { Service: "logs.us-east-1.amazonaws.com" });
    assert.deepEqual(logs?.Condition, { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:111122223333:log-group:*" } });
  });

  it("opens the data key to Auto Scaling, which starts nodes with encrypted volumes; grants for AWS resources alone", () => {
    const [, uses, grants, ...more] = statements(plan, "data");
    const role = { AWS: "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling" };
    assert.deepEqual(more, []);
    assert.deepEqual([uses?.Principal, grants?.Principal], [role, role]);
    assert.equal(grants?.Action, "kms:CreateGrant");
    assert.deepEqual(grants?.Condition, { Bool: { "kms:GrantIsForAWSResource": "true" } });
  });

  it("opens the key of secrets to nobody else", () => {
    assert.equal(statements(plan, "secrets").length, 1);
  });

  it("opens the key of alerts to what publishes for this account, and to EventBridge, which names no account to KMS", () => {
    const [, services, eventBridge, ...more] = statements(plan, "alerts");
    assert.deepEqual(more, []);
    assert.deepEqual(services?.Principal, {
      Service: ["cloudwatch.amazonaws.com", "events.rds.amazonaws.com", "budgets.amazonaws.com", "costalerts.amazonaws.com", "backup.amazonaws.com"],
    });
    assert.deepEqual(services?.Condition, { StringEquals: { "aws:SourceAccount": "111122223333" } });
    assert.deepEqual([eventBridge?.Principal, eventBridge?.Condition], [{ Service: "events.amazonaws.com" }, { StringLike: { "kms:EncryptionContext:aws:sns:topicArn": "arn:aws:sns:us-east-1:111122223333:kianax-production-*" } }]);
    assert.deepEqual([services?.Action, eventBridge?.Action], [["kms:GenerateDataKey*", "kms:Decrypt"], ["kms:GenerateDataKey*", "kms:Decrypt"]]);
  });

  it("opens the key of audit to CloudTrail for trails of this environment, to encrypt and never to decrypt", () => {
    const [, encrypts, looks, ...more] = statements(plan, "audit");
    const trails = "arn:aws:cloudtrail:us-east-1:111122223333:trail/kianax-production-*";
    assert.deepEqual(more, []);
    assert.deepEqual([encrypts?.Action, looks?.Action], ["kms:GenerateDataKey*", "kms:DescribeKey"]);
    assert.deepEqual(encrypts?.Condition, { ArnLike: { "aws:SourceArn": trails }, StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": trails } });
    assert.deepEqual(looks?.Condition, { ArnLike: { "aws:SourceArn": trails } });
  });

  it("has no replica when it is told no recovery Region", () => assert.deepEqual(plan.all(REPLICA), []));

  it("asks only who and where it is", () => {
    const tokens = new Set(plan.invokes.map(({ token }) => token));
    assert.deepEqual([...tokens].sort(), ["aws:index/getCallerIdentity:getCallerIdentity", "aws:index/getPartition:getPartition"]);
  });
});

describe("KianaxKeys with a recovery Region", () => {
  let plan: Plan;
  let keys: KianaxKeys;
  before(async () => {
    ({ plan, result: keys } = await withMocks(() => new KianaxKeys("production", { ...KEYS, recoveryRegion: "us-west-2" })));
  });

  it("replicates what has to be read there, protected and with the policy of the primary", () => {
    assert.deepEqual(plan.all(REPLICA).map(({ name }) => name), RECOVERED.map((purpose) => `production-${purpose}-recovery`));
    for (const purpose of RECOVERED) {
      const { inputs, protect, dependsOn } = plan.one(REPLICA, `production-${purpose}-recovery`);
      assert.deepEqual([inputs["region"], inputs["deletionWindowInDays"], protect], ["us-west-2", 30, true]);
      assert.equal(inputs["policy"], plan.one(KEY, `production-${purpose}`).inputs["policy"]);
      assert.ok(dependsOn.includes(`${KEY}::production-${purpose}`));
      assert.equal((inputs["tags"] as Record<string, string>)["DataClass"], "restricted");
    }
  });

  it("names each replica there as its key is named here", () => {
    assert.deepEqual(
      plan.all(ALIAS).filter(({ inputs }) => inputs["region"] !== undefined && inputs["region"] !== null).map(({ name, inputs }) => [name, inputs["region"], inputs["name"], inputs["targetKeyId"]]),
      RECOVERED.map((purpose) => [`production-${purpose}-recovery`, "us-west-2", `alias/kianax-production-${purpose}`, `key-production-${purpose}-recovery`]),
    );
  });

  it("changes nothing about the keys themselves", () => {
    assert.equal(plan.all(KEY).length, PURPOSES.length);
    assert.deepEqual(plan.all(KEY).filter(({ inputs }) => (inputs["region"] ?? null) !== null), []);
  });

  it("gives them to whoever replicates", () => {
    assert.ok(keys.recovery);
    assert.deepEqual(Object.keys(keys.recovery), ["region", "data", "secrets", "brokerCredentials", "audit"]);
    assert.equal(keys.recovery.region, "us-west-2");
  });
});
