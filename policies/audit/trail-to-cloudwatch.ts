import { on, stackRule } from "../kernel";
import { logGroup, trail } from "../tokens";

export const trailToCloudwatch = stackRule({
  name: "trail-to-cloudwatch",
  title: "The trail also goes to a log group of this stack.",
  why: "An alarm on what the trail records needs it in CloudWatch; files in a bucket wake nobody.",
  severity: "medium",
  levels: { production: "mandatory", development: "off" },
  controls: { checkov: ["CKV2_AWS_10"], fsbp: ["CloudTrail.5"], pci: ["10.4.1"] },
  remediation: "Set cloudWatchLogsGroupArn to the ARN of a LogGroup of this stack, followed by :*, and cloudWatchLogsRoleArn to a role that may write to it.",
  examples: {
    compliant: "new aws.cloudtrail.Trail(\"audit\", { cloudWatchLogsGroupArn: pulumi.interpolate`${logs.arn}:*`, cloudWatchLogsRoleArn: role.arn, s3BucketName: bucket.id });",
    violating: `new aws.cloudtrail.Trail("audit", { s3BucketName: bucket.id });`,
  },
  check: (stack) =>
    stack.ofType(trail).map((audit) => [
      audit.dependenciesOf("cloudWatchLogsGroupArn").some(({ type }) => type === logGroup)
        ? undefined
        : on(audit, "cloudWatchLogsGroupArn", "cloudWatchLogsGroupArn names no log group of this stack"),
      audit.value("cloudWatchLogsRoleArn").present ? undefined : on(audit, "cloudWatchLogsRoleArn", "cloudWatchLogsRoleArn is not set, so CloudTrail cannot write to the log group"),
    ]),
});
