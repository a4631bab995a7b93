import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { KianaxComponent } from "../base";
import type { RecoveryKeys } from "../keys";
import { createAlarm, createLogGroup } from "../monitoring";
import { accessLogDelivery, createClosedBucket, replicate, type ClosedBucket } from "../storage";
import { streamAlarms, TRAIL_ALARMS, trailAlarm } from "./alarms";
import type { KianaxAuditTrailArgs } from "./arguments";
import { agingRules } from "./lifecycle";
import { createLockedBucket, onlyWriter } from "./locked-bucket";
import { bucketName, type AuditBucket } from "./names";
import { createTradingStream, streamRoleArn } from "./trading";
import { createTrail, trailDelivery } from "./trail";
import { auditChecks } from "./validation";

/**
 * What happened, so that nobody can undo that it is known: CloudTrail's events of the whole account, and records of trading
 * that services put into a stream. Both end in files that are encrypted, versioned and locked, move to cheaper storage as
 * they grow old, and tell who read them. Alarms watch the trail. About $7 a month and what the files hold.
 */
export class KianaxAuditTrail extends KianaxComponent {
  readonly trailArn: pulumi.Output<string>;
  readonly trailBucketName: pulumi.Output<string>;
  readonly trailLogGroupName: pulumi.Output<string>;
  readonly tradingBucketName: pulumi.Output<string>;
  /** Stream that records of trading are put into, for services that declare it. */
  readonly tradingStreamName: pulumi.Output<string>;
  readonly tradingStreamArn: pulumi.Output<string>;
  /** Copy of the records in the recovery Region; undefined when there is none. */
  readonly recoveryBucketName?: pulumi.Output<string>;

  constructor(name: string, args: KianaxAuditTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super({ type: "kianax:audit:KianaxAuditTrail", costLine: "monitoring", dataClass: "confidential" }, name, args, auditChecks, opts);
    const accessLogs = this.createAccessLogs(args);
    const trading = this.createTradingBucket(args, accessLogs);
    const stream = this.createStream(args, trading);
    const trailBucket = this.createTrailBucket(args, accessLogs);
    const group = createLogGroup(this, "audit-trail", { name: this.path("log group", "platform/trail"), retentionDays: args.logRetentionDays, keys: args.keys });
    const trail = createTrail(this, { bucket: trailBucket, keyArn: args.keys.audit.arn, group, watched: trading.bucket });
    this.watchTrail(args, group);
    this.trailArn = trail.arn;
    this.trailBucketName = trailBucket.bucket.bucket;
    this.trailLogGroupName = group.name;
    this.tradingBucketName = trading.bucket.bucket;
    this.tradingStreamName = stream.name;
    this.tradingStreamArn = stream.arn;
    if (args.replicate && args.keys.recovery !== undefined) {
      this.recoveryBucketName = this.createCopy(args, args.keys.recovery, trading).bucket.bucket;
    }
    this.registerOutputs({
      trailArn: this.trailArn,
      trailBucketName: this.trailBucketName,
      tradingBucketName: this.tradingBucketName,
      tradingStreamArn: this.tradingStreamArn,
      recoveryBucketName: this.recoveryBucketName,
    });
  }

  private bucketName(bucket: AuditBucket): pulumi.Output<string> {
    return aws.getCallerIdentityOutput({}, { parent: this }).accountId.apply((account) => bucketName(this.base, bucket, account));
  }

  /** Who read and wrote either trail. It keeps no log of itself, which would never end. */
  private createAccessLogs({ accessLogRetentionDays }: KianaxAuditTrailArgs): ClosedBucket {
    const { partition } = aws.getPartitionOutput({}, { parent: this });
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    const sources = (["audit-trail", "audit-trading"] as const).map((bucket) => pulumi.interpolate`arn:${partition}:s3:::${this.bucketName(bucket)}`);
    return createClosedBucket(this, "accessLogBucket", "audit-access-logs", {
      bucket: this.bucketName("audit-access-logs"),
      rules: [
        {
          id: "expire",
          status: "Enabled",
          filter: { prefix: "" },
          expiration: { days: accessLogRetentionDays },
          noncurrentVersionExpiration: { noncurrentDays: 7 },
        },
      ],
      statements: (arn) => [accessLogDelivery(arn, accountId, sources)],
      tags: this.tags("audit-access-logs"),
    });
  }

