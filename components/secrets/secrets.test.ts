import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { decide, documentOf, type Document } from "../../test/iam";
import { someKeys } from "../data/fixtures";
import { keyOf, resolved, withMocks, type MockOptions, type Plan } from "../testing";
import { DEPLOYER, FETCHER } from "./fixtures";
import { KianaxSecrets, type KianaxSecretsArgs } from "./index";
import { versionOf } from "./version";

const SECRET = "aws:secretsmanager/secret:Secret";
const POLICY = "aws:secretsmanager/secretPolicy:SecretPolicy";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const PASSWORD = "random:index/randomPassword:RandomPassword";
const VERSIONS = "aws:secretsmanager/getSecretVersions:getSecretVersions";

const ARGS: Omit<KianaxSecretsArgs, "keys"> = {
  environment: "production",
  values: { webhook: pulumi.secret("https://hooks.example.com/secret"), unused: pulumi.secret("elsewhere") },
  generated: ["signing-key"],
  platform: ["webhook", "signing-key"],
  deployers: [DEPLOYER],
  recoveryWindowDays: 30,
};

async function planned(changes: Partial<KianaxSecretsArgs> = {}, options: MockOptions = {}): Promise<{ plan: Plan; secrets: KianaxSecrets }> {
  const { plan, result } = await withMocks(
    () => new KianaxSecrets("production", { ...ARGS, keys: someKeys(), ...changes }),
    options,
  );
  return { plan, secrets: result };
}

describe("KianaxSecrets", () => {
  it("makes the platform's namespace and what is generated, and nothing for slots of others", async () => {
    const { plan } = await planned();
    assert.deepEqual(plan.resources.filter(({ parent }) => parent === "kianax:secrets:KianaxSecrets::production").map(keyOf).sort(), [
      `${SECRET}::production-signing-key`,
      `${SECRET}::production-webhook`,
      `${POLICY}::production-signing-key`,
      `${POLICY}::production-webhook`,
      `${VERSION}::production-signing-key`,
      `${VERSION}::production-webhook`,
      `${PASSWORD}::production-signing-key`,
    ]);
    const { inputs, protect, madeOf } = plan.one(SECRET, "production-webhook");
    assert.deepEqual([inputs["name"], inputs["recoveryWindowInDays"], protect], ["kianax/production/platform/webhook", 30, true]);
    assert.deepEqual(madeOf["kmsKeyId"], ["aws:kms/key:Key::secrets"]);
    assert.equal(plan.one(PASSWORD, "production-signing-key").protect, true);
  });

  it("writes values write-only, as secrets with a version that is one too, once the policy stands", async () => {
    const { plan } = await planned();
    const { inputs, secrets, dependsOn, additionalSecretOutputs } = plan.one(VERSION, "production-webhook");
    assert.deepEqual([inputs["secretString"], inputs["secretStringWo"]], [undefined, "https://hooks.example.com/secret"]);
    assert.equal(inputs["secretStringWoVersion"], versionOf("kianax/production/platform/webhook", "https://hooks.example.com/secret"));
    assert.deepEqual([...secrets].sort(), ["secretStringWo", "secretStringWoVersion"]);
    assert.ok(additionalSecretOutputs.includes("secretStringWoVersion"));
    assert.ok(dependsOn.includes(`${POLICY}::production-webhook`));
  });

  it("replicates a secret to the recovery Region, under the key that is there", async () => {
    const { plan } = await planned();
    assert.equal(plan.one(SECRET, "production-webhook").inputs["replicas"], undefined);
    const replica = pulumi.output("arn:aws:kms:us-west-2:111122223333:key/mrk-1");
    const { plan: replicated } = await withMocks(() => new KianaxSecrets("production", { ...ARGS, keys: { ...someKeys(), recovery: { region: "us-west-2", secrets: { arn: replica } } as never } }));
    assert.deepEqual(replicated.one(SECRET, "production-webhook").inputs["replicas"], [{ region: "us-west-2", kmsKeyId: "arn:aws:kms:us-west-2:111122223333:key/mrk-1" }]);
  });

  it("hides a value that came unhidden", async () => {
    const { plan } = await planned({ values: { webhook: "plain" } });
    assert.deepEqual([...plan.one(VERSION, "production-webhook").secrets].sort(), ["secretStringWo", "secretStringWoVersion"]);
  });

  it("generates what nobody brings, and keeps it when somebody does", async () => {
    const { plan, secrets } = await planned();
    const { inputs } = plan.one(PASSWORD, "production-signing-key");
    assert.deepEqual([inputs["length"], inputs["special"]], [64, false]);
    assert.equal(plan.one(VERSION, "production-signing-key").inputs["secretStringWo"], "generated-by-the-mock");
    assert.equal(await resolved(pulumi.output(secrets.values["signing-key"] as pulumi.Output<string>)), "generated-by-the-mock");

    const { plan: rotated } = await planned({ values: { webhook: "w", "signing-key": "another" } });
    assert.ok(rotated.one(PASSWORD, "production-signing-key"));
    assert.equal(rotated.one(VERSION, "production-signing-key").inputs["secretStringWo"], "another");
  });

  it("names the role that fetches for pods, which belongs to a cluster, by its name", async () => {
    const { secrets } = await planned();
    assert.equal(await resolved(secrets.fetcherArn), FETCHER);
  });
});

