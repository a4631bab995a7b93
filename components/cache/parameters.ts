/** Settings of the Redis parameter group. */
import { hasClusterMode } from "./topology";

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html#ParameterGroups.Redis */
export const MAXMEMORY_POLICIES: readonly string[] = [
  "volatile-lru",
  "allkeys-lru",
  "volatile-lfu",
  "allkeys-lfu",
  "volatile-random",
  "allkeys-random",
  "volatile-ttl",
  "noeviction",
];

/** Family of every Redis 7 version that ElastiCache has. */
export const PARAMETER_GROUP_FAMILY = "redis7";

export interface CacheParameter {
  readonly name: string;
  readonly value: string;
}

export function cacheParameters(shards: number, maxmemoryPolicy: string): CacheParameter[] {
  return [
    { name: "cluster-enabled", value: hasClusterMode({ shards }) ? "yes" : "no" },
    { name: "maxmemory-policy", value: maxmemoryPolicy },
  ];
}

/** `cluster-enabled` cannot change in a group, so each mode has its own name and can stand beside the other. */
export function parameterGroupSuffix(shards: number): string {
  return hasClusterMode({ shards }) ? `${PARAMETER_GROUP_FAMILY}-cluster` : PARAMETER_GROUP_FAMILY;
}