  private createTrailBucket(args: KianaxAuditTrailArgs, accessLogs: ClosedBucket): ClosedBucket {
    return createLockedBucket(this, "trailBucket", "audit-trail", {
      bucket: this.bucketName("audit-trail"),
      keyArn: args.keys.audit.arn,
      mode: args.lockMode,
      days: args.trailRetentionDays,
      rules: agingRules(args.trailRetentionDays, args),
      statements: (arn) => trailDelivery(this, arn),
      accessLogs: { bucket: accessLogs, prefix: "trail/" },
      tags: this.tags("audit-trail"),
    });
  }

  private createTradingBucket(args: KianaxAuditTrailArgs, accessLogs: ClosedBucket): ClosedBucket {
    return createLockedBucket(this, "tradingBucket", "audit-trading", {
      bucket: this.bucketName("audit-trading"),
      keyArn: args.keys.audit.arn,
      mode: args.lockMode,
      days: args.tradingRetentionDays,
      rules: agingRules(args.tradingRetentionDays, args),
      statements: (arn) => [onlyWriter(arn, streamRoleArn(this))],
      accessLogs: { bucket: accessLogs, prefix: "trading/" },
      tags: this.tags("audit-trading", { dataClass: "restricted" }),
    });
  }

  private createStream({ keys, bufferSeconds, logRetentionDays, alarmActions }: KianaxAuditTrailArgs, bucket: ClosedBucket): aws.kinesis.FirehoseDeliveryStream {
    const errors = createLogGroup(this, "audit-trading", { name: this.path("log group", "platform/trading-records"), retentionDays: logRetentionDays, keys });
    const stream = createTradingStream(this, { bucket, keyArn: keys.audit.arn, bufferSeconds, errors });
    for (const alarm of streamAlarms(bufferSeconds)) {
      createAlarm(this, "audit", alarm, { DeliveryStreamName: stream.name }, alarmActions);
    }
    return stream;
  }

  /** The copy keeps no log of access: S3 alone writes to it, and its Region has no bucket for one. The trail has who read it. */
  private createCopy(args: KianaxAuditTrailArgs, { region, audit }: RecoveryKeys, source: ClosedBucket): ClosedBucket {
    const destination = createLockedBucket(this, "recoveryBucket", "audit-trading-recovery", {
      bucket: this.bucketName("audit-trading-copy"),
      region,
      keyArn: audit.arn,
      mode: args.lockMode,
      days: args.tradingRetentionDays,
      rules: agingRules(args.tradingRetentionDays, args),
      tags: this.tags("audit-trading-copy", { dataClass: "restricted" }),
    });
    replicate(this, "replication", "audit-replication", {
      source,
      sourceRegion: aws.getRegionOutput({}, { parent: this }).region,
      sourceKeyArn: args.keys.audit.arn,
      destination,
      destinationRegion: region,
      destinationKeyArn: audit.arn,
      locked: true,
      roleName: this.physical("iam role", "audit-replication"),
      tags: this.tags(),
    });
    return destination;
  }

  /** $0.30 a month for each metric, and $0.10 for its alarm. */
  private watchTrail({ alarmActions }: KianaxAuditTrailArgs, group: aws.cloudwatch.LogGroup): void {
    const namespace = `${this.prefix}/${this.environment}/audit`;
    for (const watched of TRAIL_ALARMS) {
      this.child(aws.cloudwatch.LogMetricFilter, "logMetricFilter", `audit-${watched.suffix}`, {
        name: watched.suffix,
        logGroupName: group.name,
        pattern: watched.pattern,
        metricTransformation: { namespace, name: watched.metricName, value: "1", unit: "Count" },
      });
      createAlarm(this, "audit", trailAlarm(namespace, watched), {}, alarmActions);
    }
  }
}
