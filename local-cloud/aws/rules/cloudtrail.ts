/** What CloudTrail asks of the bucket, key and role that a trail is given. */
import type { CloudRecord, CloudView } from "../../provider/cloud";
import { find, of, oneOf, refuse, refuseIf, type Rule } from "../rule";
import { T } from "../tokens";
import { trusts } from "./iam";
import { letsService } from "./policy-document";

const SERVICE = "cloudtrail.amazonaws.com";
const CREATE = "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html";
const BUCKET = "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html";
const KEY = "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html";
const SELECTORS = "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html";

export const cloudtrail: readonly Rule[] = [
  oneOf(T.trail, "insightSelectors[*].insightType", ["ApiCallRateInsight", "ApiErrorRateInsight"], "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_InsightSelector.html"),
  {
    id: "cloudtrail-logs-pair",
    types: [T.trail],
    stage: "check",
    source: CREATE,
    check: (subject) => {
      const [group, role] = [subject.given("cloudWatchLogsGroupArn"), subject.given("cloudWatchLogsRoleArn")];
      const arn = subject.text("cloudWatchLogsGroupArn");
      return [
        ...(group === role ? [] : [refuse(group ? "cloudWatchLogsRoleArn" : "cloudWatchLogsGroupArn", "InvalidParameterCombinationException: a trail that writes to CloudWatch Logs needs both cloudWatchLogsGroupArn and cloudWatchLogsRoleArn.")]),
        ...(arn === undefined || arn.endsWith(":*") ? [] : [refuse("cloudWatchLogsGroupArn", `InvalidCloudWatchLogsLogGroupArnException: CloudTrail cannot validate the specified log group ARN ${arn}; it ends with :*.`)]),
      ];
    },
  },
  {
    id: "cloudtrail-selectors",
    types: [T.trail],
    stage: "check",
    source: SELECTORS,
    check: (subject) => [
      ...((subject.count("eventSelectors") ?? 0) > 0 && (subject.count("advancedEventSelectors") ?? 0) > 0
        ? [refuse("eventSelectors", "InvalidEventSelectorsException: a trail has eventSelectors or advancedEventSelectors, not both.")]
        : []),
      ...subject.objects("advancedEventSelectors").flatMap((selector, index) => {
        const path = `advancedEventSelectors[${index}].fieldSelectors`;
        const fields = selector.objects("fieldSelectors");
        const named = (field: string): (typeof fields)[number] | undefined => fields.find((each) => each.text("field") === field);
        const category = named("eventCategory")?.texts("equals") ?? [];
        return [
          ...(category.length === 1 ? [] : [refuse(path, "InvalidEventSelectorsException: a selector needs eventCategory with one value that it equals, such as Management or Data.")]),
          ...(category[0] === "Data" && named("resources.type") === undefined ? [refuse(path, "InvalidEventSelectorsException: a selector of data events needs resources.type, such as AWS::S3::Object.")] : []),
        ];
      }),
    ],
  },
  {
    id: "cloudtrail-global-events",
    types: [T.trail],
    stage: "check",
    source: CREATE,
    check: (subject) =>
      refuseIf(
        subject.flag("isMultiRegionTrail") === true && subject.flag("includeGlobalServiceEvents") === false,
        "includeGlobalServiceEvents",
        "InvalidParameterCombinationException: a trail of all regions has the events of global services too; leave includeGlobalServiceEvents on.",
      ),
  },
  {
    id: "cloudtrail-bucket-policy",
    types: [T.trail],
    stage: "admit",
    source: BUCKET,
    check: (subject, cloud) => {
      const bucket = find(cloud, T.bucket, subject.text("s3BucketName"));
      const policy = bucket && cloud.byType(T.bucketPolicy).find(({ inputs }) => inputs["bucket"] === bucket.id)?.inputs["policy"];
      const missing = ["s3:GetBucketAcl", "s3:PutObject"].filter((action) => !letsService(policy, SERVICE, action));
      return refuseIf(
        bucket !== undefined && missing.length > 0,
        "s3BucketName",
        `InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: ${bucket?.id}; let ${SERVICE} do ${missing.join(" and ")} first.`,
      );
    },
  },
  {
    id: "cloudtrail-key-policy",
    types: [T.trail],
    stage: "admit",
    source: KEY,
    check: (subject, cloud) => {
      const key = keyOf(subject.text("kmsKeyId"), cloud);
      const bucket = find(cloud, T.bucket, subject.text("s3BucketName"));
      return [
        ...(key === undefined || letsService(of(key).at("policy"), SERVICE, "kms:GenerateDataKey")
          ? []
          : [refuse("kmsKeyId", `InsufficientEncryptionPolicyException: Insufficient permissions to access S3 bucket ${bucket?.id} or KMS key ${key.id}; let ${SERVICE} do kms:GenerateDataKey* in the key's policy.`)]),
        ...(key !== undefined && bucket !== undefined && key.region !== bucket.region
          ? [refuse("kmsKeyId", `KmsKeyNotFoundException: the key is in ${key.region}, and the bucket ${bucket.id} in ${bucket.region}; they must be in the same region.`)]
          : []),
      ];
    },
  },
  {
    id: "cloudtrail-logs-role",
    types: [T.trail],
    stage: "admit",
    source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html",
    check: (subject, cloud) => {
      const role = find(cloud, T.role, subject.text("cloudWatchLogsRoleArn"));
      const text = role && JSON.stringify(cloud.byType(T.rolePolicy).filter(({ inputs }) => inputs["role"] === role.id).map(({ inputs }) => inputs["policy"]));
      const able = text === undefined || (/logs:(PutLogEvents|\*)/.test(text) && /logs:(CreateLogStream|\*)/.test(text));
      return refuseIf(
        role !== undefined && (!trusts(of(role).at("assumeRolePolicy"), SERVICE, ["sts:AssumeRole"]) || !able),
        "cloudWatchLogsRoleArn",
        `InvalidCloudWatchLogsRoleArnException: Access denied. Verify in IAM that the role ${role?.id} has adequate permissions; let ${SERVICE} assume it, and it create log streams and put events.`,
      );
    },
  },
];

function keyOf(value: string | undefined, cloud: CloudView): CloudRecord | undefined {
  return find(cloud, T.key, value) ?? find(cloud, T.replicaKey, value);
}