describe("a slot that operators fill", () => {
  const withVersions = (versions: readonly { versionStages: string[] }[]): MockOptions => ({ functions: { [VERSIONS]: () => ({ versions }) } });
  const EXTERNAL = { values: { webhook: { external: true } } } as const;

  for (const [what, versions, warned] of [
    ["is warned of by its name while it has no value", [], true],
    ["is warned of while it has only a value that is to come", [{ versionStages: ["AWSPENDING"] }], true],
    ["is quiet once it has one", [{ versionStages: ["AWSPREVIOUS"] }, { versionStages: ["AWSCURRENT"] }], false],
  ] as const) {
    it(what, async () => {
      const { plan } = await planned(EXTERNAL, withVersions(versions as never));
      assert.deepEqual(plan.all(VERSION).map(({ name }) => name), ["production-signing-key"]);
      assert.ok(plan.one(POLICY, "production-webhook"));
      assert.equal(plan.messages.length, warned ? 1 : 0);
      for (const { severity, text } of plan.messages) {
        assert.equal(severity, "warn");
        assert.match(text, /^The secret kianax\/production\/platform\/webhook has no value, .*put-secret-value --secret-id kianax\/production\/platform\/webhook /);
      }
    });
  }

  it("asks nothing in the preview of a secret that is yet to be made", async () => {
    const { plan } = await planned(EXTERNAL, { preview: true });
    assert.deepEqual(plan.invokes.filter(({ token }) => token === VERSIONS), []);
  });
});

describe("the policy of a secret", () => {
  const ROOT = "arn:aws:iam::111122223333:root";
  const WORKLOAD = { "aws:PrincipalTag/Service": "trading" };
  const everything: Document = { Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
  let policy: Document;
  before(async () => {
    const { plan } = await planned();
    const { inputs } = plan.one(POLICY, "production-webhook");
    assert.equal(inputs["blockPublicPolicy"], true);
    policy = documentOf(inputs["policy"]);
  });

  const asks = (principal: string, action: string, tags: Record<string, string> = {}): string =>
    decide({ identity: [everything], resource: policy }, { action: `secretsmanager:${action}`, principal: { AWS: principal }, context: { "aws:PrincipalArn": principal, ...tags } });

  it("lets the fetcher and the deployer read what their own policies allow", () => {
    assert.equal(asks(FETCHER, "GetSecretValue", { "aws:PrincipalTag/Service": "platform" }), "allowed");
    assert.equal(asks(DEPLOYER, "GetSecretValue"), "allowed");
    assert.equal(decide({ resource: policy }, { action: "secretsmanager:GetSecretValue", principal: { AWS: FETCHER }, context: { "aws:PrincipalArn": FETCHER } }), "denied implicitly");
  });

  it("refuses everyone else, administrators and the account's root among them", () => {
    for (const principal of ["arn:aws:iam::111122223333:role/kianax-production-trading", "arn:aws:iam::111122223333:user/admin", ROOT, "arn:aws:iam::444455556666:role/kianax-production-external-secrets"]) {
      assert.equal(asks(principal, "GetSecretValue"), "denied explicitly", principal);
    }
    assert.equal(decide({ identity: [everything], resource: policy }, { action: "secretsmanager:GetSecretValue", principal: { Service: "lambda.amazonaws.com" } }), "denied explicitly");
  });

  it("keeps workloads from lifting it, and locks no administrator out", () => {
    const role = "arn:aws:iam::111122223333:role/kianax-production-trading";
    for (const action of ["DeleteResourcePolicy", "PutResourcePolicy", "PutSecretValue", "UpdateSecret", "UpdateSecretVersionStage", "ReplicateSecretToRegions", "RotateSecret", "DeleteSecret"]) {
      assert.equal(asks(role, action, WORKLOAD), "denied explicitly", action);
      assert.equal(asks(DEPLOYER, action, WORKLOAD), "allowed", `${action} by a deployer that has the tag`);
    }
    assert.equal(asks("arn:aws:iam::111122223333:user/admin", "PutResourcePolicy"), "allowed");
    assert.equal(asks("arn:aws:iam::111122223333:user/admin", "PutSecretValue"), "allowed");
    assert.equal(asks(role, "DescribeSecret", WORKLOAD), "allowed");
  });
});
