import type * as aws from "@pulumi/aws";
import type { CommonArgs, Transform } from "../base";
import type { KianaxKeys } from "../keys";
import type { AlarmActions } from "../monitoring";
import type { KianaxNetwork } from "../network";
import type { CacheUse } from "./uses";

/** Arguments of {@link KianaxCache}. */
export interface KianaxCacheArgs extends CommonArgs {
  /** Network of the same environment; the cache lives in its isolated subnets. */
  readonly network: Pick<KianaxNetwork, "vpcId" | "isolatedSubnetIds">;
  /** Keys of the same environment: `data` at rest, `secrets` for the token, which goes along to the `recovery` Region, `logs` for the logs. */
  readonly keys: Pick<KianaxKeys, "data" | "secrets" | "logs" | "recovery">;
  /** Redis OSS version, `7.0` or `7.1`. Higher in place with a short interruption; lower **replaces**. */
  readonly engineVersion: string;
  /** Node type, such as `cache.t3.small` ($25 a month a node). In place, shard by shard. */
  readonly nodeType: string;
  /**
   * Shards, 1 to 500. One is cluster mode off; several need a replica each, or the loss of a node is the loss of its part
   * of the keys. More or fewer of several move keys online, in place. From one to several clients must learn the cluster
   * protocol, so AWS goes there by way of the mode `compatible` only, and never back: make another cache beside this one.
   * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html
   */
  readonly shards: number;
  /** Replicas of each shard, 0 to 5; 1 or more where there are several shards. In place. Nodes, and so the cost, are shards x (replicas + 1). */
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
  /**
   * What services keep in it, which decides what goes when memory is full, how much of what subscribers have not read is
   * kept, and which alarms there are. In place, at once.
   */
  readonly uses: readonly CacheUse[];
  /**
   * What Redis drops when memory is full. One that would hurt a use is refused. In place, at once.
   * @default follows from `uses`: `volatile-ttl` with sessions, `allkeys-lru` with market data, `noeviction` otherwise
   */
  readonly maxmemoryPolicy?: string;
  /**
   * Numbers of the tokens that clients may use: one, or it and the next one while clients move over; the secret holds the
   * last. A new number is a new token. In place, without an interruption, in the steps of docs/runbooks/rotate-redis-token.md:
   * `[1]`, then `[1, 2]`, then `[2]`.
   * @default [1]
   */
  readonly authTokens?: readonly number[];
  /**
   * ARNs that alarms and their recoveries notify, all or by severity. In place.
   * @default none: alarms show in CloudWatch only
   */
  readonly alarmActions?: AlarmActions;
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
