/** Who may take the roles for people, and what they may do then: judged over trust and policy. */
import assert from "node:assert/strict";
import { KianaxCluster } from "../../components/cluster";
import { SETTINGS, surroundings, type Settings } from "../../components/cluster/fixtures";
import { withMocks } from "../../components/testing";
import { decide, documentOf, type Context, type Decision, type Document } from ".";

const ACCOUNT = "arn:aws:iam::111122223333";
const ALICE = `${ACCOUNT}:user/alice`;
const MAY_ASSUME = documentOf({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: `${ACCOUNT}:role/*` }] });
const SIGNED_IN: Context = { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "60", "sts:RoleSessionName": "alice", "aws:username": "alice" };

async function rolesOf(changes: Partial<Settings> = {}): Promise<(role: string) => { trust: Document; rights: Document }> {
  const { plan } = await withMocks(() => new KianaxCluster("production", { ...surroundings(), ...SETTINGS, ...changes }));
  return (role) => ({
    trust: documentOf(plan.one("aws:iam/role:Role", `production-${role}`).inputs["assumeRolePolicy"]),
    rights: documentOf(plan.one("aws:iam/rolePolicy:RolePolicy", `production-${role}`).inputs["policy"]),
  });
}

function taken(trust: Document, principal: string, context: Context, identity: readonly Document[] = []): Decision {
  return decide({ identity, resource: trust, resourceMustAllow: true }, { action: "sts:AssumeRole", resource: `${ACCOUNT}:role/kianax-production-admin`, principal: { AWS: principal }, context });
}

describe("the roles for people", () => {
  let unnamed: Awaited<ReturnType<typeof rolesOf>>;
  let named: typeof unnamed;
  before(async () => {
    unnamed = await rolesOf();
    named = await rolesOf({ people: { admin: [ALICE], developer: [ALICE], readOnly: [`arn:aws:iam::444455556666:root`] } });
  });

  const AGES = { admin: 3600, developer: 4 * 3600, "read-only": 4 * 3600 };
  for (const [role, age] of Object.entries(AGES)) {
    it(`${role} wants a second factor, not older than ${age / 3600} h, and the user's own name`, () => {
      const { trust } = unnamed(role);
      const asked = (changes: Context): Decision => taken(trust, ALICE, { ...SIGNED_IN, ...changes }, [MAY_ASSUME]);
      assert.equal(asked({}), "allowed");
      assert.equal(asked({ "aws:MultiFactorAuthAge": String(age - 1) }), "allowed");
      assert.equal(asked({ "aws:MultiFactorAuthAge": String(age) }), "denied implicitly");
      assert.equal(asked({ "aws:MultiFactorAuthPresent": "false" }), "denied implicitly");
      assert.equal(asked({ "aws:MultiFactorAuthPresent": [], "aws:MultiFactorAuthAge": [] }), "denied implicitly");
      assert.equal(asked({ "sts:RoleSessionName": "bob" }), "denied implicitly");
    });
  }

  it("are given by IAM where nobody is named, and by nobody else", () => {
    const { trust } = unnamed("admin");
    assert.equal(taken(trust, ALICE, SIGNED_IN), "denied implicitly", "IAM has to allow it");
    assert.equal(taken(trust, "arn:aws:iam::444455556666:user/alice", SIGNED_IN, [MAY_ASSUME]), "denied implicitly", "another account");
  });

  it("are for those who are named, and for no others", () => {
    assert.equal(taken(named("admin").trust, ALICE, SIGNED_IN), "allowed");
    assert.equal(taken(named("admin").trust, `${ACCOUNT}:user/bob`, { ...SIGNED_IN, "sts:RoleSessionName": "bob", "aws:username": "bob" }, [MAY_ASSUME]), "denied implicitly");
    assert.equal(taken(named("read-only").trust, "arn:aws:iam::444455556666:user/alice", SIGNED_IN, [MAY_ASSUME]), "allowed");
    assert.equal(taken(named("read-only").trust, ALICE, SIGNED_IN, [MAY_ASSUME]), "denied implicitly");
  });

  const CLUSTER = "arn:aws:eks:us-east-1:111122223333:cluster/kianax-production";
  const LOGS = "arn:aws:logs:us-east-1:111122223333:log-group";
  const everyone = ["admin", "developer", "read-only"];
  const rights: readonly (readonly [action: string, resource: string, may: readonly string[]])[] = [
    ["eks:DescribeCluster", CLUSTER, everyone],
    ["eks:AccessKubernetesApi", CLUSTER, everyone],
    ["eks:ListClusters", "*", everyone],
    ["eks:DescribeCluster", "arn:aws:eks:us-east-1:111122223333:cluster/kianax-staging", []],
    ["eks:DescribeNodegroup", "arn:aws:eks:us-east-1:111122223333:nodegroup/kianax-production/general/1", ["admin", "read-only"]],
    ["eks:DescribeNodegroup", "arn:aws:eks:us-east-1:111122223333:nodegroup/kianax-staging/general/1", []],
    ["eks:UpdateClusterConfig", CLUSTER, []],
    ["eks:DeleteCluster", CLUSTER, []],
    ["eks:CreateAccessEntry", CLUSTER, []],
    ["logs:FilterLogEvents", `${LOGS}:/kianax/production/trading`, everyone],
    ["logs:GetLogEvents", `${LOGS}:/kianax/production/trading:log-stream:pod`, everyone],
    ["logs:FilterLogEvents", `${LOGS}:/kianax/development/trading`, []],
    ["logs:FilterLogEvents", `${LOGS}:/aws/eks/kianax-production/cluster`, ["admin"]],
    ["logs:DeleteLogGroup", `${LOGS}:/kianax/production/trading`, []],
    ["secretsmanager:GetSecretValue", "arn:aws:secretsmanager:us-east-1:111122223333:secret:kianax/production/platform/x", []],
    ["kms:Decrypt", "arn:aws:kms:us-east-1:111122223333:key/1", []],
    ["iam:PassRole", `${ACCOUNT}:role/kianax-production-admin`, []],
    ["sts:AssumeRole", `${ACCOUNT}:role/kianax-production-admin`, []],
  ];
  for (const [action, resource, may] of rights) {
    it(`${may.length === 0 ? "none" : may.join(", ")} may ${action} on ${resource}`, () => {
      assert.deepEqual(everyone.filter((role) => decide({ identity: [unnamed(role).rights] }, { action, resource }) === "allowed"), may);
    });
  }
});

