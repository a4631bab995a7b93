import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { someKeys, someNetwork } from "../data/fixtures";
import { keyOf, resolved, UNKNOWN, withMocks, type Plan, someNeighbour } from "../testing";
import { KianaxCache, type CacheSettings, type KianaxCacheArgs } from "./index";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const SECRET = "aws:secretsmanager/secret:Secret";
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
  uses: ["sessions", "market-data", "pub-sub"],
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
      ...["001-auth-failures", "001-connections", "001-cpu", "001-evictions", "001-memory", "primary"].map((alarm) => `aws:cloudwatch/metricAlarm:MetricAlarm::production-redis-${alarm}`),
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
      url: "rediss://:generated-by-the-mock@clustercfg.production-redis.cache.amazonaws.com:6379",
    });
    const { inputs } = plan.one("random:index/randomPassword:RandomPassword", "production-redis-password");
    assert.equal(inputs["special"], false);
    assert.ok(Number(inputs["length"]) >= 16 && Number(inputs["length"]) <= 128);
  });

  it("tells clients of the reader endpoint where there is one", async () => {
    const { plan, cache } = await planned({ shards: 1 });
    const value = JSON.parse(String(plan.one("aws:secretsmanager/secretVersion:SecretVersion", "production-redis").inputs["secretStringWo"])) as Record<string, unknown>;
    assert.equal(value["readerHost"], "reader.production-redis.cache.amazonaws.com");
    assert.equal(value["readerUrl"], "rediss://:generated-by-the-mock@reader.production-redis.cache.amazonaws.com:6379");
    assert.equal(value["url"], "rediss://:generated-by-the-mock@primary.production-redis.cache.amazonaws.com:6379");
    assert.equal(await resolved(cache.readerEndpoint ?? assert.fail("no reader endpoint")), "reader.production-redis.cache.amazonaws.com");
    assert.equal((await planned()).cache.readerEndpoint, undefined);
  });

  it("replicates the secret where there is a recovery Region, with the key that is there", async () => {
    const recovery = () => {
      const key = (name: string): aws.kms.ReplicaKey => new aws.kms.ReplicaKey(name, { primaryKeyArn: "arn", region: "us-west-2" });
      return { region: "us-west-2", data: key("data-there"), secrets: key("secrets-there"), brokerCredentials: key("broker-there"), audit: key("audit-there") };
    };
    const { plan } = await withMocks(() => new KianaxCache("production", { ...PRODUCTION, network: someNetwork(), keys: { ...someKeys(), recovery: recovery() } }));
    const secret = plan.one(SECRET, "production-redis");
    assert.deepEqual((secret.inputs["replicas"] as Record<string, unknown>[]).map(({ region }) => region), ["us-west-2"]);
    assert.deepEqual(secret.madeOf["replicas"], ["aws:kms/replicaKey:ReplicaKey::secrets-there"]);
    assert.ok(!("replicas" in (await planned()).plan.one(SECRET, "production-redis").inputs));
  });

  it("adds a token, protects neither while both are valid, and writes the secret after Redis", async () => {
    const { plan } = await planned({ authTokens: [1, 2] });
    const group = plan.one(GROUP, "production-redis");
    assert.deepEqual([group.inputs["authTokenWoVersion"], group.inputs["authTokenUpdateStrategy"]], [2, "ROTATE"]);
    assert.deepEqual(group.madeOf["authTokenWo"], ["random:index/randomPassword:RandomPassword::production-redis-password-2"]);
    const passwords = plan.all("random:index/randomPassword:RandomPassword");
    assert.deepEqual(passwords.map(({ name, protect }) => [name, protect === true]), [
      ["production-redis-password", false],
      ["production-redis-password-2", false],
    ]);
    const version = plan.one("aws:secretsmanager/secretVersion:SecretVersion", "production-redis");
    assert.equal(version.inputs["secretStringWoVersion"], 2002);
    assert.deepEqual(version.madeOf["secretStringWo"], [`${GROUP}::production-redis`, "random:index/randomPassword:RandomPassword::production-redis-password-2"]);
  });

  it("leaves the new token alone in the step after, protected, with the secret as it is", async () => {
    const { plan } = await planned({ authTokens: [2] });
    const { inputs } = plan.one(GROUP, "production-redis");
    assert.deepEqual([inputs["authTokenWoVersion"], inputs["authTokenUpdateStrategy"]], [2, "SET"]);
    assert.deepEqual(plan.all("random:index/randomPassword:RandomPassword").map(({ name, protect }) => [name, protect === true]), [["production-redis-password-2", true]]);
    assert.equal(plan.one("aws:secretsmanager/secretVersion:SecretVersion", "production-redis").inputs["secretStringWoVersion"], 2002);
  });

  it("drops what lives shortest, and lets no subscriber fill the memory", async () => {
    const { plan } = await planned();
    assert.deepEqual(plan.one("aws:elasticache/parameterGroup:ParameterGroup", "production-redis").inputs["parameters"], [
      { name: "cluster-enabled", value: "yes" },
      { name: "maxmemory-policy", value: "volatile-ttl" },
      { name: "maxmemory-samples", value: "10" },
      { name: "client-output-buffer-limit-pubsub-hard-limit", value: "33554432" },
      { name: "client-output-buffer-limit-pubsub-soft-limit", value: "8388608" },
      { name: "client-output-buffer-limit-pubsub-soft-seconds", value: "60" },
    ]);
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

  it("watches that every shard has a primary", async () => {
    const { plan } = await planned();
    const alarms = plan.all("aws:cloudwatch/metricAlarm:MetricAlarm").filter(({ name }) => name.endsWith("-primary"));
    assert.deepEqual(alarms.map(({ name }) => name), ["production-redis-0001-primary", "production-redis-0002-primary", "production-redis-0003-primary"]);
    const [result, ...nodes] = alarms[1]?.inputs["metricQueries"] as Record<string, unknown>[];
    assert.equal(result?.["expression"], "FILL(node1, 0) + FILL(node2, 0)");
    assert.deepEqual(
      nodes.map(({ metric }) => (metric as Record<string, unknown>)["dimensions"]),
      [{ CacheClusterId: "production-redis-id-0002-001" }, { CacheClusterId: "production-redis-id-0002-002" }],
    );
  });

  it("registers nothing when an argument is wrong", async () => {
    await withMocks(() => undefined);
    assert.throws(() => new KianaxCache("production", { ...PRODUCTION, network: someNeighbour, keys: someNeighbour, snapshotRetentionDays: 36 }), {
      message: 'KianaxCache "production": snapshotRetentionDays must be a whole number from 0 to 35 days, not 36.',
    });
  });
});
