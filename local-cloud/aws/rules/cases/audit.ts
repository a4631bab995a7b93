/** Locked buckets, trails and delivery streams. */
import type { Properties } from "../../../provider/values";
import type { RuleCase } from "../../testing/rule-case";
import { trust, type World } from "../../testing/world";
import { T } from "../../tokens";

const TRAIL_SERVICE = "cloudtrail.amazonaws.com";
const allow = (service: string, actions: readonly string[], resource: string): Properties => ({ Effect: "Allow", Principal: { Service: service }, Action: [...actions], Resource: resource });

/** Buckets: `locked`, `versioned`, `plain`; `locked-west` and `plain-west` in another Region. */
function buckets(w: World): void {
  for (const [name, region, lock] of [["locked", "us-east-1", true], ["versioned", "us-east-1", false], ["plain", "us-east-1", false], ["locked-west", "us-west-2", true], ["plain-west", "us-west-2", false]] as const) {
    w.cloud.create(T.bucket, name, { bucket: name, region, ...(lock && { objectLockEnabled: true }) });
    if (name !== "plain") w.cloud.create(T.bucketVersioning, name, { bucket: name, region, versioningConfiguration: { status: "Enabled" } });
  }
  w.cloud.create(T.role, "replication", { name: "replication", assumeRolePolicy: trust("s3.amazonaws.com") });
  w.cloud.create(T.rolePolicy, "replication", { name: "x", role: "replication", policy: { Statement: [{ Effect: "Allow", Action: ["s3:GetObjectRetention", "s3:GetObjectLegalHold"], Resource: "*" }] } });
  w.cloud.create(T.role, "forgetful", { name: "forgetful", assumeRolePolicy: trust("s3.amazonaws.com") });
  w.cloud.create(T.rolePolicy, "forgetful", { name: "x", role: "forgetful", policy: { Statement: [{ Effect: "Allow", Action: "s3:GetObjectVersionForReplication", Resource: "*" }] } });
}

const copies = (bucket: string, role: string): Properties => ({ bucket: "locked", role: `arn:aws:iam::123456789012:role/${role}`, rules: [{ status: "Enabled", destination: { bucket: `arn:aws:s3:::${bucket}` } }] });

/** A trail's bucket, key and roles: open to it, and closed. */
function trail(w: World): void {
  for (const [name, actions] of [["open", ["s3:GetBucketAcl", "s3:PutObject"]], ["half-open", ["s3:GetBucketAcl"]]] as const) {
    w.cloud.create(T.bucket, name, { bucket: name });
    w.cloud.create(T.bucketPolicy, name, { bucket: name, policy: { Statement: [allow(TRAIL_SERVICE, actions, `arn:aws:s3:::${name}`)] } });
  }
  const root = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "kms:*", Resource: "*" };
  w.cloud.create(T.key, "trail-key", { multiRegion: true, policy: { Statement: [root, allow(TRAIL_SERVICE, ["kms:GenerateDataKey*"], "*")] } });
  w.cloud.create(T.key, "west-key", { region: "us-west-2", policy: { Statement: [root, allow(TRAIL_SERVICE, ["kms:GenerateDataKey*"], "*")] } });
  for (const name of ["deliverer", "silent"]) {
    w.cloud.create(T.role, name, { name, assumeRolePolicy: trust(TRAIL_SERVICE) });
  }
  w.cloud.create(T.rolePolicy, "deliverer", { name: "x", role: "deliverer", policy: { Statement: [{ Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: "*" }] } });
}

const keyArn = (w: World, name: string): string => String(w.cloud.view().byType(T.key).find(({ urn }) => urn.endsWith(`::${name}`))?.outputs["arn"]);
const roleArn = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;
const selector = (...fields: (readonly [field: string, value: string])[]): Properties => ({ fieldSelectors: fields.map(([field, value]) => ({ field, equals: [value] })) });
const stream = (s3: Properties, more: Properties = {}): Properties => ({ destination: "extended_s3", extendedS3Configuration: s3, ...more });

