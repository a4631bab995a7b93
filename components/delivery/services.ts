/** What a stack is made of, by the names IAM has for AWS's services. */

/** Services with Regions, whose resources a deployment makes. */
export const REGIONAL_SERVICES = [
  "acm",
  "autoscaling",
  "backup",
  "backup-storage",
  "cloudformation",
  "cloudtrail",
  "cloudwatch",
  "ec2",
  "eks",
  "elasticache",
  "elasticloadbalancing",
  "events",
  "firehose",
  "kms",
  "lambda",
  "logs",
  "rds",
  "scheduler",
  "serverlessrepo",
  "sqs",
  "wafv2",
] as const;

/** Services of the whole account, which say that they are in us-east-1. */
export const GLOBAL_SERVICES = ["budgets", "ce", "route53"] as const;

/** Services whose resources are named, and are deployed by their names alone. */
export const NAMED_SERVICES = ["ecr", "s3", "secretsmanager", "sns", "ssm"] as const;

/** What runs in a stack needs beside them: pods and nodes ask for credentials, nodes are reached through SSM, backups are chosen by tag. */
export const RUNTIME_SERVICES = ["ec2messages", "eks-auth", "ssmmessages", "tag", "xray"] as const;

/** AWS's own roles that deployments may call for. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html */
export const LINKED_SERVICES = [
  "autoscaling.amazonaws.com",
  "backup.amazonaws.com",
  "eks.amazonaws.com",
  "eks-nodegroup.amazonaws.com",
  "elasticache.amazonaws.com",
  "elasticloadbalancing.amazonaws.com",
  "rds.amazonaws.com",
  "replication.ecr.amazonaws.com",
  "spot.amazonaws.com",
  "wafv2.amazonaws.com",
] as const;

/** Services that a deployment may hand a role of the stack to. */
export const ROLE_TAKERS = [
  "backup.amazonaws.com",
  "cloudtrail.amazonaws.com",
  "ec2.amazonaws.com",
  "eks.amazonaws.com",
  "events.amazonaws.com",
  "lambda.amazonaws.com",
  "monitoring.rds.amazonaws.com",
  "pods.eks.amazonaws.com",
  "rds.amazonaws.com",
  "s3.amazonaws.com",
  "scheduler.amazonaws.com",
  "vpc-flow-logs.amazonaws.com",
] as const;

/** What a deployment does with the stack's own roles. */
export const ROLE_ACTIONS = [
  "iam:AttachRolePolicy",
  "iam:CreateRole",
  "iam:DeleteRole",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PassRole",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:TagRole",
  "iam:UntagRole",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription",
] as const;

/** What it does with policies and with the profiles that hand roles to instances. */
export const POLICY_ACTIONS = [
  "iam:AddRoleToInstanceProfile",
  "iam:CreateInstanceProfile",
  "iam:CreatePolicy",
  "iam:CreatePolicyVersion",
  "iam:DeleteInstanceProfile",
  "iam:DeletePolicy",
  "iam:DeletePolicyVersion",
  "iam:RemoveRoleFromInstanceProfile",
  "iam:TagInstanceProfile",
  "iam:TagPolicy",
  "iam:UntagInstanceProfile",
  "iam:UntagPolicy",
] as const;
