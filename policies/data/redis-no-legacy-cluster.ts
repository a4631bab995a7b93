import { resourceRule } from "../kernel";
import { elasticache } from "../tokens";

export const redisNoLegacyCluster = resourceRule({
  name: "redis-no-legacy-cluster",
  title: "Redis runs in replication groups.",
  why: "A cache cluster of its own has no encryption, no token and no replica, and none of them can be added later.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { pci: ["3.5.1", "4.2.1"], gdpr: ["32(1)(a)"] },
  remediation: "Use aws.elasticache.ReplicationGroup, of one node where one is enough, or KianaxCache.",
  examples: {
    compliant: 'new aws.elasticache.ReplicationGroup("sessions", { ...args, engine: "redis", numCacheClusters: 1 });',
    violating: 'new aws.elasticache.Cluster("sessions", { engine: "redis", nodeType: "cache.t3.micro", numCacheNodes: 1 });',
  },
  types: [elasticache.cluster],
  // A cluster that names a replication group is a node of it, with its encryption.
  check: (cluster) => (cluster.value("replicationGroupId").present ? undefined : cluster.value("engine").must.equal("memcached")),
});
