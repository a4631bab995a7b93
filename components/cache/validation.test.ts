import assert from "node:assert/strict";
import fc from "fast-check";
import { cacheAlarms, primaryAlarm, shardsOf } from "./alarms";
import { NODE_TYPES, nodeCapacity, nodeTypeProblem } from "./node-types";
import { cacheParameters, parameterGroupSuffix } from "./parameters";
import { passwordSuffix, tokenPlan, tokenProblems } from "./token";
import { nodeCount, topology, type Shape } from "./topology";
import { CACHE_USES, MAXMEMORY_POLICIES, policyFor, useProblems, type CacheUse } from "./uses";
import { cacheProblems, type CacheSettings } from "./validation";

const DEVELOPMENT: CacheSettings = {
  environment: "development",
  engineVersion: "7.1",
  nodeType: "cache.t3.micro",
  shards: 1,
  replicasPerShard: 0,
  multiAz: false,
  snapshotRetentionDays: 0,
  snapshotWindow: "02:00-03:00",
  maintenanceWindow: "sun:05:00-sun:06:00",
  finalSnapshot: false,
  logRetentionDays: 14,
  uses: ["sessions", "market-data", "pub-sub"],
};

const nodeTypes = fc.constantFrom(...NODE_TYPES);
const someUses = fc.subarray([...CACHE_USES], { minLength: 1 });
const shapes: fc.Arbitrary<Shape> = fc.record({ shards: fc.integer({ min: 1, max: 15 }), replicasPerShard: fc.integer({ min: 0, max: 5 }), multiAz: fc.boolean() });

function sentences(changes: Partial<CacheSettings>): string[] {
  return cacheProblems({ ...DEVELOPMENT, ...changes }).map(({ argument, problem }) => `${argument} ${problem}`);
}

describe("arguments of a cache", () => {
  it("are fine as the smallest ones are", () => assert.deepEqual(sentences({}), []));

  it("refuse a name that gets too long", () => {
    assert.deepEqual(sentences({ environment: "e".repeat(24), namePrefix: "p".repeat(10) }), [
      `environment makes the replication group name "${"p".repeat(10)}-${"e".repeat(24)}-redis" of 41 characters, and AWS allows 40: shorten it.`,
    ]);
  });
});

describe("the shape of a cache", () => {
  it("is told to AWS in one of two ways, never in both, and always adds up", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { numCacheClusters, numNodeGroups, replicasPerNodeGroup, clusterMode, automaticFailoverEnabled } = topology(shape);
        const inCluster = numNodeGroups === undefined ? 0 : Number(numNodeGroups) * (Number(replicasPerNodeGroup) + 1);
        assert.equal(numCacheClusters === undefined, numNodeGroups !== undefined);
        assert.equal(Number(numCacheClusters ?? 0) + inCluster, nodeCount(shape));
        assert.equal(clusterMode, shape.shards > 1 ? "enabled" : "disabled");
        assert.equal(automaticFailoverEnabled, shape.shards > 1 || shape.replicasPerShard > 0);
      }),
    );
  });

  it("names each node once, below its shard", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const shards = shardsOf(shape);
        const names = shards.flatMap(({ nodes }) => nodes);
        assert.equal(shards.length, shape.shards);
        assert.equal(names.length, nodeCount(shape));
        assert.equal(new Set(names).size, names.length);
        assert.ok(names.every((name) => (shape.shards > 1 ? /^-\d{4}-\d{3}$/ : /^-\d{3}$/).test(name)));
        assert.ok(shards.every(({ suffix, nodes }) => nodes.every((node) => node.startsWith(suffix))));
      }),
    );
  });
});

