/** Records of trading: a stream that services put events into, and locked files of them. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { policyDocument, serviceTrust, type Statement } from "../base/iam";
import type { ClosedBucket } from "../storage";

/** What a stream of records is made of. */
export interface StreamParts {
  readonly bucket: ClosedBucket;
  readonly keyArn: pulumi.Input<string>;
  readonly bufferSeconds: number;
  /** Where it says why a file could not be delivered. */
  readonly errors: aws.cloudwatch.LogGroup;
}

/** Files by day of arrival (UTC), in the form that Athena reads as partitions. */
const PREFIX = "records/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/";
const ERROR_PREFIX = "undelivered/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/";
/** The most that a file gathers, in MiB. */
const BUFFER_MIB = 64;
const ERROR_STREAM = "delivery";

/** ARN of the role that writes the files, known before it is made: the bucket lets in this one alone. */
export function streamRoleArn(owner: KianaxComponent): pulumi.Output<string> {
  const { partition } = aws.getPartitionOutput({}, { parent: owner });
  const { accountId } = aws.getCallerIdentityOutput({}, { parent: owner });
  return pulumi.interpolate`arn:${partition}:iam::${accountId}:role/${streamName(owner, "iam role")}`;
}

function streamName(owner: KianaxComponent, what: "iam role" | "delivery stream"): string {
  return owner.physical(what, "audit-trading");
}

/**
 * Direct puts: a record is safe once the call returns. The stream delivers each record at least once and keeps no order
 * between records, so each carries an id of its own, its time and its number in its order's history. Nothing idle costs
 * anything; $0.029 for each GB, records counted in steps of 5 KiB.
 * https://docs.aws.amazon.com/firehose/latest/dev/basic-deliver.html
 */
export function createTradingStream(owner: KianaxComponent, parts: StreamParts): aws.kinesis.FirehoseDeliveryStream {
  const { bucket, keyArn, bufferSeconds, errors } = parts;
  const errorStream = owner.child(aws.cloudwatch.LogStream, "tradingErrorStream", "audit-trading", { name: ERROR_STREAM, logGroupName: errors.name });
  const role = owner.child(aws.iam.Role, "tradingRole", "audit-trading", {
    name: streamName(owner, "iam role"),
    description: "Firehose writes records of trading",
    assumeRolePolicy: serviceTrust("firehose.amazonaws.com", { StringEquals: { "aws:SourceAccount": aws.getCallerIdentityOutput({}, { parent: owner }).accountId } }),
    tags: owner.tags(),
  });
  const policy = owner.child(aws.iam.RolePolicy, "tradingRolePolicy", "audit-trading", {
    name: "deliver",
    role: role.name,
    policy: policyDocument(deliveryStatements(owner, parts)),
  });
  return owner.child(
    aws.kinesis.FirehoseDeliveryStream,
    "tradingStream",
    "audit-trading",
    {
      name: streamName(owner, "delivery stream"),
      destination: "extended_s3",
      serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn },
      extendedS3Configuration: {
        roleArn: role.arn,
        bucketArn: bucket.bucket.arn,
        kmsKeyArn: keyArn,
        prefix: PREFIX,
        errorOutputPrefix: ERROR_PREFIX,
        bufferingInterval: bufferSeconds,
        bufferingSize: BUFFER_MIB,
        compressionFormat: "GZIP",
        fileExtension: ".json.gz",
        customTimeZone: "UTC",
        processingConfiguration: {
          enabled: true,
          // One record, one line.
          processors: [{ type: "AppendDelimiterToRecord", parameters: [{ parameterName: "Delimiter", parameterValue: "\\n" }] }],
        },
        cloudwatchLoggingOptions: { enabled: true, logGroupName: errors.name, logStreamName: errorStream.name },
      },
      tags: owner.tags("audit-trading", { dataClass: "restricted" }),
    },
    { dependsOn: [policy, ...bucket.ready], stateful: true },
  );
}

/** https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3 */
function deliveryStatements(owner: KianaxComponent, { bucket: { bucket }, keyArn, errors }: StreamParts): Statement[] {
  const { region } = aws.getRegionOutput({}, { parent: owner });
  const objects = pulumi.interpolate`${bucket.arn}/*`;
  return [
    { Sid: "BucketIsKnown", Effect: "Allow", Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], Resource: bucket.arn },
    { Sid: "FilesAreWritten", Effect: "Allow", Action: ["s3:PutObject", "s3:AbortMultipartUpload"], Resource: objects },
    {
      // S3 binds what it encrypts to the file, or with a bucket key to the bucket.
      Sid: "FilesAreEncrypted",
      Effect: "Allow",
      Action: ["kms:GenerateDataKey", "kms:Decrypt"],
      Resource: keyArn,
      Condition: {
        StringEquals: { "kms:ViaService": pulumi.interpolate`s3.${region}.amazonaws.com` },
        StringLike: { "kms:EncryptionContext:aws:s3:arn": [bucket.arn, objects] },
      },
    },
    { Sid: "FailuresAreLogged", Effect: "Allow", Action: "logs:PutLogEvents", Resource: pulumi.interpolate`${errors.arn}:log-stream:${ERROR_STREAM}` },
  ];
}
