/** RDS Proxy and PgBouncer before the database. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { someKeys, someNetwork } from "../data/fixtures";
import { keyOf, resolved, withMocks, type Plan } from "../testing";
import type { KianaxDatabaseArgs } from "./arguments";
import { KianaxDatabase } from "./database";
import { DATABASE } from "./fixtures";

const PROXY = "aws:rds/proxy:Proxy";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const SUFFIX = "production-postgres-proxy";

async function planned(changes: Partial<KianaxDatabaseArgs>): Promise<{ plan: Plan; database: KianaxDatabase }> {
  const { plan, result } = await withMocks(() => {
    const database = new KianaxDatabase("production", { ...DATABASE, network: someNetwork(), keys: someKeys(), ...changes });
    database.allowFrom({ name: "cluster", securityGroupId: pulumi.output("sg-nodes") });
    return database;
  });
  return { plan, database: result };
}

describe("RDS Proxy", () => {
  let plan: Plan;
  let database: KianaxDatabase;
  before(async () => ({ plan, database } = await planned({ pooling: "rds-proxy", readReplicas: 1 })));

  it("takes TLS only, in the isolated tier, and logs in with the one secret", () => {
    const { inputs, madeOf, dependsOn } = plan.one(PROXY, "production-postgres");
    const { tags: _, roleArn: _role, ...rest } = inputs;
    assert.deepEqual(rest, {
      name: "kianax-production-postgres",
      engineFamily: "POSTGRESQL",
      auths: [{ authScheme: "SECRETS", secretArn: "arn:aws:secretsmanager:us-east-1:111122223333:production-postgres", iamAuth: "DISABLED", clientPasswordAuthType: "POSTGRES_SCRAM_SHA_256" }],
      requireTls: true,
      debugLogging: false,
      idleClientTimeout: 1800,
      vpcSubnetIds: ["isolated-a-id", "isolated-b-id", "isolated-c-id"],
      vpcSecurityGroupIds: [`${SUFFIX}-id`],
    });
    assert.ok(madeOf["roleArn"]?.includes(`aws:iam/role:Role::${SUFFIX}`));
    for (const needed of [`aws:iam/rolePolicy:RolePolicy::${SUFFIX}`, `aws:cloudwatch/logGroup:LogGroup::${SUFFIX}`, "aws:secretsmanager/secretVersion:SecretVersion::production-postgres"]) {
      assert.ok(dependsOn.includes(needed), needed);
    }
    assert.equal(plan.one("aws:cloudwatch/logGroup:LogGroup", SUFFIX).inputs["name"], "/aws/rds/proxy/kianax-production-postgres");
  });

  it("may read that secret and nothing else", () => {
    const { Statement } = JSON.parse(String(plan.one("aws:iam/rolePolicy:RolePolicy", SUFFIX).inputs["policy"])) as { Statement: unknown[] };
    const secret = "arn:aws:secretsmanager:us-east-1:111122223333:production-postgres";
    assert.deepEqual(Statement, [
      { Sid: "ReadPassword", Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: secret },
      {
        Sid: "DecryptPassword",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: "arn:aws:kms:us-east-1:111122223333:secrets",
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com", "kms:EncryptionContext:SecretARN": secret } },
      },
    ]);
    assert.match(String(plan.one("aws:iam/role:Role", SUFFIX).inputs["assumeRolePolicy"]), /"Service":"rds\.amazonaws\.com"/);
  });

  it("opens as many connections as the class has beside those that are reserved, to the writer", () => {
    assert.deepEqual(plan.one("aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup", "production-postgres").inputs, {
      dbProxyName: "kianax-production-postgres",
      connectionPoolConfig: { maxConnectionsPercent: 95, maxIdleConnectionsPercent: 47, connectionBorrowTimeout: 30 },
    });
    const target = plan.one("aws:rds/proxyTarget:ProxyTarget", "production-postgres");
    assert.deepEqual(target.inputs, { dbProxyName: "kianax-production-postgres", targetGroupName: "default", dbInstanceIdentifier: "kianax-production-postgres" });
    for (const needed of [`${EGRESS}::${SUFFIX}-to-database`, `${INGRESS}::production-postgres-from-proxy`]) {
      assert.ok(target.dependsOn.includes(needed), needed);
    }
  });

  it("stands between those who were allowed and the database, which they reach directly too", () => {
    const ways = (type: string): unknown[] => plan.all(type).map((rule) => [keyOf(rule).split("::")[1], rule.inputs["securityGroupId"], rule.inputs["referencedSecurityGroupId"], rule.inputs["fromPort"]]).sort();
    assert.deepEqual(ways(INGRESS), [
      ["production-postgres-from-cluster", "production-postgres-id", "sg-nodes", 5432],
      ["production-postgres-from-proxy", "production-postgres-id", `${SUFFIX}-id`, 5432],
      ["production-postgres-proxy-from-cluster", `${SUFFIX}-id`, "sg-nodes", 5432],
    ]);
    assert.deepEqual(ways(EGRESS), [[`${SUFFIX}-to-database`, `${SUFFIX}-id`, "production-postgres-id", 5432]]);
  });

  it("is what clients are told, beside the writer itself and the replica", async () => {
    assert.equal(await resolved(database.endpoint), "production-postgres.proxy.rds.amazonaws.com");
    assert.equal(await resolved(database.writerEndpoint), "production-postgres.rds.amazonaws.com");
    assert.equal(await resolved(database.readerEndpoint), "production-postgres-replica-1.rds.amazonaws.com");
    assert.equal(database.pgbouncer, undefined);
    const { host } = JSON.parse(String(plan.one("aws:secretsmanager/secretVersion:SecretVersion", "production-postgres").inputs["secretStringWo"])) as { host: string };
    assert.equal(host, "production-postgres.rds.amazonaws.com", "rotation changes the password at the instance");
  });

  it("says when clients wait", () => {
    const { inputs } = plan.one("aws:cloudwatch/metricAlarm:MetricAlarm", `${SUFFIX}-wait`);
    assert.deepEqual([inputs["metricName"], inputs["dimensions"], inputs["threshold"]], ["DatabaseConnectionsBorrowLatency", { ProxyName: "kianax-production-postgres" }, 1_000_000]);
  });

  it("tells of its failures where events are heard", async () => {
    const heard = (await planned({ pooling: "rds-proxy", eventTopicArns: { critical: "arn:now", warning: "arn:later" } })).plan;
    const { tags: _, ...inputs } = heard.one("aws:rds/eventSubscription:EventSubscription", SUFFIX).inputs;
    assert.deepEqual(inputs, { name: "kianax-production-postgres-proxy", snsTopic: "arn:now", sourceType: "db-proxy", sourceIds: ["kianax-production-postgres"], eventCategories: ["failure"] });
  });
});

describe("PgBouncer", () => {
  it("is told what it needs, and nothing is made for it", async () => {
    const { plan, database } = await planned({ pooling: "pgbouncer" });
    const { host, secretArn, ...rest } = database.pgbouncer ?? assert.fail("there are no values");
    assert.equal(await resolved(host), "production-postgres.rds.amazonaws.com");
    assert.equal(await resolved(secretArn), "arn:aws:secretsmanager:us-east-1:111122223333:production-postgres");
    assert.deepEqual([rest.port, rest.databaseName, rest.poolMode, rest.maxDbConnections], [5432, "kianax", "transaction", 100]);
    assert.equal(await resolved(database.endpoint), "production-postgres.rds.amazonaws.com");
    const { plan: without } = await planned({});
    assert.deepEqual(plan.resources.map(keyOf), without.resources.map(keyOf));
  });
});

describe("peers of the database", () => {
  it("have names of their own", async () => {
    const { database } = await planned({});
    for (const name of ["proxy", "rotation"]) {
      assert.throws(() => database.allowFrom({ name, securityGroupId: "sg-1" }), { message: `KianaxDatabase "production".allowFrom: name "${name}" is the database's own: give the peer another one.` });
    }
  });
});
