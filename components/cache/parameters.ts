/** Settings of the Redis parameter group. Each is applied to running nodes at once, without a restart. */
import { nodeCapacity } from "./node-types";
import { hasClusterMode } from "./topology";
import { policyFor, SHORTEST_LIVED_FIRST, type CacheUse } from "./uses";

/** Family of every Redis 7 version that ElastiCache has. */
export const PARAMETER_GROUP_FAMILY = "redis7";

const MIB = 1024 ** 2;
/** Defaults of AWS, in bytes. */
const SUBSCRIBER_BUFFER = { min: MIB, max: 32 * MIB };
/** Keys that are compared when one is to go. AWS compares 3; ten come close to comparing all, for little more work. */
const SAMPLES = 10;

export interface CacheParameter {
  readonly name: string;
  readonly value: string;
}

/** What the parameters follow from. */
export interface ParameterSettings {
  readonly shards: number;
  readonly nodeType: string;
  readonly uses: readonly CacheUse[];
  readonly maxmemoryPolicy?: string;
}

/**
 * Left as AWS has them, on purpose: `reserved-memory-percent` (25, what snapshots and replicas need),
 * `timeout` (0: pods keep their connections) with `tcp-keepalive` (300: those of pods that vanished go), and
 * `notify-keyspace-events` (none: events cost processor time and get lost; services publish what others must know).
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/redis-memory-management.html
 */
export function cacheParameters({ shards, nodeType, uses, maxmemoryPolicy = policyFor(uses) }: ParameterSettings): CacheParameter[] {
  return [
    { name: "cluster-enabled", value: hasClusterMode({ shards }) ? "yes" : "no" },
    { name: "maxmemory-policy", value: maxmemoryPolicy },
    ...(maxmemoryPolicy === SHORTEST_LIVED_FIRST ? [{ name: "maxmemory-samples", value: String(SAMPLES) }] : []),
    ...(uses.includes("pub-sub") ? subscriberBuffers(nodeType) : []),
  ];
}

/**
 * A subscriber that does not read makes Redis keep its messages, outside of what evictions could free. It is disconnected
 * at a thirty-second of the node's memory, or at a quarter of that for a minute; AWS's own limits are the most.
 */
function subscriberBuffers(nodeType: string): CacheParameter[] {
  const share = Math.floor((nodeCapacity(nodeType)?.memoryBytes ?? 0) / 32);
  const hard = Math.min(Math.max(share, SUBSCRIBER_BUFFER.min), SUBSCRIBER_BUFFER.max);
  return [
    { name: "client-output-buffer-limit-pubsub-hard-limit", value: String(hard) },
    { name: "client-output-buffer-limit-pubsub-soft-limit", value: String(Math.floor(hard / 4)) },
    { name: "client-output-buffer-limit-pubsub-soft-seconds", value: "60" },
  ];
}

/** `cluster-enabled` cannot change in a group, so each mode has its own name and can stand beside the other. */
export function parameterGroupSuffix(shards: number): string {
  return hasClusterMode({ shards }) ? `${PARAMETER_GROUP_FAMILY}-cluster` : PARAMETER_GROUP_FAMILY;
}
