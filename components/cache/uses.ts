/**
 * What services keep in Redis, and what that means for a memory that runs full. One cache serves several uses, so each
 * use says which policies would hurt it, and the policy is what none of them minds.
 * https://redis.io/docs/latest/develop/reference/eviction/
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html#ParameterGroups.Redis
 */
import type { Problem } from "../base";

/** What a service keeps in the cache. */
export type CacheUse = "sessions" | "market-data" | "pub-sub";

export const CACHE_USES: readonly CacheUse[] = ["sessions", "market-data", "pub-sub"];

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

/** Drops the keys that would end first: quotes live for seconds, sessions for days. */
export const SHORTEST_LIVED_FIRST = "volatile-ttl";

/**
 * What Redis drops for these uses when its memory is full.
 *
 * - Sessions beside market data: `volatile-ttl`. A least-recently-used policy would drop the session of a user who reads
 *   rather than trades before a quote that is asked for every second.
 * - Market data without sessions: `allkeys-lru`, an ordinary cache; keys without a time to live may go too.
 * - Messages alone: `noeviction`, for messages are no keys and anything else is a mistake that should show.
 */
export function policyFor(uses: readonly CacheUse[]): string {
  if (uses.includes("sessions")) {
    return SHORTEST_LIVED_FIRST;
  }
  return uses.includes("market-data") ? "allkeys-lru" : "noeviction";
}

/** What is wrong with the uses, and with a policy that somebody chose for them. */
export function useProblems(uses: readonly CacheUse[], policy: string | undefined): Problem[] {
  const unknown = uses.filter((use) => !CACHE_USES.includes(use));
  if (uses.length === 0 || unknown.length > 0 || new Set(uses).size < uses.length) {
    return [{ argument: "uses", problem: `must name one or more of ${CACHE_USES.join(", ")}, each once, not ${JSON.stringify(uses)}.` }];
  }
  const harm = policy === undefined ? undefined : harmOf(uses, policy);
  return harm === undefined ? [] : [{ argument: "maxmemoryPolicy", problem: `"${policy}" ${harm}; leave it out for "${policyFor(uses)}", which follows from uses.` }];
}

/** Whom a policy would hurt. */
function harmOf(uses: readonly CacheUse[], policy: string): string | undefined {
  const sessions = uses.includes("sessions");
  const marketData = uses.includes("market-data");
  if (sessions && (policy.startsWith("allkeys-") || policy.endsWith("-random"))) {
    return "ends sessions to make room for any other key";
  }
  if (sessions && marketData && policy !== SHORTEST_LIVED_FIRST && policy !== "noeviction") {
    return "ends quiet sessions to make room for market data";
  }
  return marketData && policy === "noeviction" ? "refuses every write once market data has filled the memory" : undefined;
}
