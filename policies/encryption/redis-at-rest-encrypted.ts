import { resourceRule } from "../kernel";
import { elasticache } from "../tokens";

export const redisAtRestEncrypted = resourceRule({
  name: "redis-at-rest-encrypted",
  title: "Redis is encrypted at rest.",
  why: "Sessions and snapshots are written to disk, and encryption cannot be switched on later without a new replication group.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_29"], fsbp: ["ElastiCache.4"], pci: ["3.5.1"], gdpr: ["32(1)(a)"] },
  remediation: "Set atRestEncryptionEnabled: true.",
  examples: {
    compliant: 'new aws.elasticache.ReplicationGroup("sessions", { ...args, atRestEncryptionEnabled: true });',
    violating: 'new aws.elasticache.ReplicationGroup("sessions", { ...args, atRestEncryptionEnabled: false });',
  },
  types: [elasticache.replicationGroup],
  check: (redis) => redis.value("atRestEncryptionEnabled").must.equal(true),
});
