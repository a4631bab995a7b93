/** AWS services that publish to encrypted topics. A topic's messages are encrypted on behalf of whoever publishes them. */
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../base/iam";
import type { PolicyFacts } from "./policies";

/**
 * CloudWatch alarms, RDS events, Budgets, Cost Anomaly Detection and Backup, each for this account alone.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
const PUBLISHERS = ["cloudwatch.amazonaws.com", "events.rds.amazonaws.com", "budgets.amazonaws.com", "costalerts.amazonaws.com", "backup.amazonaws.com"];

const ACTIONS = ["kms:GenerateDataKey*", "kms:Decrypt"];

export function alertsStatements({ partition, region, account, base }: PolicyFacts): Statement[] {
  return [
    {
      Sid: "ServicesPublish",
      Effect: "Allow",
      Principal: { Service: PUBLISHERS },
      Action: ACTIONS,
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": account } },
    },
    {
      // Of all publishers EventBridge alone names no source to KMS (same page): the topic, which SNS names, is this
      // environment's, and the topic's own policy keeps other accounts out.
      Sid: "EventBridgePublishes",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: ACTIONS,
      Resource: "*",
      Condition: { StringLike: { "kms:EncryptionContext:aws:sns:topicArn": pulumi.interpolate`arn:${partition}:sns:${region}:${account}:${base}-*` } },
    },
  ];
}
