import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { CommonArgs, Transform } from "../base";
import type { KianaxKeys } from "../keys";
import type { KianaxNetwork } from "../network";

/** Arguments of {@link KianaxCache}. */
export interface KianaxCacheArgs extends CommonArgs {
  /** Network of the same environment; the cache lives in its isolated subnets. */
  readonly network: Pick<KianaxNetwork, "vpcId" | "isolatedSubnetIds">;
  /** Keys of the same environment: `data` at rest, `secrets` for the token, `logs` for the logs. */
  readonly keys: Pick<KianaxKeys, "data" | "secrets" | "logs">;
  /** Redis OSS version, `7.0` or `7.1`. Higher in place with a short interruption; lower **replaces**. */
  readonly engineVersion: string;
  /** Node type, such as `cache.t3.small` ($25 a month a node). In place, shard by shard. */
  readonly nodeType: string;
  /**
   * Shards, 1 to 500. One is cluster mode off. More or fewer shards move keys online, in place; going from one to
   * several or back **replaces** the cache, because clients must speak the other protocol.
   */
  readonly shards: number;
  /** Replicas of each shard, 0 to 5. In place. Nodes, and so the cost, are shards x (replicas + 1). */
  readonly replicasPerShard: number;
  /** Whether nodes of a shard stand in several zones and fail over; needs a replica. In place. */
  readonly multiAz: boolean;
  /** Days that daily snapshots are kept, 0 (none) to 35. In place. $0.085 a GiB and month beyond the first. */
  readonly snapshotRetentionDays: number;
  /** Daily window in UTC, `02:00-03:00`, 60 minutes or more, outside of `maintenanceWindow`. In place. */
  readonly snapshotWindow: string;
  /** Weekly window in UTC, `sun:05:00-sun:06:00`, 60 minutes or more. In place. */
  readonly maintenanceWindow: string;
  /** Whether deleting the cache leaves a snapshot, `<prefix>-<environment>-redis-final`. In place. */
  readonly finalSnapshot: boolean;
  /** Days that slow and engine logs are kept, one of CloudWatch's periods. In place. */
  readonly logRetentionDays: number;
  /** What Redis drops when memory is full, such as `volatile-lru`. In place, at once. */
  readonly maxmemoryPolicy: string;
  /**
   * ARNs that alarms and their recoveries notify. In place.
   * @default none: alarms show in CloudWatch only
   */
  readonly alarmActions?: readonly pulumi.Input<string>[];
  /** Changes to children. */
  readonly transform?: {
    readonly replicationGroup?: Transform<aws.elasticache.ReplicationGroupArgs>;
    readonly parameterGroup?: Transform<aws.elasticache.ParameterGroupArgs>;
    readonly subnetGroup?: Transform<aws.elasticache.SubnetGroupArgs>;
    readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
    readonly secret?: Transform<aws.secretsmanager.SecretArgs>;
    readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
    readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
  };
}
