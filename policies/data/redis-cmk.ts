import { resourceRule } from "../kernel";
import { elasticache } from "../tokens";

export const redisCmk = resourceRule({
  name: "redis-cmk",
  title: "Redis is encrypted with a key of this account.",
  why: "Only a customer managed key can be restricted by policy and revoked, and takes snapshots with it.",
  severity: "medium",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV_AWS_191"], gdpr: ["32(1)(a)"] },
  remediation: "Set kmsKeyId to the ARN of a KMS key, such as KianaxKeys' data key.",
  examples: {
    compliant: 'new aws.elasticache.ReplicationGroup("sessions", { ...args, atRestEncryptionEnabled: true, kmsKeyId: key.arn });',
    violating: 'new aws.elasticache.ReplicationGroup("sessions", { ...args, atRestEncryptionEnabled: true });',
  },
  types: [elasticache.replicationGroup, elasticache.serverlessCache],
  check: (redis) => redis.value("kmsKeyId").must.bePresent(),
});