export const auditCases: readonly RuleCase[] = [
  { rule: "s3-lock-retention", type: T.bucketLock, good: () => ({ rule: { defaultRetention: { mode: "COMPLIANCE", days: 2557 } } }), bad: () => ({ rule: { defaultRetention: { days: 1, years: 1 } } }), says: [
      "rule.defaultRetention: MalformedXML: a default retention has days or years, and this one has 2 of them.",
      "rule.defaultRetention.mode: MalformedXML: a default retention needs a mode: GOVERNANCE or COMPLIANCE.",
    ] },
  { rule: "s3-lock-needs-versions", type: T.bucketLock, given: buckets, good: () => ({ bucket: "locked" }), bad: () => ({ bucket: "plain" }), says: [
      "bucket: InvalidBucketState: Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration; enable it on plain first, or make the bucket with objectLockEnabled.",
    ] },
  { rule: "s3-lock-needs-versions", type: T.bucketLock, given: buckets, good: () => ({ bucket: "versioned" }), bad: () => ({ bucket: "plain" }), says: [
      "bucket: InvalidBucketState: Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration; enable it on plain first, or make the bucket with objectLockEnabled.",
    ] },
  { rule: "s3-lock-keeps-versioning", type: T.bucketVersioning, given: buckets, good: () => ({ bucket: "versioned", versioningConfiguration: { status: "Suspended" } }), bad: () => ({ bucket: "locked", versioningConfiguration: { status: "Suspended" } }), says: [
      "versioningConfiguration.status: InvalidBucketState: An Object Lock configuration is present on this bucket, so the versioning state cannot be changed; leave locked Enabled.",
    ] },
  { rule: "s3-lock-takes-no-access-logs", type: T.bucketLogging, given: buckets, good: () => ({ bucket: "locked", targetBucket: "plain" }), bad: () => ({ bucket: "plain", targetBucket: "locked" }), says: [
      "targetBucket: InvalidTargetBucketForLogging: the bucket locked has Object Lock, and such buckets take no access logs; name another.",
    ] },
  { rule: "s3-lock-replicates-to-lock", type: T.bucketReplication, given: buckets, good: () => copies("locked-west", "replication"), bad: () => copies("plain-west", "forgetful"), says: [
      "rules[0].destination.bucket: InvalidRequest: Object Lock is enabled on locked and must be on the destination bucket too; make plain-west with objectLockEnabled.",
      "role: ReplicationFailed: the role forgetful lacks s3:GetObjectRetention and s3:GetObjectLegalHold on locked, without which nothing locked is replicated.",
    ] },
  { rule: "s3-object-lock-period", type: T.bucketObject, given: buckets, good: () => ({ bucket: "locked", key: "a", objectLockMode: "GOVERNANCE", objectLockRetainUntilDate: "2030-01-01T00:00:00Z" }), bad: () => ({ bucket: "plain", key: "a", objectLockRetainUntilDate: "2020-01-01T00:00:00Z" }), says: [
      "objectLockRetainUntilDate: InvalidRequest: Bucket is missing Object Lock Configuration; make plain with objectLockEnabled.",
      "objectLockMode: InvalidArgument: x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied.",
      "objectLockRetainUntilDate: InvalidArgument: The retain until date must be in the future!",
    ] },
  {
    rule: "s3-lifecycle-rules", type: T.bucketLifecycle,
    good: () => ({ rules: [{ id: "age", status: "Enabled", transitions: [{ days: 30, storageClass: "STANDARD_IA" }, { days: 60, storageClass: "GLACIER_IR" }], expiration: { days: 61 } }] }),
    bad: () => ({ rules: [{ id: "age", status: "Enabled", transitions: [{ days: 30, storageClass: "STANDARD_IA" }, { days: 59, storageClass: "GLACIER_IR" }], expiration: { days: 59 } }] }), says: [
      "rules[0].expiration.days: InvalidArgument: 'Days' in the Expiration action must be greater than 'Days' in the Transition action; 59 is not above 59.",
      "rules[0].transitions[1].days: InvalidArgument: 'Days' in the Transition action for GLACIER_IR must be 30 days more than those for STANDARD_IA, 60 or more, not 59.",
    ],
  },
  { rule: "cloudtrail-logs-pair", type: T.trail, good: () => ({ cloudWatchLogsGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:x:*", cloudWatchLogsRoleArn: roleArn("x") }), bad: () => ({ cloudWatchLogsGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:x" }), says: [
      "cloudWatchLogsRoleArn: InvalidParameterCombinationException: a trail that writes to CloudWatch Logs needs both cloudWatchLogsGroupArn and cloudWatchLogsRoleArn.",
      "cloudWatchLogsGroupArn: InvalidCloudWatchLogsLogGroupArnException: CloudTrail cannot validate the specified log group ARN arn:aws:logs:us-east-1:123456789012:log-group:x; it ends with :*.",
    ] },
  {
    rule: "cloudtrail-selectors", type: T.trail,
    good: () => ({ advancedEventSelectors: [selector(["eventCategory", "Management"]), selector(["eventCategory", "Data"], ["resources.type", "AWS::S3::Object"])] }),
    bad: () => ({ eventSelectors: [{}], advancedEventSelectors: [selector(["readOnly", "true"]), selector(["eventCategory", "Data"])] }), says: [
      "eventSelectors: InvalidEventSelectorsException: a trail has eventSelectors or advancedEventSelectors, not both.",
      "advancedEventSelectors[0].fieldSelectors: InvalidEventSelectorsException: a selector needs eventCategory with one value that it equals, such as Management or Data.",
      "advancedEventSelectors[1].fieldSelectors: InvalidEventSelectorsException: a selector of data events needs resources.type, such as AWS::S3::Object.",
    ],
  },
  { rule: "cloudtrail-global-events", type: T.trail, good: () => ({ isMultiRegionTrail: true }), bad: () => ({ isMultiRegionTrail: true, includeGlobalServiceEvents: false }), says: [
      "includeGlobalServiceEvents: InvalidParameterCombinationException: a trail of all regions has the events of global services too; leave includeGlobalServiceEvents on.",
    ] },
  { rule: "cloudtrail-bucket-policy", type: T.trail, given: trail, good: () => ({ s3BucketName: "open" }), bad: () => ({ s3BucketName: "half-open" }), says: [
      "s3BucketName: InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: half-open; let cloudtrail.amazonaws.com do s3:PutObject first.",
    ] },
  { rule: "cloudtrail-key-policy", type: T.trail, given: trail, good: (w) => ({ s3BucketName: "open", kmsKeyId: keyArn(w, "trail-key") }), bad: (w) => ({ s3BucketName: "open", kmsKeyId: w.arn(w.plainKey) }), says: [
      "kmsKeyId: InsufficientEncryptionPolicyException: Insufficient permissions to access S3 bucket open or KMS key <plain-key>; let cloudtrail.amazonaws.com do kms:GenerateDataKey* in the key's policy.",
    ] },
  { rule: "cloudtrail-key-policy", type: T.trail, given: trail, good: (w) => ({ s3BucketName: "open", kmsKeyId: keyArn(w, "trail-key") }), bad: (w) => ({ s3BucketName: "open", kmsKeyId: keyArn(w, "west-key") }), says: [
      "kmsKeyId: KmsKeyNotFoundException: the key is in us-west-2, and the bucket open in us-east-1; they must be in the same region.",
    ] },
  { rule: "cloudtrail-logs-role", type: T.trail, given: trail, good: () => ({ cloudWatchLogsRoleArn: roleArn("deliverer") }), bad: () => ({ cloudWatchLogsRoleArn: roleArn("silent") }), says: [
      "cloudWatchLogsRoleArn: InvalidCloudWatchLogsRoleArnException: Access denied. Verify in IAM that the role silent has adequate permissions; let cloudtrail.amazonaws.com assume it, and it create log streams and put events.",
    ] },
  { rule: "cloudtrail-logs-role", type: T.trail, given: trail, good: () => ({ cloudWatchLogsRoleArn: roleArn("deliverer") }), bad: () => ({ cloudWatchLogsRoleArn: roleArn("node-role") }), says: [
      "cloudWatchLogsRoleArn: InvalidCloudWatchLogsRoleArnException: Access denied. Verify in IAM that the role node-role has adequate permissions; let cloudtrail.amazonaws.com assume it, and it create log streams and put events.",
    ] },
  { rule: "firehose-destination-configuration", type: T.deliveryStream, good: () => stream({}), bad: () => ({ destination: "extended_s3" }), says: [
      "extendedS3Configuration: a delivery stream to extended_s3 needs extendedS3Configuration with a role and a bucket.",
    ] },
  { rule: "firehose-prefixes", type: T.deliveryStream, good: () => stream({ prefix: "a/!{timestamp:yyyy/MM/dd}/", errorOutputPrefix: "e/!{firehose:error-output-type}/!{timestamp:yyyy}/" }), bad: () => stream({ prefix: "a/!{timestamp:yyyy}/" }), says: [
      "extendedS3Configuration.errorOutputPrefix: InvalidArgumentException: ErrorOutputPrefix cannot be null or empty when Prefix contains expressions; give errorOutputPrefix one with !{firehose:error-output-type}.",
    ] },
  { rule: "firehose-prefixes", type: T.deliveryStream, good: () => stream({ prefix: "plain/" }), bad: () => stream({ prefix: "a/!{date:yyyy}/!{firehose:error-output-type}", errorOutputPrefix: "e/!{timestamp:yyyy}/" }), says: [
      "extendedS3Configuration.prefix: InvalidArgumentException: Prefix cannot contain !{firehose:error-output-type}; that belongs into errorOutputPrefix.",
      "extendedS3Configuration.errorOutputPrefix: InvalidArgumentException: ErrorOutputPrefix must include an instance of !{firehose:error-output-type} when it contains expressions.",
      "extendedS3Configuration.prefix: InvalidArgumentException: !{date:yyyy} is no expression that Firehose has; write !{timestamp:yyyy/MM/dd}, or another of its namespaces.",
    ] },
  { rule: "firehose-encryption-key", type: T.deliveryStream, good: () => stream({}, { serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: "arn" } }), bad: () => stream({}, { serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK" }, kinesisSourceConfiguration: {} }), says: [
      "serverSideEncryption.keyArn: InvalidArgumentException: a CUSTOMER_MANAGED_CMK needs its keyArn.",
      "serverSideEncryption: InvalidArgumentException: a stream that reads from another is encrypted where it reads; leave serverSideEncryption out.",
    ] },
  { rule: "firehose-encryption-key", type: T.deliveryStream, good: () => stream({}, { serverSideEncryption: { enabled: true } }), bad: () => stream({}, { serverSideEncryption: { enabled: true, keyArn: "arn" } }), says: [
      'serverSideEncryption.keyArn: InvalidArgumentException: a keyArn needs keyType: "CUSTOMER_MANAGED_CMK".',
    ] },
  {
    rule: "firehose-role-trusted", type: T.deliveryStream, given: (w) => w.cloud.create(T.role, "firehose", { name: "firehose", assumeRolePolicy: trust("firehose.amazonaws.com") }),
    good: () => stream({ roleArn: roleArn("firehose") }), bad: () => stream({ roleArn: roleArn("node-role") }), says: [
      "extendedS3Configuration.roleArn: InvalidArgumentException: Firehose is unable to assume role node-role. Please check the role provided; let firehose.amazonaws.com assume it.",
    ],
  },
];
