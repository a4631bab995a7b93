/** Copies of a bucket's objects in another Region. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent, Tags } from "../base";
import { policyDocument, serviceTrust, type Statement } from "../base/iam";
import type { ClosedBucket } from "./closed-bucket";

export interface ReplicationArgs {
  readonly source: ClosedBucket;
  /** Region of the source. */
  readonly sourceRegion: pulumi.Input<string>;
  readonly sourceKeyArn: pulumi.Input<string>;
  readonly destination: ClosedBucket;
  readonly destinationRegion: string;
  /** A key of the destination's Region. */
  readonly destinationKeyArn: pulumi.Input<string>;
  /** Whether the source locks its objects (Object Lock), and so the destination: replicas keep their locks. @default false */
  readonly locked?: boolean;
  /** Physical name of the role that S3 takes. */
  readonly roleName: string;
  /** IAM path of that role. @default "/" */
  readonly rolePath?: string;
  readonly tags: Tags;
}

/**
 * Everything written from now on is copied, deletions included: a version that was deleted for good here stays there.
 * The role may read versions of the source and write replicas into the destination, and nothing else.
 */
export function replicate(owner: KianaxComponent, key: string, suffix: string, args: ReplicationArgs): aws.s3.BucketReplicationConfig {
  const account = aws.getCallerIdentityOutput({}, { parent: owner }).accountId;
  const role = owner.child(aws.iam.Role, `${key}Role`, suffix, {
    name: args.roleName,
    ...(args.rolePath === undefined ? {} : { path: args.rolePath }),
    description: "S3 copies objects into another Region",
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
    assumeRolePolicy: serviceTrust("s3.amazonaws.com", {
      StringEquals: { "aws:SourceAccount": account },
      ArnLike: { "aws:SourceArn": args.source.bucket.arn },
    }),
    tags: args.tags,
  });
  const policy = owner.child(aws.iam.RolePolicy, `${key}Policy`, suffix, {
    name: "replicate",
    role: role.name,
    policy: policyDocument(
      replicationStatements({
        source: args.source.bucket.arn,
        sourceRegion: args.sourceRegion,
        sourceKeyArn: args.sourceKeyArn,
        destination: args.destination.bucket.arn,
        destinationRegion: args.destinationRegion,
        destinationKeyArn: args.destinationKeyArn,
        locked: args.locked ?? false,
      }),
    ),
  });
  return owner.child(
    aws.s3.BucketReplicationConfig,
    key,
    suffix,
    {
      bucket: args.source.bucket.id,
      role: role.arn,
      rules: [
        {
          id: "everything",
          status: "Enabled",
          priority: 1,
          filter: { prefix: "" },
          deleteMarkerReplication: { status: "Enabled" },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: {
            bucket: args.destination.bucket.arn,
            storageClass: "STANDARD_IA",
            encryptionConfiguration: { replicaKmsKeyId: args.destinationKeyArn },
          },
        },
      ],
    },
    { dependsOn: [policy, args.source.versioning, args.destination.versioning, ...args.destination.ready] },
  );
}

export interface ReplicationFacts {
  /** ARNs of the buckets. */
  readonly source: pulumi.Input<string>;
  readonly destination: pulumi.Input<string>;
  readonly sourceRegion: pulumi.Input<string>;
  readonly destinationRegion: pulumi.Input<string>;
  readonly sourceKeyArn: pulumi.Input<string>;
  readonly destinationKeyArn: pulumi.Input<string>;
  readonly locked?: boolean;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html#object-lock-managing-replication */
const LOCKS = ["s3:GetObjectRetention", "s3:GetObjectLegalHold"];

/**
 * What S3 needs to copy objects that a KMS key encrypts.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
 */
export function replicationStatements(facts: ReplicationFacts): Statement[] {
  const { source, destination, sourceRegion, destinationRegion, sourceKeyArn, destinationKeyArn, locked = false } = facts;
  const through = (region: pulumi.Input<string>): object => ({ StringEquals: { "kms:ViaService": pulumi.interpolate`s3.${region}.amazonaws.com` } });
  return [
    { Sid: "SourceIsKnown", Effect: "Allow", Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"], Resource: source },
    {
      Sid: "VersionsAreRead",
      Effect: "Allow",
      Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging", ...(locked ? LOCKS : [])],
      Resource: pulumi.interpolate`${source}/*`,
    },
    { Sid: "ReplicasAreWritten", Effect: "Allow", Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"], Resource: pulumi.interpolate`${destination}/*` },
    { Sid: "SourceIsDecrypted", Effect: "Allow", Action: "kms:Decrypt", Resource: sourceKeyArn, Condition: through(sourceRegion) },
    { Sid: "ReplicasAreEncrypted", Effect: "Allow", Action: ["kms:Encrypt", "kms:GenerateDataKey"], Resource: destinationKeyArn, Condition: through(destinationRegion) },
  ];
}