describe("what a full cache drops", () => {
  it("hurts nobody that uses it, whichever uses come together", () => {
    fc.assert(fc.property(someUses, (uses) => assert.deepEqual(useProblems(uses, policyFor(uses)), [])));
  });

  it("follows from the uses", () => {
    const policies = (...uses: CacheUse[]): string => policyFor(uses);
    assert.equal(policies("sessions", "market-data", "pub-sub"), "volatile-ttl");
    assert.equal(policies("sessions"), "volatile-ttl");
    assert.equal(policies("market-data", "pub-sub"), "allkeys-lru");
    assert.equal(policies("pub-sub"), "noeviction");
  });

  it("never takes keys without a time to live, or any key by chance, where there are sessions", () => {
    for (const policy of MAXMEMORY_POLICIES.filter((name) => name.startsWith("allkeys-") || name.endsWith("-random"))) {
      assert.equal(useProblems(["sessions"], policy).length, 1, policy);
      assert.deepEqual(useProblems(["market-data"], policy), [], policy);
    }
  });

  it("may be chosen freely where messages are all there is", () => {
    assert.deepEqual(MAXMEMORY_POLICIES.flatMap((policy) => useProblems(["pub-sub"], policy)), []);
  });
});

describe("parameters of a cache", () => {
  const named = (parameters: readonly { readonly name: string; readonly value: string }[]): Record<string, string> => Object.fromEntries(parameters.map(({ name, value }) => [name, value]));

  it("are these for all uses on a small node", () => {
    assert.deepEqual(named(cacheParameters({ shards: 1, nodeType: "cache.t3.micro", uses: CACHE_USES })), {
      "cluster-enabled": "no",
      "maxmemory-policy": "volatile-ttl",
      "maxmemory-samples": "10",
      "client-output-buffer-limit-pubsub-hard-limit": String(16 * 1024 ** 2),
      "client-output-buffer-limit-pubsub-soft-limit": String(4 * 1024 ** 2),
      "client-output-buffer-limit-pubsub-soft-seconds": "60",
    });
  });

  it("leave out what no use asks for", () => {
    assert.deepEqual(named(cacheParameters({ shards: 3, nodeType: "cache.t3.small", uses: ["market-data"] })), { "cluster-enabled": "yes", "maxmemory-policy": "allkeys-lru" });
  });

  it("let no subscriber hold more than a thirty-second of the node, or than AWS's own limit", () => {
    fc.assert(
      fc.property(nodeTypes, fc.integer({ min: 1, max: 500 }), (nodeType, shards) => {
        const values = named(cacheParameters({ shards, nodeType, uses: ["pub-sub"] }));
        const [hard, soft] = ["hard", "soft"].map((kind) => Number(values[`client-output-buffer-limit-pubsub-${kind}-limit`]));
        assert.ok(hard !== undefined && soft !== undefined && soft < hard && hard <= 32 * 1024 ** 2);
        assert.ok(hard <= (nodeCapacity(nodeType)?.memoryBytes ?? 0) / 32);
      }),
    );
  });

  it("carry a policy that somebody chose, once each", () => {
    fc.assert(
      fc.property(fc.constantFrom(...MAXMEMORY_POLICIES), nodeTypes, someUses, (maxmemoryPolicy, nodeType, uses) => {
        const parameters = cacheParameters({ shards: 2, nodeType, uses, maxmemoryPolicy });
        assert.equal(named(parameters)["maxmemory-policy"], maxmemoryPolicy);
        assert.equal(new Set(parameters.map(({ name }) => name)).size, parameters.length);
      }),
    );
  });

  it("have a group of their own in each mode", () => {
    assert.deepEqual([1, 2, 500].map(parameterGroupSuffix), ["redis7", "redis7-cluster", "redis7-cluster"]);
  });
});

describe("tokens of a cache", () => {
  it("are told to ElastiCache in its own steps", () => {
    assert.deepEqual(tokenPlan([1]), { current: 1, strategy: "ROTATE", secretVersion: 2001 });
    assert.deepEqual(tokenPlan([1, 2]), { current: 2, outgoing: 1, strategy: "ROTATE", secretVersion: 2002 });
    assert.deepEqual(tokenPlan([2]), { current: 2, strategy: "SET", secretVersion: 2002 });
    assert.deepEqual(tokenPlan([2, 3]), { current: 3, outgoing: 2, strategy: "ROTATE", secretVersion: 2003 });
  });

  it("are each added before they stand alone, and each written into the secret once", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 998 }), (token) => {
        const [added, alone] = [tokenPlan([token, token + 1]), tokenPlan([token + 1])];
        assert.deepEqual([added.strategy, alone.strategy], ["ROTATE", "SET"]);
        assert.deepEqual([added.current, added.secretVersion], [alone.current, alone.secretVersion]);
        assert.notEqual(added.secretVersion, tokenPlan([token]).secretVersion);
        assert.notEqual(passwordSuffix(token), passwordSuffix(token + 1));
        assert.deepEqual([...tokenProblems([token]), ...tokenProblems([token, token + 1])], []);
      }),
    );
  });

  it("begin with the password that was always there", () => assert.equal(passwordSuffix(1), "redis-password"));
});

