import assert from "node:assert/strict";
import fc from "fast-check";
import { nodeSuffixes } from "./alarms";
import { NODE_TYPES, nodeTypeProblem } from "./node-types";
import { cacheParameters, MAXMEMORY_POLICIES, parameterGroupSuffix } from "./parameters";
import { nodeCount, topology, type Shape } from "./topology";
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
  maxmemoryPolicy: "volatile-lru",
};

function sentences(changes: Partial<CacheSettings>): string[] {
  return cacheProblems({ ...DEVELOPMENT, ...changes }).map(({ argument, problem }) => `${argument} ${problem}`);
}

describe("arguments of a cache", () => {
  it("are fine as the smallest ones are", () => assert.deepEqual(sentences({}), []));

  const refused: [string, Partial<CacheSettings>, string][] = [
    ["a malformed node type", { nodeType: "t3.small" }, 'nodeType must be an ElastiCache node type such as cache.t3.small, not "t3.small".'],
    ["a size that the family has not", { nodeType: "cache.t3.large" }, 'nodeType "cache.t3.large" does not exist: cache.t3 has micro, small, medium.'],
    [
      "a family that is none",
      { nodeType: "cache.z1.large" },
      'nodeType "cache.z1.large" is no node type of ElastiCache for Redis 7: use one of the families cache.t3, cache.t4g, cache.m5, cache.m6g, cache.m7g, cache.r5, cache.r6g, cache.r7g.',
    ],
    ["a version that is Valkey's", { engineVersion: "7.2" }, 'engineVersion must be one of 7.0, 7.1, not "7.2".'],
    ["no shards", { shards: 0 }, "shards must be a whole number from 1 to 500, not 0."],
    ["negative replicas", { replicasPerShard: -1 }, "replicasPerShard must be a whole number from 0 to 5, not -1."],
    ["too many nodes", { shards: 31, replicasPerShard: 2 }, "shards 31 with replicasPerShard 2 make 93 nodes, and AWS allows 90: take fewer."],
    ["Multi-AZ without a replica", { multiAz: true }, "multiAz needs a replica in another zone: set replicasPerShard to 1 or more, or multiAz to false."],
    ["too long a retention", { snapshotRetentionDays: 36 }, "snapshotRetentionDays must be a whole number from 0 to 35 days, not 36."],
    ["a short window", { snapshotWindow: "02:00-02:30" }, 'snapshotWindow must last 60 minutes or more and less than 24 hours, not "02:00-02:30".'],
    [
      "windows that overlap",
      { snapshotWindow: "05:30-06:30" },
      'maintenanceWindow "sun:05:00-sun:06:00" overlaps snapshotWindow "05:30-06:30", which AWS refuses: move one of them.',
    ],
    [
      "an eviction that Redis has not",
      { maxmemoryPolicy: "lru" },
      'maxmemoryPolicy must be one of volatile-lru, allkeys-lru, volatile-lfu, allkeys-lfu, volatile-random, allkeys-random, volatile-ttl, noeviction, not "lru".',
    ],
    [
      "a name that gets too long",
      { environment: "e".repeat(24), namePrefix: "p".repeat(10) },
      `environment makes the replication group name "${"p".repeat(10)}-${"e".repeat(24)}-redis" of 41 characters, and AWS allows 40: shorten it.`,
    ],
  ];
  for (const [what, changes, sentence] of refused) {
    it(`refuse ${what}`, () => assert.deepEqual(sentences(changes), [sentence]));
  }
});

describe("the shape of a cache", () => {
  const shapes: fc.Arbitrary<Shape> = fc.record({ shards: fc.integer({ min: 1, max: 15 }), replicasPerShard: fc.integer({ min: 0, max: 5 }), multiAz: fc.boolean() });

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

  it("names each node once", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const names = nodeSuffixes(shape);
        assert.equal(names.length, nodeCount(shape));
        assert.equal(new Set(names).size, names.length);
        assert.ok(names.every((name) => (shape.shards > 1 ? /^-\d{4}-\d{3}$/ : /^-\d{3}$/).test(name)));
      }),
    );
  });

  it("has a parameter group of its own in each mode", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.constantFrom(...MAXMEMORY_POLICIES), (shards, policy) => {
        const [mode, eviction] = cacheParameters(shards, policy);
        assert.deepEqual(mode, { name: "cluster-enabled", value: shards > 1 ? "yes" : "no" });
        assert.deepEqual(eviction, { name: "maxmemory-policy", value: policy });
        assert.equal(parameterGroupSuffix(shards), shards > 1 ? "redis7-cluster" : "redis7");
      }),
    );
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
});
