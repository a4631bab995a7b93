import { describeBadArguments, someNeighbour } from "../testing";
import { KianaxCache, type KianaxCacheArgs } from "./index";
import { cacheChecks } from "./validation";

const POLICIES = "volatile-lru, allkeys-lru, volatile-lfu, allkeys-lfu, volatile-random, allkeys-random, volatile-ttl, noeviction";

const windows = (changes: Partial<KianaxCacheArgs>, says: string) => ({ args: changes, says });

describeBadArguments<KianaxCacheArgs>({
  component: 'KianaxCache "production"',
  checks: cacheChecks,
  valid: {
    environment: "production",
    network: someNeighbour,
    keys: someNeighbour,
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
  },
  make: (args) => new KianaxCache("production", args),
  cases: {
    network: "any network will do; its type is checked",
    keys: "any keys will do; their type is checked",
    engineVersion: [{ args: { engineVersion: "7.2" }, says: 'engineVersion must be one of 7.0, 7.1, not "7.2".' }],
    nodeType: [
      { args: { nodeType: "t3.small" }, says: 'nodeType must be an ElastiCache node type such as cache.t3.small, not "t3.small".' },
      { args: { nodeType: "cache.t3.large" }, says: 'nodeType "cache.t3.large" does not exist: cache.t3 has micro, small, medium.' },
      {
        args: { nodeType: "cache.z1.large" },
        says: 'nodeType "cache.z1.large" is no node type of ElastiCache for Redis 7: use one of the families cache.t3, cache.t4g, cache.m5, cache.m6g, cache.m7g, cache.r5, cache.r6g, cache.r7g.',
      },
    ],
    shards: [
      { args: { shards: 0 }, says: "shards must be a whole number from 1 to 500, not 0." },
      { args: { shards: 31, replicasPerShard: 2 }, says: "shards 31 with replicasPerShard 2 make 93 nodes, and AWS allows 90: take fewer." },
      {
        args: { replicasPerShard: 0, multiAz: false },
        says: "shards 3 without replicas cannot fail over, and each lost node takes its part of the keys along: set replicasPerShard to 1 or more, or shards to 1.",
      },
    ],
    replicasPerShard: [
      { args: { replicasPerShard: -1 }, says: "replicasPerShard must be a whole number from 0 to 5, not -1." },
      { args: { replicasPerShard: 1.5 }, says: "replicasPerShard must be a whole number from 0 to 5, not 1.5." },
    ],
    multiAz: [{ args: { shards: 1, replicasPerShard: 0 }, says: "multiAz needs a replica in another zone: set replicasPerShard to 1 or more, or multiAz to false." }],
    snapshotRetentionDays: [{ args: { snapshotRetentionDays: 36 }, says: "snapshotRetentionDays must be a whole number from 0 to 35 days, not 36." }],
    snapshotWindow: [
      windows({ snapshotWindow: "02:00-02:30" }, 'snapshotWindow must last 60 minutes or more and less than 24 hours, not "02:00-02:30".'),
      windows({ snapshotWindow: "2am" }, 'snapshotWindow must be a daily window in UTC such as 03:00-04:00, not "2am".'),
    ],
    maintenanceWindow: [
      windows({ snapshotWindow: "05:30-06:30" }, 'maintenanceWindow "sun:05:00-sun:06:00" overlaps snapshotWindow "05:30-06:30", which AWS refuses: move one of them.'),
      windows({ maintenanceWindow: "sunday" }, 'maintenanceWindow must be a weekly window in UTC such as sun:05:00-sun:06:00, not "sunday".'),
    ],
    finalSnapshot: "both values are right",
    logRetentionDays: [
      {
        args: { logRetentionDays: 2 },
        says: "logRetentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, not 2.",
      },
    ],
    uses: [
      { args: { uses: [] }, says: "uses must name one or more of sessions, market-data, pub-sub, each once, not []." },
      { args: { uses: ["queues" as never] }, says: 'uses must name one or more of sessions, market-data, pub-sub, each once, not ["queues"].' },
      { args: { uses: ["sessions", "sessions"] }, says: 'uses must name one or more of sessions, market-data, pub-sub, each once, not ["sessions","sessions"].' },
    ],
    maxmemoryPolicy: [
      { args: { maxmemoryPolicy: "lru" }, says: `maxmemoryPolicy must be one of ${POLICIES}, not "lru".` },
      {
        args: { maxmemoryPolicy: "allkeys-lru" },
        says: 'maxmemoryPolicy "allkeys-lru" ends sessions to make room for any other key; leave it out for "volatile-ttl", which follows from uses.',
      },
      {
        args: { uses: ["sessions"], maxmemoryPolicy: "volatile-random" },
        says: 'maxmemoryPolicy "volatile-random" ends sessions to make room for any other key; leave it out for "volatile-ttl", which follows from uses.',
      },
      {
        args: { maxmemoryPolicy: "volatile-lru" },
        says: 'maxmemoryPolicy "volatile-lru" ends quiet sessions to make room for market data; leave it out for "volatile-ttl", which follows from uses.',
      },
      {
        args: { uses: ["market-data"], maxmemoryPolicy: "noeviction" },
        says: 'maxmemoryPolicy "noeviction" refuses every write once market data has filled the memory; leave it out for "allkeys-lru", which follows from uses.',
      },
    ],
    authTokens: [
      { args: { authTokens: [] }, says: "authTokens must be one number from 1 to 999, or it and the next one such as 1, 2, not []." },
      { args: { authTokens: [0] }, says: "authTokens must be one number from 1 to 999, or it and the next one such as 1, 2, not [0]." },
      { args: { authTokens: [1, 3] }, says: "authTokens must be one number from 1 to 999, or it and the next one such as 1, 2, not [1,3]." },
      { args: { authTokens: [2, 1] }, says: "authTokens must be one number from 1 to 999, or it and the next one such as 1, 2, not [2,1]." },
      { args: { authTokens: [1, 2, 3] }, says: "authTokens must be one number from 1 to 999, or it and the next one such as 1, 2, not [1,2,3]." },
    ],
    alarmActions: "any ARN will do; its type is checked",
  },
});
