/** Who may use which key. A key policy names every user; IAM alone opens nothing but the account's own administration. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, type Statement } from "../base/iam";

export const KEY_PURPOSES = ["data", "secrets", "logs", "broker-credentials"] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

const TEXT: Readonly<Record<KeyPurpose, string>> = {
  data: "database, cache, volumes and images",
  secrets: "Secrets Manager and Kubernetes secrets",
  logs: "CloudWatch log groups",
  "broker-credentials": "broker credentials of users",
};

export function purposeText(purpose: KeyPurpose): string {
  return TEXT[purpose];
}

/** The policy of one key as JSON. */
export function keyPolicy(parent: pulumi.Resource, purpose: KeyPurpose): pulumi.Output<string> {
  const account = aws.getCallerIdentityOutput({}, { parent }).accountId;
  const { partition } = aws.getPartitionOutput({}, { parent });
  const root: Statement = {
    // Without it nobody could ever change the policy again, and IAM policies of roles would have no effect.
    // https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    Sid: "AccountAdministersKeyThroughIam",
    Effect: "Allow",
    Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${account}:root` },
    Action: "kms:*",
    Resource: "*",
  };
  return policyDocument([root, ...serviceStatements(parent, purpose, partition, account)]);
}

function serviceStatements(parent: pulumi.Resource, purpose: KeyPurpose, partition: pulumi.Output<string>, account: pulumi.Output<string>): Statement[] {
  switch (purpose) {
    case "logs":
      return [logsStatement(parent, partition, account)];
    case "data":
      return autoScalingStatements(partition, account);
    default:
      return [];
  }
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
function logsStatement(parent: pulumi.Resource, partition: pulumi.Output<string>, account: pulumi.Output<string>): Statement {
  const region = aws.getRegionOutput({}, { parent }).region;
  return {
    Sid: "CloudWatchLogsEncrypts",
    Effect: "Allow",
    Principal: { Service: pulumi.interpolate`logs.${region}.amazonaws.com` },
    Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
    Resource: "*",
    Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": pulumi.interpolate`arn:${partition}:logs:${region}:${account}:log-group:*` } },
  };
}

/**
 * Auto Scaling starts nodes whose volumes this key encrypts.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
function autoScalingStatements(partition: pulumi.Output<string>, account: pulumi.Output<string>): Statement[] {
  const principal = {
    AWS: pulumi.interpolate`arn:${partition}:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
  };
  return [
    {
      Sid: "AutoScalingUsesVolumes",
      Effect: "Allow",
      Principal: principal,
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      Resource: "*",
    },
    {
      Sid: "AutoScalingAttachesVolumes",
      Effect: "Allow",
      Principal: principal,
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}
