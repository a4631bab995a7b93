import { resourceRule } from "../kernel";
import { elasticache } from "../tokens";

export const redisTls = resourceRule({
  name: "redis-tls",
  title: "Redis talks TLS only.",
  why: "Sessions and the auth token cross the network; the mode \"preferred\" would still take them in clear text.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_30"], fsbp: ["ElastiCache.5"], pci: ["4.2.1"], soc2: ["CC6.7"], gdpr: ["32(1)(a)"] },
  remediation: 'Set transitEncryptionEnabled: true and transitEncryptionMode: "required".',
  examples: {
    compliant: 'new aws.elasticache.ReplicationGroup("sessions", { ...args, transitEncryptionEnabled: true, transitEncryptionMode: "required" });',
    violating: 'new aws.elasticache.ReplicationGroup("sessions", { ...args, transitEncryptionEnabled: true, transitEncryptionMode: "preferred" });',
  },
  types: [elasticache.replicationGroup],
  check: (redis) => [
    redis.value("transitEncryptionEnabled").must.equal(true),
    redis.value("transitEncryptionMode").must.equal("required"),
  ],
});
