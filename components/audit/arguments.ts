import type * as aws from "@pulumi/aws";
import type { CommonArgs, Transform } from "../base";
import type { KianaxKeys } from "../keys";
import type { AlarmActions } from "../monitoring";

/** `GOVERNANCE`: whoever has the right for it can still delete. `COMPLIANCE`: nobody can, not even the account's root, until the period is over. */
export const LOCK_MODES = ["GOVERNANCE", "COMPLIANCE"] as const;
export type LockMode = (typeof LOCK_MODES)[number];

/** Arguments of {@link KianaxAuditTrail}. */
export interface KianaxAuditTrailArgs extends CommonArgs {
  /** Keys of the same environment: `audit` encrypts trails and records, `logs` the log groups; `recovery` that of the copy. */
  readonly keys: Pick<KianaxKeys, "audit" | "logs" | "recovery">;
  /**
   * How both trails are locked (S3 Object Lock). In place, for what is written from then on: what is locked already stays
   * locked as it is, and with `COMPLIANCE` so do the buckets until their last object's period is over. Neither lock helps
   * against the deletion of the key, which therefore waits for a month and raises an alarm.
   * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
   */
  readonly lockMode: LockMode;
  /**
   * Days that each file of the AWS trail is locked, and after which it is deleted, 1 to 36500. In place, as `lockMode`.
   * About $0.10 for each GB and year once it is archived.
   */
  readonly trailRetentionDays: number;
  /** The same for each record of trading. Books of brokers are kept for six years (17 CFR 240.17a-4). */
  readonly tradingRetentionDays: number;
  /**
   * Days after which files move to Standard-IA (half the price of storage, a fee for reading), 30 or more. In place.
   * Files of less than 128 KiB stay where they are: moving them would cost more than it saves.
   * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
   */
  readonly infrequentAccessAfterDays: number;
  /** Days after which files move to Glacier Instant Retrieval (a sixth of the price, read at once), 30 or more after Standard-IA. In place. */
  readonly archiveAfterDays: number;
  /**
   * Days after which files move to Glacier Deep Archive (a twentieth of the price, readable after 12 hours), 90 or more after
   * the archive. In place. A step that would come after the deletion is left out.
   */
  readonly deepArchiveAfterDays: number;
  /** Days that the AWS trail can also be searched in CloudWatch Logs, one of CloudWatch's periods. In place. $0.50 for each GB written. */
  readonly logRetentionDays: number;
  /** Days that S3's logs of who read either trail are kept, 1 to 3653. In place. */
  readonly accessLogRetentionDays: number;
  /**
   * Seconds for which records of trading are gathered into one file, 60 to 900. In place. They are safe from the moment
   * that the stream takes them (three zones, for a day), and locked once they are in the file. Shorter is more files:
   * $0.05 for each thousand when they are archived.
   * Source: https://docs.aws.amazon.com/firehose/latest/dev/buffering-hints.html
   */
  readonly bufferSeconds: number;
  /**
   * Whether records of trading are copied, as locked as they are, to the recovery Region of `keys`. In place, for what is
   * written from then on. Storage there and $0.02 for each GB.
   * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html#object-lock-managing-replication
   */
  readonly replicate: boolean;
  /**
   * ARNs that alarms and their recoveries notify, all or by severity. In place.
   * @default none: alarms show in CloudWatch only
   */
  readonly alarmActions?: AlarmActions;
  /** Changes to children. */
  readonly transform?: {
    readonly trail?: Transform<aws.cloudtrail.TrailArgs>;
    readonly trailBucket?: Transform<aws.s3.BucketArgs>;
    readonly tradingBucket?: Transform<aws.s3.BucketArgs>;
    readonly tradingStream?: Transform<aws.kinesis.FirehoseDeliveryStreamArgs>;
    readonly recoveryBucket?: Transform<aws.s3.BucketArgs>;
    readonly replication?: Transform<aws.s3.BucketReplicationConfigArgs>;
    readonly accessLogBucket?: Transform<aws.s3.BucketArgs>;
    readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
    readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
  };
}
