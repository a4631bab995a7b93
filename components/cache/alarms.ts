import type { AlarmDefinition, Dimensions, MathMetric } from "../monitoring";
import { nodeCapacity } from "./node-types";
import { hasClusterMode, type Shape } from "./topology";
import type { CacheUse } from "./uses";

const NAMESPACE = "AWS/ElastiCache";
/** Up to so many processors the engine's one thread is not all that can run short. */
const FEW_VCPUS = 2;

/** What the alarms of a node follow from. */
export interface NodeFacts extends Pick<Shape, "replicasPerShard"> {
  readonly nodeType: string;
  readonly uses: readonly CacheUse[];
}

/**
 * Alarms of each node: ElastiCache publishes its metrics by node.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
 */
export function cacheAlarms({ nodeType, uses, replicasPerShard }: NodeFacts): AlarmDefinition[] {
  const { vcpus, clients } = nodeCapacity(nodeType) ?? { vcpus: FEW_VCPUS, clients: 0 };
  const connections = Math.floor(clients / 5);
  return [
    cpuAlarm(vcpus),
    {
      ...over15Minutes("memory", "DatabaseMemoryUsagePercentage"),
      threshold: 85,
      description: "Redis fills more than 85 % of its memory: it will drop keys, and sessions end early.",
    },
    {
      ...over15Minutes("connections", "CurrConnections"),
      threshold: connections,
      description: `Redis holds more than ${connections} connections, a fifth of what the node takes: a service leaks them, or clients reconnect in a storm.`,
    },
    {
      ...over15Minutes("auth-failures", "AuthenticationFailures", "Sum"),
      threshold: 10,
      description: "Clients are refused for their token: one was not restarted after a rotation, or somebody guesses.",
    },
    // A cache of market data alone drops keys all day; that is what it is for.
    ...(uses.includes("sessions")
      ? [{ ...over15Minutes("evictions", "Evictions", "Sum"), threshold: 0, description: "Redis has dropped keys for 15 minutes because its memory is full: market data first, and sessions next." }]
      : []),
    ...(replicasPerShard > 0
      ? [{ ...over15Minutes("replica-lag", "ReplicationLag"), threshold: 10, description: "The replica is more than 10 seconds behind its primary: a fail-over now would lose that much." }]
      : []),
  ];
}

/** A shard, as part of the names of its alarms, and what AWS puts behind the group's id to name its nodes. */
export interface Shard {
  readonly suffix: string;
  readonly nodes: readonly string[];
}

/**
 * The shards with their nodes: `-0001-001` by shard in cluster mode, `-001` without.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
 */
export function shardsOf({ shards, replicasPerShard }: Pick<Shape, "shards" | "replicasPerShard">): Shard[] {
  const suffixes = hasClusterMode({ shards }) ? numbered(shards, 4) : [""];
  return suffixes.map((suffix) => ({ suffix, nodes: numbered(replicasPerShard + 1, 3).map((node) => `${suffix}${node}`) }));
}

/** Alarm of a shard: none of its nodes is the primary, so nothing can be written to its part of the keys. */
export function primaryAlarm(nodes: readonly Dimensions[]): AlarmDefinition {
  const metrics = nodes.map((dimensions, index): [string, MathMetric] => [`node${index + 1}`, { namespace: NAMESPACE, metricName: "IsMaster", statistic: "Maximum", dimensions }]);
  return {
    suffix: "primary",
    severity: "critical",
    description: "No node of the shard is its primary: writes to its part of the keys fail, and fail-over has not helped.",
    measure: {
      // A node that no longer reports is none.
      expression: metrics.map(([id]) => `FILL(${id}, 0)`).join(" + "),
      label: "Primaries of the shard",
      metrics: Object.fromEntries(metrics),
    },
    comparison: "below",
    threshold: 1,
    periodSeconds: 60,
    periods: 5,
    breachingWhenMissing: true,
  };
}

/** AWS advises 90 % of one processor where there are two at most, and the engine's own thread where there are more. */
function cpuAlarm(vcpus: number): AlarmDefinition {
  const threshold = vcpus > FEW_VCPUS ? 80 : 90 / vcpus;
  return {
    ...over15Minutes("cpu", vcpus > FEW_VCPUS ? "EngineCPUUtilization" : "CPUUtilization"),
    threshold,
    description:
      vcpus > FEW_VCPUS
        ? `Redis has used more than ${threshold} % of its one command thread for 15 minutes.`
        : `The node has used more than ${threshold} % of its ${vcpus} processors for 15 minutes, and Redis runs commands on one.`,
  };
}

function numbered(count: number, digits: number): string[] {
  return Array.from({ length: count }, (_, index) => `-${String(index + 1).padStart(digits, "0")}`);
}

function over15Minutes(suffix: string, metricName: string, statistic = "Average"): Pick<AlarmDefinition, "suffix" | "measure" | "comparison" | "periodSeconds" | "periods"> {
  return { suffix, measure: { namespace: NAMESPACE, metricName, statistic }, comparison: "above", periodSeconds: 300, periods: 3 };
}
