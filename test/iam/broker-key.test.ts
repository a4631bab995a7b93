/** Who can use the key for broker credentials, judged over the key's policy and what IAM may allow beside it. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { someKeys } from "../../components/data/fixtures";
import { someHost, someTiers } from "../../components/service/fixtures";
import { KianaxKeys, type KianaxKeysArgs } from "../../components/keys";
import { KEYS } from "../../components/network/fixtures";
import { someSecrets } from "../../components/secrets/fixtures";
import { KianaxService } from "../../components/service";
import { someNeighbour, withMocks, type Plan } from "../../components/testing";
import { catalogue } from "../../services";
import { SLOT_NAMES } from "../../services/slots";
import { decide, documentOf, type Context, type Decision, type Document } from ".";

const ACCOUNT = "arn:aws:iam::111122223333";
const USES = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:GenerateDataKeyPair", "kms:ReEncryptFrom", "kms:ReEncryptTo"];
const ADMINISTRATION = ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion", "kms:DescribeKey", "kms:EnableKeyRotation", "kms:TagResource", "kms:ReplicateKey", "kms:CreateAlias"];
const EVERYTHING = documentOf({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });
const CONTEXT: Context = { "kms:EncryptionContext:service": "trading", "kms:EncryptionContext:environment": "production" };

async function policyOf(changes: Partial<KianaxKeysArgs> = {}): Promise<Document> {
  const { plan } = await withMocks(() => new KianaxKeys("production", { ...KEYS, ...changes }));
  return documentOf(plan.one("aws:kms/key:Key", "production-broker-credentials").inputs["policy"]);
}

/** A request of a role, or of a user, that IAM lets do everything. */
function asked(key: Document, who: string, action: string, context: Context = CONTEXT, identity: readonly Document[] = [EVERYTHING]): Decision {
  const AWS = `${ACCOUNT}:${who}`;
  return decide({ identity, resource: key, resourceMustAllow: true }, { action, principal: { AWS }, context: { "aws:PrincipalArn": AWS, ...context } });
}

describe("the key for broker credentials", () => {
  let key: Document;
  before(async () => {
    key = await policyOf();
  });

  it("is of use to the service that declares it, in its own name", () => {
    for (const action of USES) assert.equal(asked(key, "role/kianax-production-trading", action), "allowed", action);
  });

  it("is of no use to anybody else, administrators included, whatever IAM allows and whatever context is given", () => {
    for (const who of ["role/kianax-production-agent", "role/kianax-production-trading-copy", "role/administrator", "user/somebody", "root"]) {
      for (const action of USES) assert.equal(asked(key, who, action), "denied explicitly", `${who} ${action}`);
    }
  });

  it("is of no use to AWS services, which have no role of the account", () => {
    for (const action of USES) {
      assert.equal(decide({ resource: key, resourceMustAllow: true }, { action, principal: { Service: "rds.amazonaws.com" }, context: CONTEXT }), "denied explicitly");
    }
  });

  const wrong: readonly [string, Context][] = [
    ["without a context", { "kms:EncryptionContext:service": [], "kms:EncryptionContext:environment": [] }],
    ["without the service", { "kms:EncryptionContext:service": [] }],
    ["without the environment", { "kms:EncryptionContext:environment": [] }],
    ["in another service's name", { "kms:EncryptionContext:service": "agent" }],
    ["for another environment", { "kms:EncryptionContext:environment": "development" }],
  ];
  for (const [how, changes] of wrong) {
    it(`is of no use ${how}`, () => {
      const context = Object.fromEntries(Object.entries({ ...CONTEXT, ...changes }).filter(([, value]) => value.length > 0));
      for (const action of USES) assert.equal(asked(key, "role/kianax-production-trading", action, context), "denied explicitly", action);
    });
  }

  it("separates the services that declare it from each other", async () => {
    const both = await policyOf({ brokerCredentialServices: ["trading", "agent"] });
    const inName = (service: string): Context => ({ ...CONTEXT, "kms:EncryptionContext:service": service });
    for (const [role, name, decision] of [["trading", "trading", "allowed"], ["agent", "agent", "allowed"], ["trading", "agent", "denied explicitly"], ["agent", "trading", "denied explicitly"]] as const) {
      assert.equal(asked(both, `role/kianax-production-${role}`, "kms:Decrypt", inName(name)), decision, `${role} as ${name}`);
    }
  });

  it("is, as a replica, of use to the services of a successor too, each in its own name and the environment's that encrypted", async () => {
    const { plan } = await withMocks(() => new KianaxKeys("production", { ...KEYS, brokerCredentialServices: ["trading", "agent"], recoveryRegion: "us-west-2", successor: "recovery" }));
    const replica = documentOf(plan.one("aws:kms/replicaKey:ReplicaKey", "production-broker-credentials-recovery").inputs["policy"]);
    const primary = documentOf(plan.one("aws:kms/key:Key", "production-broker-credentials").inputs["policy"]);
    const heir = "role/kianax-recovery-trading";
    for (const action of USES) {
      assert.equal(asked(replica, heir, action), "allowed", action);
      assert.equal(asked(replica, "role/kianax-production-trading", action), "allowed", action);
      assert.equal(asked(replica, heir, action, { ...CONTEXT, "kms:EncryptionContext:environment": "recovery" }), "denied explicitly", action);
      assert.equal(asked(replica, heir, action, { ...CONTEXT, "kms:EncryptionContext:service": "agent" }), "denied explicitly", action);
      assert.equal(asked(replica, "role/kianax-recovery-gateway", action), "denied explicitly", action);
      assert.equal(asked(primary, heir, action), "denied explicitly", `${action} with the primary`);
    }
  });

  it("is of no use to anybody when no service declares it", async () => {
    const nobody = await policyOf({ brokerCredentialServices: [] });
    for (const action of USES) assert.equal(asked(nobody, "role/kianax-production-trading", action), "denied explicitly");
    for (const action of ADMINISTRATION) assert.equal(asked(nobody, "role/administrator", action), "allowed");
  });

  it("can be managed by whom IAM lets manage it, and by nobody else", () => {
    for (const action of ADMINISTRATION) {
      assert.equal(asked(key, "role/administrator", action, {}), "allowed", action);
      assert.equal(asked(key, "role/administrator", action, {}, []), "denied implicitly", action);
    }
  });
});

