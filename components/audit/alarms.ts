/** What in the trail somebody has to hear of. */
import type { AlarmDefinition } from "../monitoring";

/** Events of the trail that are counted, and the alarm when there are too many. */
export interface TrailAlarm extends Pick<AlarmDefinition, "suffix" | "severity" | "description"> {
  /** CloudWatch Logs filter pattern. */
  readonly pattern: string;
  /** Name of the metric; never changes once released. */
  readonly metricName: string;
  /** Events in five minutes above which it alarms. @default 0 */
  readonly threshold?: number;
}

const calls = (source: string, ...names: string[]): string => `{ ($.eventSource = "${source}") && (${names.map((name) => `($.eventName = "${name}")`).join(" || ")}) }`;

/**
 * After the CIS benchmark's monitoring section and FSBP's CloudWatch controls.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
export const TRAIL_ALARMS: readonly TrailAlarm[] = [
  {
    suffix: "root-use",
    metricName: "RootUse",
    severity: "critical",
    description: "Somebody used the account's root user, which no work needs. Ask who it was; if nobody says so, treat the account as taken over.",
    pattern: '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }',
  },
  {
    suffix: "sign-in-without-mfa",
    metricName: "SignInsWithoutMfa",
    severity: "critical",
    description: "An IAM user signed in to the console with a password alone.",
    pattern: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  },
  {
    suffix: "key-changes",
    metricName: "KeyChanges",
    severity: "critical",
    description: "A KMS key was disabled or its deletion scheduled, or its policy changed: what it encrypts may become unreadable, or readable by others. A deletion can be cancelled until its day.",
    pattern: calls("kms.amazonaws.com", "DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy"),
  },
  {
    suffix: "trail-changes",
    metricName: "TrailChanges",
    severity: "critical",
    description: "The audit trail itself was changed, stopped or deleted.",
    pattern: calls("cloudtrail.amazonaws.com", "CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging", "PutEventSelectors"),
  },
  {
    suffix: "bucket-changes",
    metricName: "BucketChanges",
    severity: "warning",
    description: "Who may use a bucket, what it keeps for how long, or where it copies to was changed. A deployment that changes buckets raises this too.",
    pattern: calls(
      "s3.amazonaws.com",
      "PutBucketPolicy",
      "DeleteBucketPolicy",
      "PutBucketAcl",
      "PutBucketPublicAccessBlock",
      "DeleteBucketPublicAccessBlock",
      "PutBucketLifecycle",
      "DeleteBucketLifecycle",
      "PutBucketReplication",
      "DeleteBucketReplication",
      "PutObjectLockConfiguration",
      "PutBucketObjectLockConfiguration",
      "PutBucketVersioning",
    ),
  },
  {
    suffix: "iam-changes",
    metricName: "IamChanges",
    severity: "warning",
    description: "Rights in IAM were changed. A deployment that changes roles raises this too.",
    pattern: calls(
      "iam.amazonaws.com",
      "DeleteGroupPolicy",
      "DeleteRolePolicy",
      "DeleteUserPolicy",
      "PutGroupPolicy",
      "PutRolePolicy",
      "PutUserPolicy",
      "CreatePolicy",
      "DeletePolicy",
      "CreatePolicyVersion",
      "DeletePolicyVersion",
      "SetDefaultPolicyVersion",
      "AttachRolePolicy",
      "DetachRolePolicy",
      "AttachUserPolicy",
      "DetachUserPolicy",
      "AttachGroupPolicy",
      "DetachGroupPolicy",
      "UpdateAssumeRolePolicy",
      "PutRolePermissionsBoundary",
      "DeleteRolePermissionsBoundary",
      "CreateUser",
      "CreateAccessKey",
    ),
  },
  {
    suffix: "unauthorised-calls",
    metricName: "UnauthorisedCalls",
    severity: "warning",
    description: "More than 20 API calls were refused in five minutes: a role lacks a right that it needs, or somebody tries doors.",
    pattern: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
    threshold: 20,
  },
];

/** The alarm over the metric that a filter makes of the trail. */
export function trailAlarm(namespace: string, { suffix, severity, description, metricName, threshold = 0 }: TrailAlarm): AlarmDefinition {
  return {
    suffix,
    ...(severity === undefined ? {} : { severity }),
    description,
    measure: { namespace, metricName, statistic: "Sum" },
    comparison: "above",
    threshold,
    periodSeconds: 300,
    periods: 1,
  };
}

/** Alarms of the stream of records. https://docs.aws.amazon.com/firehose/latest/dev/cw-metrics-data-delivery.html */
export function streamAlarms(bufferSeconds: number): AlarmDefinition[] {
  const metric = (metricName: string, statistic: string): AlarmDefinition["measure"] => ({ namespace: "AWS/Firehose", metricName, statistic });
  return [
    {
      suffix: "trading-delivery",
      severity: "critical",
      description: "Records of trading wait in their stream, which keeps them for a day, and are not written: its log group says why.",
      measure: metric("DeliveryToS3.DataFreshness", "Maximum"),
      comparison: "above",
      threshold: 2 * bufferSeconds + 600,
      periodSeconds: 300,
      periods: 2,
    },
    {
      suffix: "trading-throttled",
      severity: "critical",
      description: "The stream refuses records of trading because there are too many: have its quota raised.",
      measure: metric("ThrottledRecords", "Sum"),
      comparison: "above",
      threshold: 0,
      periodSeconds: 300,
      periods: 1,
    },
  ];
}
