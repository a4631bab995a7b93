/** The bucket that load balancers write their access logs to. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import type { Statement } from "../base/iam";
import { createClosedBucket } from "../storage";

/** Days that overwritten or deleted log files stay. */
const NONCURRENT_DAYS = 7;
const BUCKET_SUFFIX = "access-logs";

export interface AccessLogs {
  readonly bucket: aws.s3.Bucket;
  /** Load balancers are refused until the bucket lets them write. */
  readonly writable: pulumi.Resource[];
}

/** Bucket names are one name space for the whole world, so the account is part of it. */
export function bucketName(base: string, account: string): string {
  return `${base}-${BUCKET_SUFFIX}-${account}`;
}

/** SSE-S3, because load balancers cannot write with another key; everything else as closed as it gets. */
export function createAccessLogs(edge: KianaxComponent, retentionDays: number): AccessLogs {
  const account = aws.getCallerIdentityOutput({}, { parent: edge }).accountId;
  const { bucket, ready } = createClosedBucket(edge, "accessLogBucket", BUCKET_SUFFIX, {
    bucket: account.apply((id) => bucketName(edge.base, id)),
    rules: [
      {
        id: "expire",
        status: "Enabled",
        filter: { prefix: "" },
        expiration: { days: retentionDays },
        noncurrentVersionExpiration: { noncurrentDays: NONCURRENT_DAYS },
      },
    ],
    statements: (arn) => [delivery(edge, arn, account)],
    tags: edge.tags(BUCKET_SUFFIX, { costLine: "monitoring", dataClass: "confidential" }),
  });
  return { bucket, writable: ready };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html */
function delivery(edge: KianaxComponent, bucketArn: pulumi.Output<string>, account: pulumi.Output<string>): Statement {
  const { partition } = aws.getPartitionOutput({}, { parent: edge });
  const { region } = aws.getRegionOutput({}, { parent: edge });
  return {
    Sid: "LoadBalancersWrite",
    Effect: "Allow",
    Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: pulumi.interpolate`${bucketArn}/*`,
    Condition: {
      StringEquals: { "aws:SourceAccount": account },
      ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:${partition}:elasticloadbalancing:${region}:${account}:loadbalancer/*` },
    },
  };
}