describe("the services of Kianax and the key for broker credentials", () => {
  const declaring = catalogue.filter(({ needs }) => needs.brokerCredentials === true).map(({ name }) => name);
  let plan: Plan;
  let key: Document;
  before(async () => {
    key = await policyOf({ brokerCredentialServices: declaring });
    ({ plan } = await withMocks(() => {
      const database = { secretArn: "arn", secretName: "postgres", endpoint: "db", writerEndpoint: "db", writerZone: "us-east-1a", port: 5432, databaseName: "kianax" } as never;
      const cache = { secretArn: "arn", secretName: "redis", endpoint: "redis", port: 6379 } as never;
      const audit = { tradingStreamArn: pulumi.output("arn"), tradingStreamName: pulumi.output("stream") };
      const secrets = someSecrets(Object.fromEntries(SLOT_NAMES.map((slot) => [slot, "made-up"])));
      const surroundings = { cluster: { clusterName: "c", clusterSecurityGroupId: "sg" }, database, cache, edge: someNeighbour, audit, keys: someKeys(), network: someTiers(), secrets, catalogue, host: someHost(), delivery: "gitops" as const };
      for (const definition of catalogue) {
        new KianaxService(definition.name, { environment: "production", ...surroundings, definition, logRetentionDays: 30, imageRetentionCount: 30, secretRecoveryWindowDays: 30 });
      }
    }));
  });

  it("agree: a role as it is made, with its own policy, gets past the key exactly when its service declares it", () => {
    const used = catalogue.filter(({ name }) => {
      const role = String(plan.one("aws:iam/role:Role", name).inputs["name"]);
      const own = plan.all("aws:iam/rolePolicy:RolePolicy").filter((policy) => policy.name === name).map(({ inputs }) => documentOf(inputs["policy"]));
      const broker = own.map(({ Statement }) => ({ Statement: Statement.map((statement) => (statement.Sid === "UseBrokerCredentials" ? { ...statement, Resource: "*" } : statement)) }));
      return asked(key, `role/${role}`, "kms:GenerateDataKey", { ...CONTEXT, "kms:EncryptionContext:service": name }, broker) === "allowed";
    });
    assert.deepEqual(used.map(({ name }) => name), declaring);
    assert.ok(declaring.length > 0);
  });
});
