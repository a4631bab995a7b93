import type * as aws from "@pulumi/aws";
import type { CommonArgs, Transform } from "../base";
import type { KianaxKeys } from "../keys";
import type { AlarmActions } from "../monitoring";
import type { KianaxNetwork } from "../network";
import type { EventTopics } from "./events";
import type { Pooling } from "./pooling";
import type { RestoreFrom } from "./restore";
import type { RotationSchedule } from "./rotation-schedule";

/** Arguments of {@link KianaxDatabase}. */
export interface KianaxDatabaseArgs extends CommonArgs {
  /** Network of the same environment; the database lives in its isolated subnets, the function that rotates in the private ones. */
  readonly network: Pick<KianaxNetwork, "vpcId" | "isolatedSubnetIds" | "privateSubnetIds">;
  /**
   * Keys of the same environment: `data` for storage, `secrets` for the password, `logs` for the logs, `recovery` for what
   * is replicated to a recovery Region: where there is one, automated backups go on to it within minutes, at $0.095 a GB and
   * month there and $0.02 for each GB on its way.
   */
  readonly keys: Pick<KianaxKeys, "data" | "secrets" | "logs" | "recovery">;
  /**
   * PostgreSQL version. A major alone, `16`, is kept at its newest minor version by RDS, in the maintenance window with a
   * restart; it never differs from what runs. A minor, `16.11`, stays as it is until another one is named, which restarts.
   * Another major needs `allowMajorVersionUpgrade`, and there is no way back.
   * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.PostgreSQL.html
   */
  readonly engineVersion: string;
  /**
   * Whether `engineVersion` may go to another major. Set it for that change alone, in the hour in which the database may be
   * away for minutes: the new parameter group is made, the instance and its replicas are upgraded to it, the old group
   * goes. While it is set, every change of an instance is applied at once instead of in the maintenance window. In place.
   * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.PostgreSQL.MajorVersion.Process.html
   * @default false
   */
  readonly allowMajorVersionUpgrade?: boolean;
  /**
   * Instance class, such as `db.t3.medium` ($53 a month in one zone, twice that in two). In place in the maintenance
   * window, with a restart or, Multi-AZ, a fail-over of 60 to 120 seconds.
   */
  readonly instanceClass: string;
  /** gp3 storage in GiB, 20 to 65536; $0.115 a GiB and month, twice that Multi-AZ. Grows in place and never shrinks. */
  readonly allocatedStorageGiB: number;
  /** Storage in GiB up to which RDS grows by itself, 10 % above what is allocated or more; 0 for no growth. In place. */
  readonly maxAllocatedStorageGiB: number;
  /** Whether a standby in another zone takes over when the writer fails. Doubles the cost. In place. */
  readonly multiAz: boolean;
  /**
   * Days of point-in-time recovery, 0 (none) to 35. In place, except that leaving or entering 0 restarts. An alarm tells when
   * no backup was finished for a day and the length of the window; it is made of RDS's events, and costs $0.40 a month.
   */
  readonly backupRetentionDays: number;
  /** Daily window in UTC, `03:00-04:00`, 30 minutes or more, outside of `maintenanceWindow`. In place. */
  readonly backupWindow: string;
  /** Weekly window in UTC, `sun:05:00-sun:06:00`, 30 minutes or more. In place. */
  readonly maintenanceWindow: string;
  /** Whether AWS itself refuses to delete the instances. In place. */
  readonly deletionProtection: boolean;
  /**
   * Whether deleting the instance leaves a snapshot, `<prefix>-<environment>-postgres-final`. A snapshot of an earlier
   * deletion under that name stops the deletion until it is renamed by copying. In place.
   */
  readonly finalSnapshot: boolean;
  /**
   * Read replicas, 0 to 15, each at the price of the instance in one zone. Adding one is in place; taking one away
   * deletes it, for which its deletion protection has to be lifted first.
   */
  readonly readReplicas: number;
  /**
   * How clients share connections, of which an instance has few. `pgbouncer` puts out values for a chart that runs PgBouncer
   * in the cluster, on nodes that are paid for already. `rds-proxy` puts RDS Proxy before the writer, which also shortens
   * fail-overs: $0.015 an hour for each vCPU of the instance, two at least, so $22 a month for a `db.t3.medium`. Session
   * state, as of `SET`, `LISTEN` or advisory locks, does not go through the one and pins a connection in the other: use
   * `writerEndpoint` for it. In place: clients go over to the other `endpoint`, the instance is not touched.
   * Sources: https://aws.amazon.com/rds/proxy/pricing/ and
   * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-pinning.html
   * @default "none": clients connect to the instance
   */
  readonly pooling?: Pooling;
  /**
   * Whether Performance Insights samples the load, kept 7 days without charge. PostgreSQL has it on every class. In place.
   * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.Engines.html
   */
  readonly performanceInsights: boolean;
  /** Seconds between samples of the operating system, 0 for none. The samples are CloudWatch logs and cost as such. In place. */
  readonly monitoringIntervalSeconds: 0 | 1 | 5 | 10 | 15 | 30 | 60;
  /** Days that PostgreSQL's logs are kept, one of CloudWatch's periods. In place. */
  readonly logRetentionDays: number;
  /**
   * Database made at the start; lower-case letters, digits and underscores. **Replaces** the instance when changed. Beside
   * `restoreFrom`, the name that the database in the backup has.
   */
  readonly databaseName: string;
  /**
   * Backup that a new database begins with, whose administrator has to be `administrator` as everywhere here. It counts at
   * creation only: naming it, changing it or leaving it out later changes nothing. The instance gets a password of its own,
   * and stays encrypted with the key of the backup, which therefore has to stay. Takes 30 to 120 minutes.
   * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIT.html
   * @default none: the database is empty
   */
  readonly restoreFrom?: RestoreFrom;
  /**
   * When Secrets Manager changes the administrator's password, by a function of AWS's own in the private tier, which needs
   * a way out to Secrets Manager: NAT, or the interface endpoint `secretsmanager`. The old password is invalid from then on
   * for new connections; those that exist stay. A rotation is no difference to the program; a refresh notes that the label
   * AWSCURRENT went on to the new value. Less than a cent a month, and $0.10 for the alarm. In place.
   * Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets_strategies.html
   * @default none: the password stays
   */
  readonly rotation?: RotationSchedule;
  /**
   * ARNs that alarms and their recoveries notify, all or by severity. In place.
   * @default none: alarms show in CloudWatch only
   */
  readonly alarmActions?: AlarmActions;
  /**
   * SNS topics that hear of RDS's own events of the instances: `critical` of failures, failovers, storage that runs out and
   * deletions, `warning` of restarts, maintenance, recoveries and changes. In place. The messages alone cost.
   * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.html
   * @default none: RDS keeps its events for 14 days
   */
  readonly eventTopicArns?: EventTopics;
  /** Changes to children. */
  readonly transform?: {
    readonly instance?: Transform<aws.rds.InstanceArgs>;
    readonly replica?: Transform<aws.rds.InstanceArgs>;
    readonly backupReplication?: Transform<aws.rds.InstanceAutomatedBackupsReplicationArgs>;
    readonly parameterGroup?: Transform<aws.rds.ParameterGroupArgs>;
    readonly subnetGroup?: Transform<aws.rds.SubnetGroupArgs>;
    readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
    readonly secret?: Transform<aws.secretsmanager.SecretArgs>;
    readonly proxy?: Transform<aws.rds.ProxyArgs>;
    readonly proxyTargetGroup?: Transform<aws.rds.ProxyDefaultTargetGroupArgs>;
    readonly proxyRole?: Transform<aws.iam.RoleArgs>;
    readonly rotation?: Transform<aws.secretsmanager.SecretRotationArgs>;
    readonly rotationFunction?: Transform<aws.serverlessrepository.CloudFormationStackArgs>;
    readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
    readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
    readonly eventSubscription?: Transform<aws.rds.EventSubscriptionArgs>;
    readonly eventRule?: Transform<aws.cloudwatch.EventRuleArgs>;
    readonly eventTarget?: Transform<aws.cloudwatch.EventTargetArgs>;
    readonly logPolicy?: Transform<aws.cloudwatch.LogResourcePolicyArgs>;
    readonly logMetricFilter?: Transform<aws.cloudwatch.LogMetricFilterArgs>;
  };
}