describe("the role of external-secrets", () => {
  const SECRETS = "arn:aws:secretsmanager:us-east-1:111122223333:secret:kianax/production";
  it("reads the environment's secrets and no other's", async () => {
    const { rights } = (await rolesOf())("external-secrets");
    const reads = (resource: string): Decision => decide({ identity: [rights] }, { action: "secretsmanager:GetSecretValue", resource });
    for (const own of ["platform/slack-AbCdEf", "trading/polygon-AbCdEf"]) assert.equal(reads(`${SECRETS}/${own}`), "allowed", own);
    for (const other of ["development/trading/polygon-AbCdEf", "production-2/x-AbCdEf"]) assert.equal(reads(SECRETS.replace("production", other)), "denied implicitly", other);
    assert.equal(decide({ identity: [rights] }, { action: "secretsmanager:PutSecretValue", resource: `${SECRETS}/platform/slack-AbCdEf` }), "denied implicitly");
    assert.equal(decide({ identity: [rights] }, { action: "secretsmanager:ListSecrets" }), "denied implicitly");
  });

  it("decrypts them through Secrets Manager alone", async () => {
    const { rights } = (await rolesOf())("external-secrets");
    const decrypts = (context: Context): Decision => decide({ identity: [rights] }, { action: "kms:Decrypt", resource: "arn:aws:kms:us-east-1:111122223333:production-secrets", context });
    const right = { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com", "kms:EncryptionContext:SecretARN": `${SECRETS}/platform/slack-AbCdEf` };
    assert.equal(decrypts(right), "allowed");
    assert.equal(decrypts({ ...right, "kms:EncryptionContext:SecretARN": SECRETS.replace("production", "development/x-AbCdEf") }), "denied implicitly");
    assert.equal(decrypts({ ...right, "kms:ViaService": "ec2.us-east-1.amazonaws.com" }), "denied implicitly");
    assert.equal(decrypts({}), "denied implicitly");
  });
});
