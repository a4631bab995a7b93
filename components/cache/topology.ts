/** How shards and replicas become the arguments that ElastiCache has for them. */
import type * as aws from "@pulumi/aws";

/** The shape of a cache. */
export interface Shape {
  readonly shards: number;
  readonly replicasPerShard: number;
  readonly multiAz: boolean;
}

/** Arguments of the replication group that follow from the shape. */
export type TopologyArgs = Pick<
  aws.elasticache.ReplicationGroupArgs,
  "clusterMode" | "numCacheClusters" | "numNodeGroups" | "replicasPerNodeGroup" | "automaticFailoverEnabled" | "multiAzEnabled"
>;

/** Several shards are cluster mode, in which clients spread keys over shards. */
export function hasClusterMode({ shards }: Pick<Shape, "shards">): boolean {
  return shards > 1;
}

/** Nodes that are paid for. */
export function nodeCount({ shards, replicasPerShard }: Shape): number {
  return shards * (replicasPerShard + 1);
}

/** AWS takes a count of nodes without cluster mode, and shards with replicas in it; never both. */
export function topology(shape: Shape): TopologyArgs {
  const { shards, replicasPerShard, multiAz } = shape;
  return hasClusterMode(shape)
    ? // Cluster mode is refused without automatic fail-over, even where no replica could take over.
      // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
      { clusterMode: "enabled", numNodeGroups: shards, replicasPerNodeGroup: replicasPerShard, automaticFailoverEnabled: true, multiAzEnabled: multiAz }
    : { clusterMode: "disabled", numCacheClusters: replicasPerShard + 1, automaticFailoverEnabled: replicasPerShard > 0, multiAzEnabled: multiAz };
}
