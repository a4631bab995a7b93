import { z } from "zod";
import { choice, dailyWindow, flag, list, logRetention, setting, text, weeklyWindow, whole } from "./values";

export const cacheSchema = z.strictObject({
  engineVersion: setting(choice(["7.0", "7.1"]), "Version of Redis OSS. Upward in place; ElastiCache does not go back, so a lower one replaces the cache.", "replace"),
  nodeType: setting(text(/^cache\.[a-z0-9]+\.[a-z0-9]+$/, "an ElastiCache node type such as cache.t3.small"), "Processor and memory of each node."),
  shards: setting(whole(1, 250, "shards"), "Parts of the key space; 1 switches cluster mode off. Several need a replica each. From 1 to several, or back, is refused: make another cache."),
  replicasPerShard: setting(whole(0, 5, "replicas"), "Copies of each shard, each at the price of a node."),
  multiAz: setting(flag(), "Whether a replica in another zone takes over. Needs a replica; the policy pack refuses false in production."),
  snapshotRetentionDays: setting(whole(0, 35, "days"), "Days that daily snapshots are kept; 0 takes none."),
  snapshotWindow: setting(dailyWindow(), "When the daily snapshot is taken, at least 60 minutes."),
  maintenanceWindow: setting(weeklyWindow(), "When patches are applied, at least 60 minutes."),
  finalSnapshot: setting(flag(), "Whether a snapshot is taken when the cache is deleted."),
  logRetentionDays: setting(logRetention(), "Days that slow and engine logs are kept."),
  maxmemoryPolicy: setting(
    choice(["volatile-lru", "allkeys-lru", "volatile-lfu", "allkeys-lfu", "volatile-random", "allkeys-random", "volatile-ttl", "noeviction"]),
    "What Redis evicts when its memory is full. Left out, it follows from what the services keep there; one that would hurt them is refused.",
  ).optional(),
  authTokens: setting(
    list(whole(1, 999), "one number, or two that follow each other", 1, 2),
    "Numbers of the tokens that clients may use; the secret holds the last. Change it in the steps of docs/runbooks/rotate-redis-token.md.",
  ),
});
