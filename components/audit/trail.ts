/** Who did what in the AWS account, in every Region: CloudTrail. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { policyDocument, serviceTrust, type Statement } from "../base/iam";
import type { ClosedBucket } from "../storage";

const SERVICE = "cloudtrail.amazonaws.com";

/** What a trail is made of. */
export interface TrailParts {
  readonly bucket: ClosedBucket;
  readonly keyArn: pulumi.Input<string>;
  readonly group: aws.cloudwatch.LogGroup;
  /** Bucket whose every read and write is recorded too. */
  readonly watched: aws.s3.Bucket;
}

/** ARN of the environment's trail, known before it is made: bucket and role let in this one alone. */
export function trailArn(owner: KianaxComponent): pulumi.Output<string> {
  const { partition } = aws.getPartitionOutput({}, { parent: owner });
  const { region } = aws.getRegionOutput({}, { parent: owner });
  const { accountId } = aws.getCallerIdentityOutput({}, { parent: owner });
  return pulumi.interpolate`arn:${partition}:cloudtrail:${region}:${accountId}:trail/${trailName(owner)}`;
}

function trailName(owner: KianaxComponent): string {
  return owner.physical("trail", "audit");
}

/**
 * The account's management events of all Regions, uses of keys and secrets among them, and every access to the records of
 * trading. The first trail's management events are free; $0.10 for 100,000 data events.
 */
export function createTrail(owner: KianaxComponent, { bucket, keyArn, group, watched }: TrailParts): aws.cloudtrail.Trail {
  const role = createDeliveryRole(owner, group);
  return owner.child(
    aws.cloudtrail.Trail,
    "trail",
    "audit",
    {
      name: trailName(owner),
      s3BucketName: bucket.bucket.id,
      kmsKeyId: keyArn,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogging: true,
      // Signed digests of every hour: what was changed or taken away shows (`aws cloudtrail validate-logs`).
      enableLogFileValidation: true,
      cloudWatchLogsGroupArn: pulumi.interpolate`${group.arn}:*`,
      cloudWatchLogsRoleArn: role.arn,
      advancedEventSelectors: [
        { name: "Management of the account", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
        {
          name: "Access to records of trading",
          fieldSelectors: [
            { field: "eventCategory", equals: ["Data"] },
            { field: "resources.type", equals: ["AWS::S3::Object"] },
            { field: "resources.ARN", startsWiths: [pulumi.interpolate`${watched.arn}/`] },
          ],
        },
      ],
      tags: owner.tags("audit"),
    },
    { dependsOn: [...bucket.ready, role.policy], stateful: true },
  );
}

interface DeliveryRole {
  readonly arn: pulumi.Output<string>;
  readonly policy: pulumi.Resource;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html */
function createDeliveryRole(owner: KianaxComponent, group: aws.cloudwatch.LogGroup): DeliveryRole {
  const { region } = aws.getRegionOutput({}, { parent: owner });
  const { accountId } = aws.getCallerIdentityOutput({}, { parent: owner });
  const role = owner.child(aws.iam.Role, "trailRole", "audit-trail", {
    name: owner.physical("iam role", "audit-trail"),
    description: "CloudTrail writes to CloudWatch Logs",
    assumeRolePolicy: serviceTrust(SERVICE, { StringEquals: { "aws:SourceArn": trailArn(owner) } }),
    tags: owner.tags(),
  });
  const policy = owner.child(aws.iam.RolePolicy, "trailRolePolicy", "audit-trail", {
    name: "deliver",
    role: role.name,
    policy: policyDocument([
      {
        Sid: "OwnStreamsAreWritten",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: pulumi.interpolate`${group.arn}:log-stream:${accountId}_CloudTrail_${region}*`,
      },
    ]),
  });
  return { arn: role.arn, policy };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
export function trailDelivery(owner: KianaxComponent, bucketArn: pulumi.Output<string>): Statement[] {
  const { accountId } = aws.getCallerIdentityOutput({}, { parent: owner });
  const Principal = { Service: SERVICE };
  const own = { "aws:SourceArn": trailArn(owner) };
  return [
    { Sid: "TrailLooksAtBucket", Effect: "Allow", Principal, Action: "s3:GetBucketAcl", Resource: bucketArn, Condition: { StringEquals: own } },
    {
      Sid: "TrailIsWritten",
      Effect: "Allow",
      Principal,
      Action: "s3:PutObject",
      Resource: pulumi.interpolate`${bucketArn}/AWSLogs/${accountId}/*`,
      Condition: { StringEquals: { ...own, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  ];
}
