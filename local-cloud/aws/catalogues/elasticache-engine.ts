import { sizes, type Catalogue } from "./catalogue";

const TO_16 = "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge";

/** Cache node types. */
export const CACHE_NODE_TYPES: Catalogue<ReadonlySet<string>> = {
  source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html",
  asOf: "2026-11-23",
  entries: sizes("cache.", {
    t2: "micro small medium", t3: "micro small medium", t4g: "micro small medium",
    m5: "large xlarge 2xlarge 4xlarge 12xlarge 24xlarge", m6g: TO_16, m7g: TO_16,
    r5: "large xlarge 2xlarge 4xlarge 12xlarge 24xlarge", r6g: TO_16, r7g: TO_16,
    r6gd: "xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge", c7gn: TO_16,
  }),
};

export interface CacheVersion {
  /** What a program may write. */
  readonly version: string;
  /** What DescribeCacheClusters then says. */
  readonly actual: string;
  readonly family: string;
}

export const CACHE_VERSIONS: Catalogue<Readonly<Record<string, readonly CacheVersion[]>>> = {
  source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html",
  asOf: "2026-11-23",
  entries: {
    redis: [
      ...["5.0.0", "5.0.3", "5.0.4", "5.0.5", "5.0.6"].map((version) => ({ version, actual: version, family: "redis5.0" })),
      { version: "6.0", actual: "6.0.5", family: "redis6.x" },
      { version: "6.2", actual: "6.2.6", family: "redis6.x" },
      { version: "7.0", actual: "7.0.7", family: "redis7" },
      { version: "7.1", actual: "7.1.0", family: "redis7" },
    ],
    valkey: [
      { version: "7.2", actual: "7.2.6", family: "valkey7" },
      { version: "8.0", actual: "8.0.1", family: "valkey8" },
      { version: "8.1", actual: "8.1.0", family: "valkey8" },
      { version: "8.2", actual: "8.2.0", family: "valkey8" },
    ],
  },
};

export function cacheVersion(engine: string, version: string): CacheVersion | undefined {
  return CACHE_VERSIONS.entries[engine]?.find((entry) => entry.version === version);
}
