import { resourceRule, type Findings, type Resource } from "../kernel";
import { elasticache } from "../tokens";

const LOGS = ["slow-log", "engine-log"] as const;

export const redisUpgradesAndLogs = resourceRule({
  name: "redis-upgrades-and-logs",
  title: "Redis takes minor versions by itself, and delivers its logs.",
  why: "Fixes of Redis come as minor versions; and without its logs a slow command or a failover leaves nothing to look at.",
  severity: "low",
  levels: { production: "advisory", development: "advisory" },
  controls: { checkov: ["CKV_AWS_322"], fsbp: ["ElastiCache.2"], pci: ["6.3.3"] },
  remediation: 'Leave autoMinorVersionUpgrade on, and list logDeliveryConfigurations of logType "slow-log" and "engine-log".',
  examples: {
    compliant: `new aws.elasticache.ReplicationGroup("sessions", {
  ...args,
  autoMinorVersionUpgrade: true,
  logDeliveryConfigurations: ["slow-log", "engine-log"].map((logType) => ({ logType, logFormat: "json", destinationType: "cloudwatch-logs", destination: logs.name })),
});`,
    violating: 'new aws.elasticache.ReplicationGroup("sessions", { ...args, autoMinorVersionUpgrade: false });',
  },
  types: [elasticache.replicationGroup],
  // The provider's default is true.
  check: (redis) => [redis.value("autoMinorVersionUpgrade").must.notEqual(false), LOGS.map((log) => delivers(redis, log))],
});

function delivers(redis: Resource, log: string): Findings {
  const path = "logDeliveryConfigurations";
  return redis.list(path).items.some((delivery) => delivery.value("logType").is(log))
    ? undefined
    : { id: `${path}[${log}]`, message: `${path} has no delivery of logType "${log}", known at preview` };
}
