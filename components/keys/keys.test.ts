import assert from "node:assert/strict";
import { ArgumentError } from "../base";
import { type Plan, keyOf, withMocks } from "../testing";
import { KianaxKeys, type KianaxKeysArgs } from "./keys";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";
const PURPOSES = ["broker-credentials", "data", "logs", "secrets"];
const ARGS: KianaxKeysArgs = { environment: "production", multiRegion: true, deletionWindowDays: 30, rotationPeriodDays: 365 };

interface Statement {
  readonly Sid: string;
  readonly Principal: Record<string, string>;
  readonly Action: string | string[];
  readonly Condition?: unknown;
}

function statements(plan: Plan, purpose: string): Statement[] {
  return (JSON.parse(String(plan.one(KEY, `production-${purpose}`).inputs["policy"])) as { Statement: Statement[] }).Statement;
}

describe("KianaxKeys", () => {
  let plan: Plan;
  before(async () => {
    ({ plan } = await withMocks(() => new KianaxKeys("production", ARGS)));
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
      assert.deepEqual(all.filter(({ Principal }) => JSON.stringify(Principal).includes('"*"')), []);
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

  it("opens the keys of secrets and broker credentials to nobody else", () => {
    assert.equal(statements(plan, "secrets").length, 1);
    assert.equal(statements(plan, "broker-credentials").length, 1);
  });

  it("asks only who and where it is", () => {
    const tokens = new Set(plan.invokes.map(({ token }) => token));
    assert.deepEqual([...tokens].sort(), ["aws:index/getCallerIdentity:getCallerIdentity", "aws:index/getPartition:getPartition", "aws:index/getRegion:getRegion"]);
  });

  const wrong: readonly [Partial<KianaxKeysArgs>, string][] = [
    [{ deletionWindowDays: 6 }, "deletionWindowDays must be a whole number from 7 to 30 days, not 6."],
    [{ deletionWindowDays: -7 }, "deletionWindowDays must be a whole number from 7 to 30 days, not -7."],
    [{ rotationPeriodDays: 89 }, "rotationPeriodDays must be a whole number from 90 to 2560 days, not 89."],
    [{ rotationPeriodDays: 365.5 }, "rotationPeriodDays must be a whole number from 90 to 2560 days, not 365.5."],
  ];
  for (const [changes, sentence] of wrong) {
    it(`refuses ${JSON.stringify(changes)}`, () => {
      assert.throws(() => new KianaxKeys("production", { ...ARGS, ...changes }), (error: unknown) => {
        assert.ok(error instanceof ArgumentError);
        assert.equal(error.message, `KianaxKeys "production": ${sentence}`);
        return true;
      });
    });
  }
});
