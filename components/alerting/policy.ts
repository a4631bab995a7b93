/** Who may publish to a topic of alerts. People and roles of the account need IAM's permission, and have no other way in. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { policyDocument, type Statement } from "../base/iam";

/** A service that publishes, and the ARN of what it publishes about, after the partition. */
interface Publisher {
  readonly sid: string;
  readonly service: string;
  readonly source?: (place: Place) => pulumi.Output<string>;
}

interface Place {
  readonly region: pulumi.Output<string>;
  readonly account: pulumi.Output<string>;
}

const PUBLISHERS: readonly Publisher[] = [
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
  { sid: "AlarmsPublish", service: "cloudwatch", source: ({ region, account }) => pulumi.interpolate`cloudwatch:${region}:${account}:alarm:*` },
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.GrantingPermissions.html
  { sid: "DatabasesPublish", service: "events.rds", source: ({ region, account }) => pulumi.interpolate`rds:${region}:${account}:*` },
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
  { sid: "EventRulesPublish", service: "events", source: ({ region, account }) => pulumi.interpolate`events:${region}:${account}:rule/*` },
  // https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
  { sid: "BudgetsPublish", service: "budgets", source: ({ account }) => pulumi.interpolate`budgets::${account}:*` },
  // https://docs.aws.amazon.com/cost-management/latest/userguide/ad-SNS.html
  { sid: "CostAnomaliesPublish", service: "costalerts" },
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-service-confused-deputy-prevention.html
  { sid: "BackupPublishes", service: "backup", source: ({ region, account }) => pulumi.interpolate`backup:${region}:${account}:backup-vault:*` },
];

/** Events of other accounts stay out by their source; whoever does not speak TLS stays out altogether. */
export function topicPolicy(parent: KianaxComponent, topicArn: pulumi.Output<string>): pulumi.Output<string> {
  const { partition } = aws.getPartitionOutput({}, { parent });
  const { region } = aws.getRegionOutput({}, { parent });
  const account = aws.getCallerIdentityOutput({}, { parent }).accountId;
  const publishers = PUBLISHERS.map(
    ({ sid, service, source }): Statement => ({
      Sid: sid,
      Effect: "Allow",
      Principal: { Service: `${service}.amazonaws.com` },
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: source === undefined ? { StringEquals: { "aws:SourceAccount": account } } : { ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:${partition}:${source({ region, account })}` } },
    }),
  );
  const tlsOnly: Statement = {
    Sid: "TlsOnly",
    Effect: "Deny",
    Principal: "*",
    Action: "sns:Publish",
    Resource: topicArn,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  return policyDocument([...publishers, tlsOnly]);
}
