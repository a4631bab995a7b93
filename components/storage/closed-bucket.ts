/** A bucket as closed as it gets, made the same way everywhere. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent, Tags } from "../base";
import { policyDocument, type Statement } from "../base/iam";

export interface ClosedBucketArgs {
  /** Physical name; one name space for the whole world, so let the account be part of it. **Replaces** when changed. */
  readonly bucket: pulumi.Input<string>;
  /** Region of the bucket. **Replaces** when changed. @default the provider's */
  readonly region?: string;
  /**
   * KMS key that everything is encrypted with unless the writer names another. In place, for new objects.
   * @default S3's own key, for what cannot be written with another one, such as access logs
   */
  readonly keyArn?: pulumi.Input<string>;
  /** What is deleted or moved when. Uploads that were given up always go after a week. */
  readonly rules: aws.types.input.s3.BucketLifecycleConfigurationRule[];
  /** Further statements of the bucket's policy, whose first denies everything without TLS 1.2. */
  readonly statements?: (bucketArn: pulumi.Output<string>) => readonly Statement[];
  /** Where S3 logs each request. @default no access log */
  readonly accessLogs?: { readonly bucket: ClosedBucket; readonly prefix: string };
  /** Whether objects can be locked against deletion (S3 Object Lock). **Replaces** when changed. @default false */
  readonly objectLock?: boolean;
  readonly tags: Tags;
}

export interface ClosedBucket {
  readonly bucket: aws.s3.Bucket;
  readonly versioning: aws.s3.BucketVersioning;
  /** What writers, replication and log delivery wait for. */
  readonly ready: pulumi.Resource[];
}

/** Days after which parts of uploads that never ended go. */
const ABANDONED_DAYS = 7;

/**
 * Versioned, encrypted, owned by the account alone, open to nobody, TLS 1.2 or later.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 *
 * @param key - name of the bucket's transform; those of what configures it begin with the same word
 * @param suffix - ends the logical names
 */
export function createClosedBucket(owner: KianaxComponent, key: string, suffix: string, args: ClosedBucketArgs): ClosedBucket {
  const where = args.region === undefined ? {} : { region: args.region };
  const bucket = owner.child(
    aws.s3.Bucket,
    key,
    suffix,
    { bucket: args.bucket, ...where, ...(args.objectLock === true ? { objectLockEnabled: true } : {}), tags: args.tags },
    { stateful: true },
  );
  const closed = owner.child(aws.s3.BucketPublicAccessBlock, `${key}PublicAccessBlock`, suffix, {
    bucket: bucket.id,
    ...where,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  const ownership = owner.child(aws.s3.BucketOwnershipControls, `${key}Ownership`, suffix, {
    bucket: bucket.id,
    ...where,
    rule: { objectOwnership: "BucketOwnerEnforced" },
  });
  const encryption = owner.child(aws.s3.BucketServerSideEncryptionConfiguration, `${key}Encryption`, suffix, {
    bucket: bucket.id,
    ...where,
    rules: [
      args.keyArn === undefined
        ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
        : // One data key for many objects: a hundredth of the requests to KMS.
          { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: args.keyArn }, bucketKeyEnabled: true },
    ],
  });
  const versioning = owner.child(aws.s3.BucketVersioning, `${key}Versioning`, suffix, {
    bucket: bucket.id,
    ...where,
    versioningConfiguration: { status: "Enabled" },
  });
  owner.child(
    aws.s3.BucketLifecycleConfiguration,
    `${key}Lifecycle`,
    suffix,
    { bucket: bucket.id, ...where, rules: [...args.rules, abandonedUploads] },
    { dependsOn: [versioning] },
  );
  const policy = owner.child(
    aws.s3.BucketPolicy,
    `${key}Policy`,
    suffix,
    { bucket: bucket.id, ...where, policy: policyDocument([...tlsOnly(bucket), ...(args.statements?.(bucket.arn) ?? [])]) },
    // S3 refuses two changes of who may do what at once.
    { dependsOn: [closed] },
  );
  if (args.accessLogs !== undefined) {
    owner.child(
      aws.s3.BucketLogging,
      `${key}Logging`,
      suffix,
      { bucket: bucket.id, ...where, targetBucket: args.accessLogs.bucket.bucket.id, targetPrefix: args.accessLogs.prefix },
      { dependsOn: args.accessLogs.bucket.ready },
    );
  }
  return { bucket, versioning, ready: [closed, ownership, encryption, versioning, policy] };
}

const abandonedUploads: aws.types.input.s3.BucketLifecycleConfigurationRule = {
  id: "abandoned-uploads",
  status: "Enabled",
  filter: { prefix: "" },
  abortIncompleteMultipartUpload: { daysAfterInitiation: ABANDONED_DAYS },
};

function tlsOnly(bucket: aws.s3.Bucket): Statement[] {
  const everything = { Principal: "*", Action: "s3:*", Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`] };
  return [
    { Sid: "TlsOnly", Effect: "Deny", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html#example-object-tls-version
    { Sid: "NoOldTls", Effect: "Deny", ...everything, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
  ];
}

/** Lets S3 deliver access logs of this account's buckets. https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
export function accessLogDelivery(bucketArn: pulumi.Output<string>, account: pulumi.Input<string>, sourceBuckets: readonly pulumi.Input<string>[]): Statement {
  return {
    Sid: "AccessLogsAreWritten",
    Effect: "Allow",
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: pulumi.interpolate`${bucketArn}/*`,
    Condition: { StringEquals: { "aws:SourceAccount": account }, ArnLike: { "aws:SourceArn": sourceBuckets } },
  };
}
