import type { Catalogue } from "./catalogue";

/** What a parameter takes: one of some words, a whole number of a range, or text of a pattern. */
export type CacheParameterValue =
  | { readonly words: readonly string[] }
  | { readonly min: number; readonly max: number; readonly also?: number }
  | { readonly pattern: RegExp; readonly such: string };

const YES_NO: CacheParameterValue = { words: ["yes", "no"] };
const COUNT: CacheParameterValue = { min: 0, max: Number.MAX_SAFE_INTEGER };
const MIB = 1024 ** 2;

const POLICIES = ["volatile-lru", "allkeys-lru", "volatile-lfu", "allkeys-lfu", "volatile-random", "allkeys-random", "volatile-ttl", "noeviction"];

/** Parameters that a group of the family redis7 may set. */
export const REDIS7_PARAMETERS: Catalogue<Readonly<Record<string, CacheParameterValue>>> = {
  source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html",
  asOf: "2026-11-23",
  entries: {
    "acl-pubsub-default": { words: ["resetchannels", "allchannels"] },
    "acllog-max-len": COUNT,
    "active-defrag-cycle-max": { min: 1, max: 75 },
    "active-defrag-cycle-min": { min: 1, max: 75 },
    "active-defrag-ignore-bytes": { min: 10 * MIB, max: 100 * MIB },
    "active-defrag-max-scan-fields": { min: 1, max: 1_000_000 },
    "active-defrag-threshold-lower": { min: 1, max: 100 },
    "active-defrag-threshold-upper": { min: 1, max: 100 },
    "active-expire-effort": { min: 1, max: 10 },
    activedefrag: YES_NO,
    activerehashing: YES_NO,
    "client-output-buffer-limit-normal-hard-limit": COUNT,
    "client-output-buffer-limit-normal-soft-limit": COUNT,
    "client-output-buffer-limit-normal-soft-seconds": COUNT,
    "client-output-buffer-limit-pubsub-hard-limit": COUNT,
    "client-output-buffer-limit-pubsub-soft-limit": COUNT,
    "client-output-buffer-limit-pubsub-soft-seconds": COUNT,
    "client-query-buffer-limit": { min: MIB, max: 1024 * MIB },
    "close-on-replica-write": YES_NO,
    "cluster-allow-reads-when-down": YES_NO,
    "cluster-enabled": YES_NO,
    "cluster-require-full-coverage": YES_NO,
    databases: { min: 1, max: 1_200_000 },
    "hash-max-ziplist-entries": COUNT,
    "hash-max-ziplist-value": COUNT,
    "hll-sparse-max-bytes": COUNT,
    "lazyfree-lazy-eviction": YES_NO,
    "lazyfree-lazy-expire": YES_NO,
    "lazyfree-lazy-server-del": YES_NO,
    "lazyfree-lazy-user-del": YES_NO,
    "lfu-decay-time": COUNT,
    "lfu-log-factor": { min: 1, max: Number.MAX_SAFE_INTEGER },
    "list-compress-depth": COUNT,
    "list-max-ziplist-size": { min: -5, max: Number.MAX_SAFE_INTEGER },
    "maxmemory-policy": { words: POLICIES },
    "maxmemory-samples": { min: 1, max: Number.MAX_SAFE_INTEGER },
    "min-replicas-max-lag": COUNT,
    "min-replicas-to-write": COUNT,
    "notify-keyspace-events": { pattern: /^[KEg$lshzxeA]*$/, such: "letters of KEg$lshzxeA, such as Ex" },
    "proto-max-bulk-len": { min: MIB, max: 512 * MIB },
    "rename-commands": { pattern: /^[^\n]*$/, such: "pairs of commands in one line" },
    "repl-backlog-size": { min: 16_384, max: Number.MAX_SAFE_INTEGER },
    "repl-backlog-ttl": COUNT,
    "reserved-memory": COUNT,
    "reserved-memory-percent": { min: 0, max: 100 },
    "set-max-intset-entries": COUNT,
    "slowlog-log-slower-than": { min: -1, max: Number.MAX_SAFE_INTEGER },
    "slowlog-max-len": COUNT,
    "stream-node-max-bytes": COUNT,
    "stream-node-max-entries": COUNT,
    "tcp-keepalive": COUNT,
    // 1 to 19 are invalid, 0 is never.
    timeout: { min: 20, max: Number.MAX_SAFE_INTEGER, also: 0 },
    "tracking-table-max-keys": COUNT,
    "zset-max-ziplist-entries": COUNT,
    "zset-max-ziplist-value": COUNT,
  },
};

/** What a value would have to be, in words; undefined when it is right. */
export function parameterProblem(allowed: CacheParameterValue, value: string): string | undefined {
  if ("words" in allowed) {
    return allowed.words.includes(value) ? undefined : `one of ${allowed.words.join(", ")}`;
  }
  if ("pattern" in allowed) {
    return allowed.pattern.test(value) ? undefined : allowed.such;
  }
  const { min, max, also } = allowed;
  const number = /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
  const range = max === Number.MAX_SAFE_INTEGER ? `a whole number of ${min} or more` : `a whole number from ${min} to ${max}`;
  return (number >= min && number <= max) || number === also ? undefined : `${range}${also === undefined ? "" : `, or ${also}`}`;
}
