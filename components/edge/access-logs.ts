/** The bucket that load balancers write their access logs to. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { policyDocument, type Statement } from "../base/iam";

/** Days that overwritten or deleted log files stay. */
const NONCURRENT_DAYS = 7;
const BUCKET_SUFFIX = "access-logs";

export interface AccessLogs {
  readonly bucket: aws.s3.Bucket;
  /** Load balancers are refused until the bucket lets them write. */
  readonly writable: pulumi.Resource;
}

/** Bucket names are one name space for the whole world, so the account is part of it. */
export function bucketName(base: string, account: string): string {
  return `${base}-${BUCKET_SUFFIX}-${account}`;
}

/** SSE-S3, because load balancers cannot write with another key; everything else as closed as it gets. */
export function createAccessLogs(edge: KianaxComponent, retentionDays: number): AccessLogs {
  const account = aws.getCallerIdentityOutput({}, { parent: edge }).accountId;
  const bucket = edge.child(
    aws.s3.Bucket,
    "accessLogBucket",
    BUCKET_SUFFIX,
    {
      bucket: account.apply((id) => bucketName(edge.base, id)),
      tags: edge.tags(BUCKET_SUFFIX, { costLine: "monitoring", dataClass: "confidential" }),
    },
    { stateful: true },
  );
  const closed = edge.child(aws.s3.BucketPublicAccessBlock, "accessLogPublicAccessBlock", BUCKET_SUFFIX, {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  edge.child(aws.s3.BucketOwnershipControls, "accessLogOwnership", BUCKET_SUFFIX, { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } });
  edge.child(aws.s3.BucketServerSideEncryptionConfiguration, "accessLogEncryption", BUCKET_SUFFIX, {
    bucket: bucket.id,
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
  });
  const versioning = edge.child(aws.s3.BucketVersioning, "accessLogVersioning", BUCKET_SUFFIX, {
    bucket: bucket.id,
    versioningConfiguration: { status: "Enabled" },
  });
  edge.child(
    aws.s3.BucketLifecycleConfiguration,
    "accessLogLifecycle",
    BUCKET_SUFFIX,
    {
      bucket: bucket.id,
      rules: [
        {
          id: "expire",
          status: "Enabled",
          filter: { prefix: "" },
          expiration: { days: retentionDays },
          noncurrentVersionExpiration: { noncurrentDays: NONCURRENT_DAYS },
          abortIncompleteMultipartUpload: { daysAfterInitiation: NONCURRENT_DAYS },
        },
      ],
    },
    { dependsOn: [versioning] },
  );
  // S3 refuses two changes of who may do what at once.
  const policy = edge.child(aws.s3.BucketPolicy, "accessLogPolicy", BUCKET_SUFFIX, { bucket: bucket.id, policy: bucketPolicy(edge, bucket, account) }, { dependsOn: [closed] });
  return { bucket, writable: policy };
}

function bucketPolicy(edge: KianaxComponent, bucket: aws.s3.Bucket, account: pulumi.Output<string>): pulumi.Output<string> {
  const { partition } = aws.getPartitionOutput({}, { parent: edge });
  const { region } = aws.getRegionOutput({}, { parent: edge });
  const objects = pulumi.interpolate`${bucket.arn}/*`;
  const delivery: Statement = {
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
    Sid: "LoadBalancersWrite",
    Effect: "Allow",
    Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: objects,
    Condition: {
      StringEquals: { "aws:SourceAccount": account },
      ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:${partition}:elasticloadbalancing:${region}:${account}:loadbalancer/*` },
    },
  };
  const tlsOnly: Statement = {
    Sid: "TlsOnly",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucket.arn, objects],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  return policyDocument([delivery, tlsOnly]);
}
