import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { someKeys, someNetwork } from "../data/fixtures";
import { keyOf, resolved, UNKNOWN, withMocks, type Plan, someNeighbour } from "../testing";
import { KianaxCache, type CacheSettings, type KianaxCacheArgs } from "./index";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const COMPONENT = "kianax:cache:KianaxCache::production";

const PRODUCTION: CacheSettings = {
  environment: "production",
  engineVersion: "7.1",
  nodeType: "cache.t3.small",
  shards: 3,
  replicasPerShard: 1,
  multiAz: true,
  snapshotRetentionDays: 7,
  snapshotWindow: "02:00-03:00",
  maintenanceWindow: "sun:05:00-sun:06:00",
  finalSnapshot: true,
  logRetentionDays: 30,
  maxmemoryPolicy: "volatile-lru",
};
const ONE_NODE: Partial<KianaxCacheArgs> = { shards: 1, replicasPerShard: 0, multiAz: false, finalSnapshot: false };

async function planned(changes: Partial<KianaxCacheArgs> = {}, preview = false): Promise<{ plan: Plan; cache: KianaxCache }> {
  const { plan, result } = await withMocks(
    () => {
      const cache = new KianaxCache("production", { ...PRODUCTION, network: someNetwork(), keys: someKeys(), ...changes });
      cache.allowFrom({ name: "cluster", securityGroupId: pulumi.output("sg-nodes") });
      return cache;
    },
    { preview },
  );
  return { plan, cache: result };
}

