import type { AlarmDefinition } from "../monitoring";
import type { Shape } from "./topology";

/** Alarms of each node: ElastiCache publishes its metrics by node. */
export function cacheAlarms(): AlarmDefinition[] {
  return [
    {
      ...over15Minutes("cpu", "EngineCPUUtilization"),
      comparison: "above",
      threshold: 80,
      description: "Redis has used more than 80 % of its one command thread for 15 minutes.",
    },
    {
      ...over15Minutes("memory", "DatabaseMemoryUsagePercentage"),
      comparison: "above",
      threshold: 85,
      description: "Redis fills more than 85 % of its memory: it will drop keys, and sessions end early.",
    },
  ];
}

/**
 * What AWS puts behind the group's id to name its nodes: `-0001-001` by shard in cluster mode, `-001` without.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
 */
export function nodeSuffixes({ shards, replicasPerShard }: Pick<Shape, "shards" | "replicasPerShard">): string[] {
  const nodes = numbered(replicasPerShard + 1, 3);
  const groups = shards === 1 ? [""] : numbered(shards, 4);
  return groups.flatMap((group) => nodes.map((node) => `${group}${node}`));
}

function numbered(count: number, digits: number): string[] {
  return Array.from({ length: count }, (_, index) => `-${String(index + 1).padStart(digits, "0")}`);
}

function over15Minutes(suffix: string, metricName: string): Pick<AlarmDefinition, "suffix" | "measure" | "periodSeconds" | "periods"> {
  return { suffix, measure: { namespace: "AWS/ElastiCache", metricName, statistic: "Average" }, periodSeconds: 300, periods: 3 };
}