describe("alarms of a cache", () => {
  const thresholds = (nodeType: string, uses: readonly CacheUse[], replicasPerShard: number): unknown[] =>
    cacheAlarms({ nodeType, uses, replicasPerShard }).map(({ suffix, threshold }) => [suffix, threshold]);

  it("are these in production", () => {
    assert.deepEqual(thresholds("cache.t3.small", CACHE_USES, 1), [
      ["cpu", 45],
      ["memory", 85],
      ["connections", 9200],
      ["auth-failures", 10],
      ["evictions", 0],
      ["replica-lag", 10],
    ]);
  });

  it("watch evictions where there are sessions, and lag where there are replicas", () => {
    fc.assert(
      fc.property(nodeTypes, someUses, fc.integer({ min: 0, max: 5 }), (nodeType, uses, replicas) => {
        const suffixes = cacheAlarms({ nodeType, uses, replicasPerShard: replicas }).map(({ suffix }) => suffix);
        assert.equal(suffixes.includes("evictions"), uses.includes("sessions"));
        assert.equal(suffixes.includes("replica-lag"), replicas > 0);
        assert.equal(new Set(suffixes).size, suffixes.length);
      }),
    );
  });

  it("look at one thread where there are processors enough, and at the node where there are two", () => {
    fc.assert(
      fc.property(nodeTypes, (nodeType) => {
        const { vcpus, clients } = nodeCapacity(nodeType) ?? assert.fail(nodeType);
        const [cpu, , connections] = cacheAlarms({ nodeType, uses: ["pub-sub"], replicasPerShard: 0 });
        assert.deepEqual([cpu?.measure, cpu?.threshold], vcpus > 2 ? [{ namespace: "AWS/ElastiCache", metricName: "EngineCPUUtilization", statistic: "Average" }, 80] : [{ namespace: "AWS/ElastiCache", metricName: "CPUUtilization", statistic: "Average" }, 45]);
        assert.ok(Number(connections?.threshold) > 0 && Number(connections?.threshold) < clients);
      }),
    );
  });

  it("ring when no node of a shard says that it is the primary", () => {
    const alarm = primaryAlarm([{ CacheClusterId: "a" }, { CacheClusterId: "b" }]);
    assert.deepEqual(alarm.measure, {
      expression: "FILL(node1, 0) + FILL(node2, 0)",
      label: "Primaries of the shard",
      metrics: {
        node1: { namespace: "AWS/ElastiCache", metricName: "IsMaster", statistic: "Maximum", dimensions: { CacheClusterId: "a" } },
        node2: { namespace: "AWS/ElastiCache", metricName: "IsMaster", statistic: "Maximum", dimensions: { CacheClusterId: "b" } },
      },
    });
    assert.deepEqual([alarm.comparison, alarm.threshold, alarm.breachingWhenMissing], ["below", 1, true]);
  });
});

describe("node types", () => {
  it("are accepted when they are of the list, and refused when not", () => {
    for (const nodeType of NODE_TYPES) {
      assert.equal(nodeTypeProblem(nodeType), undefined);
    }
    fc.assert(fc.property(fc.string(), (text) => NODE_TYPES.includes(text) || nodeTypeProblem(text) !== undefined));
    assert.ok(nodeTypeProblem("constructor.name"));
  });

  it("grow with their size", () => {
    const memory = (nodeType: string): number => nodeCapacity(nodeType)?.memoryBytes ?? assert.fail(nodeType);
    for (const family of ["cache.m6g", "cache.r7g"]) {
      const sizes = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"].map((size) => memory(`${family}.${size}`));
      assert.deepEqual(sizes, [...sizes].sort((a, b) => a - b));
    }
    assert.deepEqual(["large", "xlarge", "4xlarge", "16xlarge"].map((size) => nodeCapacity(`cache.r7g.${size}`)?.vcpus), [2, 4, 16, 64]);
  });
});