describe("KianaxCache", () => {
  it("makes exactly these children of one node, all below itself", async () => {
    const { plan } = await planned(ONE_NODE);
    assert.deepEqual(plan.resources.filter(({ parent }) => parent === COMPONENT).map(keyOf).sort(), [
      "aws:cloudwatch/logGroup:LogGroup::production-redis-engine-log",
      "aws:cloudwatch/logGroup:LogGroup::production-redis-slow-log",
      "aws:cloudwatch/metricAlarm:MetricAlarm::production-redis-001-cpu",
      "aws:cloudwatch/metricAlarm:MetricAlarm::production-redis-001-memory",
      "aws:ec2/securityGroup:SecurityGroup::production-redis",
      "aws:elasticache/parameterGroup:ParameterGroup::production-redis",
      "aws:elasticache/replicationGroup:ReplicationGroup::production-redis",
      "aws:elasticache/subnetGroup:SubnetGroup::production-redis",
      "aws:secretsmanager/secret:Secret::production-redis",
      "aws:secretsmanager/secretVersion:SecretVersion::production-redis",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::production-redis-from-cluster",
      "random:index/randomPassword:RandomPassword::production-redis-password",
    ]);
  });

  it("protects the cache, its token and the secret, and nothing else", async () => {
    const { plan } = await planned();
    assert.deepEqual(plan.resources.filter(({ protect }) => protect === true).map(keyOf).sort(), [
      `${GROUP}::production-redis`,
      "aws:secretsmanager/secret:Secret::production-redis",
      "random:index/randomPassword:RandomPassword::production-redis-password",
    ]);
  });

  it("makes several shards in cluster mode: encrypted, with a token, failing over between zones", async () => {
    const { plan } = await planned();
    const { tags: _, kmsKeyId, ...rest } = plan.one(GROUP, "production-redis").inputs;
    assert.ok(kmsKeyId);
    assert.deepEqual(rest, {
      replicationGroupId: "kianax-production-redis",
      description: "Sessions, market data and messages between services",
      engine: "redis",
      engineVersion: "7.1",
      nodeType: "cache.t3.small",
      port: 6379,
      clusterMode: "enabled",
      numNodeGroups: 3,
      replicasPerNodeGroup: 1,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      parameterGroupName: "kianax-production-redis7-cluster",
      subnetGroupName: "kianax-production-redis",
      securityGroupIds: ["production-redis-id"],
      atRestEncryptionEnabled: true,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      authTokenWo: "generated-by-the-mock",
      authTokenWoVersion: 1,
      authTokenUpdateStrategy: "ROTATE",
      snapshotRetentionLimit: 7,
      snapshotWindow: "02:00-03:00",
      finalSnapshotIdentifier: "kianax-production-redis-final",
      maintenanceWindow: "sun:05:00-sun:06:00",
      autoMinorVersionUpgrade: true,
      applyImmediately: false,
      logDeliveryConfigurations: [
        { logType: "slow-log", logFormat: "json", destinationType: "cloudwatch-logs", destination: "/aws/vendedlogs/kianax/production/redis/slow-log" },
        { logType: "engine-log", logFormat: "json", destinationType: "cloudwatch-logs", destination: "/aws/vendedlogs/kianax/production/redis/engine-log" },
      ],
    });
  });

  it("makes one node without cluster mode, yet encrypted all the same", async () => {
    const { plan, cache } = await planned(ONE_NODE);
    const { inputs } = plan.one(GROUP, "production-redis");
    assert.equal(inputs["clusterMode"], "disabled");
    assert.equal(inputs["numCacheClusters"], 1);
    assert.equal(inputs["automaticFailoverEnabled"], false);
    assert.equal(inputs["multiAzEnabled"], false);
    assert.equal(inputs["transitEncryptionMode"], "required");
    assert.equal(inputs["atRestEncryptionEnabled"], true);
    assert.equal(inputs["parameterGroupName"], "kianax-production-redis7");
    for (const absent of ["numNodeGroups", "replicasPerNodeGroup", "finalSnapshotIdentifier"]) {
      assert.ok(!(absent in inputs), absent);
    }
    assert.equal(cache.clusterMode, false);
    assert.equal(await resolved(cache.endpoint), "primary.production-redis.cache.amazonaws.com");
  });

  it("gives the configuration endpoint in cluster mode", async () => {
    const { cache } = await planned();
    assert.equal(await resolved(cache.endpoint), "clustercfg.production-redis.cache.amazonaws.com");
  });

  it("keeps the flags of security known at preview", async () => {
    const { plan } = await planned({}, true);
    const { inputs, madeOf } = plan.one(GROUP, "production-redis");
    assert.deepEqual([inputs["atRestEncryptionEnabled"], inputs["transitEncryptionEnabled"], inputs["multiAzEnabled"]], [true, true, true]);
    assert.equal(inputs["kmsKeyId"], UNKNOWN);
    assert.deepEqual(madeOf["kmsKeyId"], ["aws:kms/key:Key::data"]);
    assert.deepEqual(plan.one("aws:elasticache/subnetGroup:SubnetGroup", "production-redis").madeOf["subnetIds"], [
      "aws:ec2/subnet:Subnet::isolated-a",
      "aws:ec2/subnet:Subnet::isolated-b",
      "aws:ec2/subnet:Subnet::isolated-c",
    ]);
  });

  it("keeps the token secret everywhere", async () => {
    const { plan } = await planned();
    assert.ok(plan.one(GROUP, "production-redis").secrets.includes("authTokenWo"));
    const version = plan.one("aws:secretsmanager/secretVersion:SecretVersion", "production-redis");
    assert.deepEqual(version.secrets, ["secretStringWo"]);
    assert.deepEqual(JSON.parse(String(version.inputs["secretStringWo"])), {
      host: "clustercfg.production-redis.cache.amazonaws.com",
      port: 6379,
      authToken: "generated-by-the-mock",
      tls: true,
      clusterMode: true,
    });
    const { inputs } = plan.one("random:index/randomPassword:RandomPassword", "production-redis-password");
    assert.equal(inputs["special"], false);
    assert.ok(Number(inputs["length"]) >= 16 && Number(inputs["length"]) <= 128);
  });

  it("lets in only who was allowed, on its port, and lets nothing out", async () => {
    const { plan } = await planned();
    const { inputs } = plan.one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "production-redis-from-cluster");
    assert.deepEqual([inputs["fromPort"], inputs["toPort"], inputs["referencedSecurityGroupId"], inputs["description"]], [6379, 6379, "sg-nodes", "Redis from cluster"]);
    assert.deepEqual(plan.all("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"), []);
  });

  it("watches every node", async () => {
    const { plan } = await planned();
    const watched = plan.all("aws:cloudwatch/metricAlarm:MetricAlarm").filter(({ name }) => name.endsWith("-cpu"));
    assert.deepEqual(
      watched.map(({ inputs }) => inputs["dimensions"]),
      ["0001-001", "0001-002", "0002-001", "0002-002", "0003-001", "0003-002"].map((node) => ({ CacheClusterId: `production-redis-id-${node}` })),
    );
  });

  it("registers nothing when an argument is wrong", async () => {
    await withMocks(() => undefined);
    assert.throws(() => new KianaxCache("production", { ...PRODUCTION, network: someNeighbour, keys: someNeighbour, replicasPerShard: 0 }), {
      message: 'KianaxCache "production": multiAz needs a replica in another zone: set replicasPerShard to 1 or more, or multiAz to false.',
    });
  });
});
