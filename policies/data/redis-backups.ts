import { count, resourceRule } from "../kernel";
import { elasticache } from "../tokens";

export const redisBackups = resourceRule({
  name: "redis-backups",
  title: "Redis is snapshotted every day, and once more when it is deleted.",
  why: "Without a snapshot a lost cluster comes back empty: every user is logged out, and queued messages are gone.",
  severity: "medium",
  levels: { production: "mandatory", development: "off" },
  controls: { checkov: ["CKV_AWS_134"], fsbp: ["ElastiCache.1"], pci: ["10.3.3"], gdpr: ["32(1)(b)", "32(1)(c)"] },
  remediation: "Set snapshotRetentionLimit to at least 7, and finalSnapshotIdentifier of a replication group.",
  examples: {
    compliant: 'new aws.elasticache.ReplicationGroup("sessions", { ...args, snapshotRetentionLimit: 14, finalSnapshotIdentifier: "sessions-final" });',
    violating: 'new aws.elasticache.ReplicationGroup("sessions", { ...args, snapshotRetentionLimit: 0 });',
  },
  settings: { minimumDays: count("Days for which daily snapshots are kept.", 1, { production: 7, development: 7 }) },
  types: [elasticache.replicationGroup, elasticache.serverlessCache],
  check: (redis, { minimumDays }) => [
    redis.value("snapshotRetentionLimit").must.atLeast(minimumDays),
    redis.type === elasticache.serverlessCache ? undefined : redis.value("finalSnapshotIdentifier").must.bePresent(),
  ],
});
