/** Who may use which key. A key policy names every AWS service that uses the key by itself; roles come in through IAM. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, type Statement } from "../base/iam";
import { alertsStatements } from "./alerts";
import { brokerStatements } from "./broker-credentials";

export const KEY_PURPOSES = ["data", "secrets", "logs", "broker-credentials", "alerts", "audit"] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

/** Purposes whose data is of use in the recovery Region. Logs and alerts stay where they are. */
export const RECOVERED_PURPOSES = ["data", "secrets", "broker-credentials", "audit"] as const satisfies readonly KeyPurpose[];
export type RecoveredPurpose = (typeof RECOVERED_PURPOSES)[number];

const TEXT: Readonly<Record<KeyPurpose, string>> = {
  data: "database, cache, volumes and images",
  secrets: "Secrets Manager and Kubernetes secrets",
  logs: "CloudWatch log groups",
  "broker-credentials": "broker credentials of users",
  alerts: "notification topics",
  audit: "audit trails",
};

export function purposeText(purpose: KeyPurpose): string {
  return TEXT[purpose];
}

/** Where a key stands, and who is in its policy. */
export interface KeyPlace {
  /** `<prefix>-<environment>`, with which the names of roles and trails begin. */
  readonly base: string;
  readonly environment: string;
  /** Region of the environment, for a replica too: whom its policy names is there. */
  readonly region: string;
  readonly brokerCredentialServices: readonly string[];
  /** `<prefix>-<environment>` of the environment that takes this one over where the key stands, if any. */
  readonly successorBase: string | undefined;
}

/** What policies are made of. */
export interface PolicyFacts extends KeyPlace {
  readonly partition: pulumi.Output<string>;
  readonly account: pulumi.Output<string>;
}

/** The policy of one key as JSON; a replica's names a successor besides. */
export function keyPolicy(parent: pulumi.Resource, purpose: KeyPurpose, place: KeyPlace): pulumi.Output<string> {
  const { partition } = aws.getPartitionOutput({}, { parent });
  const account = aws.getCallerIdentityOutput({}, { parent }).accountId;
  const facts: PolicyFacts = { ...place, partition, account };
  return policyDocument([rootStatement(facts), ...serviceStatements(purpose, facts)]);
}

/**
 * AWS's default statement. Without it nobody could ever change the policy again, and IAM policies of roles would have no
 * effect. It is not narrowed to certain services by kms:ViaService: ciphertext of volumes, databases, images and secrets
 * never leaves the service that holds it, so a principal that may use the key gains nothing without that service's own
 * permission, while a service left out of such a list (another replication, another backup) stops at run time, when its
 * data is needed. What pods hold themselves, credentials of brokers, has refusals of its own.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function rootStatement({ partition, account }: PolicyFacts): Statement {
  return {
    Sid: "AccountAdministersKeyThroughIam",
    Effect: "Allow",
    Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${account}:root` },
    Action: "kms:*",
    Resource: "*",
  };
}

function serviceStatements(purpose: KeyPurpose, facts: PolicyFacts): Statement[] {
  switch (purpose) {
    case "logs":
      return [logsStatement(facts)];
    case "data":
      return autoScalingStatements(facts);
    case "broker-credentials":
      return brokerStatements(facts);
    case "alerts":
      return alertsStatements(facts);
    case "audit":
      return auditStatements(facts);
    case "secrets":
      return [];
  }
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
function logsStatement({ partition, region, account }: PolicyFacts): Statement {
  return {
    Sid: "CloudWatchLogsEncrypts",
    Effect: "Allow",
    Principal: { Service: `logs.${region}.amazonaws.com` },
    Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
    Resource: "*",
    Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": pulumi.interpolate`arn:${partition}:logs:${region}:${account}:log-group:*` } },
  };
}

/**
 * CloudTrail encrypts, for trails of this environment alone; who reads a trail needs IAM's permission to decrypt.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
function auditStatements({ partition, region, account, base }: PolicyFacts): Statement[] {
  const Principal = { Service: "cloudtrail.amazonaws.com" };
  const trails = pulumi.interpolate`arn:${partition}:cloudtrail:${region}:${account}:trail/${base}-*`;
  return [
    {
      Sid: "CloudTrailEncrypts",
      Effect: "Allow",
      Principal,
      Action: "kms:GenerateDataKey*",
      Resource: "*",
      Condition: { ArnLike: { "aws:SourceArn": trails }, StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": trails } },
    },
    { Sid: "CloudTrailLooksAtKey", Effect: "Allow", Principal, Action: "kms:DescribeKey", Resource: "*", Condition: { ArnLike: { "aws:SourceArn": trails } } },
  ];
}

/**
 * Auto Scaling starts nodes whose volumes this key encrypts.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
function autoScalingStatements({ partition, account }: PolicyFacts): Statement[] {
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
