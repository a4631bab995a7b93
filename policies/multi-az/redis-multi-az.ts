import { resourceRule, type Findings, type Resource } from "../kernel";
import { elasticache } from "../tokens";

export const redisMultiAz = resourceRule({
  name: "redis-multi-az",
  title: "Redis survives the loss of an availability zone.",
  why: "Sessions live here: a shard without a replica in another zone logs its users out and stays down until it is rebuilt.",
  severity: "high",
  levels: { production: "mandatory", development: "off" },
  controls: { checkov: ["CKV2_AWS_50"], fsbp: ["ElastiCache.3"], gdpr: ["32(1)(b)"] },
  remediation: "Set multiAzEnabled and automaticFailoverEnabled to true, with replicasPerNodeGroup at least 1 (or numCacheClusters at least 2).",
  examples: {
    compliant: 'new aws.elasticache.ReplicationGroup("cache", { multiAzEnabled: true, automaticFailoverEnabled: true, replicasPerNodeGroup: 1, … });',
    violating: 'new aws.elasticache.ReplicationGroup("cache", { numCacheClusters: 1, … });',
  },
  types: [elasticache.replicationGroup],
  check: (redis) => [
    redis.value("multiAzEnabled").must.equal(true),
    redis.value("automaticFailoverEnabled").must.equal(true),
    replicas(redis),
  ],
});

function replicas(redis: Resource): Findings {
  const nodes = redis.value("numCacheClusters");
  return nodes.present ? nodes.must.atLeast(2) : redis.value("replicasPerNodeGroup").must.atLeast(1);
}
