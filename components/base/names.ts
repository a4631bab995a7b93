/**
 * Physical names and the rules AWS has for them. A type without a rule throws, so no length limit is forgotten.
 */
import { ArgumentError } from "./argument-error";

interface NameRule {
  readonly maxLength: number;
  readonly pattern: RegExp;
  /** The allowed characters, in words. */
  readonly allowed: string;
  /** Page of AWS's documentation that says so. */
  readonly source: string;
}

const LETTERS_DIGITS_DASHES: Pick<NameRule, "pattern" | "allowed"> = {
  pattern: /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]*(?<!-)$/,
  allowed: "letters, digits and single dashes, beginning with a letter",
};
const IAM_CHARACTERS: Pick<NameRule, "pattern" | "allowed"> = { pattern: /^[\w+=,.@-]+$/, allowed: "letters, digits and _+=,.@-" };
const PATH_CHARACTERS: Pick<NameRule, "pattern" | "allowed"> = { pattern: /^[\w/+=.@#-]+$/, allowed: "letters, digits and _/+=.@#-" };

const RULES = {
  "anomaly monitor": { maxLength: 1024, pattern: /^[\x20-\x7e]+$/, allowed: "printable characters", source: "https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_AnomalyMonitor.html" },
  "anomaly subscription": { maxLength: 1024, pattern: /^[\x20-\x7e]+$/, allowed: "printable characters", source: "https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_AnomalySubscription.html" },
  "autoscaling group": { maxLength: 255, pattern: /^[\x20-\x39\x3b-\x7e]+$/, allowed: "printable characters but the colon", source: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html" },
  "backup plan": { maxLength: 50, pattern: /^[\w.-]+$/, allowed: "letters, digits and _.-", source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupPlanInput.html" },
  "backup vault": { maxLength: 50, pattern: /^[\w-]{2,}$/, allowed: "two or more letters, digits, dashes and underscores", source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupVault.html" },
  budget: { maxLength: 100, pattern: /^(?!.*\/action\/)[^:\\]+$/, allowed: "characters other than colons and backslashes", source: "https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Budget.html" },
  "cache parameter group": { maxLength: 255, ...LETTERS_DIGITS_DASHES, source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheParameterGroup.html" },
  "cache subnet group": { maxLength: 255, ...LETTERS_DIGITS_DASHES, source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html" },
  "cloudwatch alarm": { maxLength: 255, pattern: /^[\x20-\x7e]+$/, allowed: "printable characters", source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html" },
  "db event subscription": { maxLength: 255, ...LETTERS_DIGITS_DASHES, source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateEventSubscription.html" },
  "db instance": { maxLength: 63, ...LETTERS_DIGITS_DASHES, source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html" },
  "db parameter group": { maxLength: 255, ...LETTERS_DIGITS_DASHES, source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html" },
  "db proxy": { maxLength: 63, ...LETTERS_DIGITS_DASHES, source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBProxy.html" },
  "db snapshot": { maxLength: 255, ...LETTERS_DIGITS_DASHES, source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSnapshot.html" },
  "db subnet group": { maxLength: 255, pattern: /^[a-z0-9._ -]+$/, allowed: "lower-case letters, digits and ._ -", source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html" },
  "ecr repository": { maxLength: 256, pattern: /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/, allowed: "lower-case letters and digits, separated by single ._-/", source: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html" },
  "delivery stream": { maxLength: 64, pattern: /^[\w.-]+$/, allowed: "letters, digits and _.-", source: "https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html" },
  "eks cluster": { maxLength: 100, pattern: /^[0-9A-Za-z][A-Za-z0-9_-]*$/, allowed: "letters, digits, dashes and underscores", source: "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html" },
  "eks node group": { maxLength: 63, pattern: /^[0-9A-Za-z][A-Za-z0-9_-]*$/, allowed: "letters, digits, dashes and underscores", source: "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html" },
  "event rule": { maxLength: 64, pattern: /^[.\w-]+$/, allowed: "letters, digits and ._-", source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html" },
  "iam policy": { maxLength: 128, ...IAM_CHARACTERS, source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html" },
  "iam role": { maxLength: 64, ...IAM_CHARACTERS, source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html" },
  "kms alias": { maxLength: 256, pattern: /^alias\/(?!aws\/)[\w/-]+$/, allowed: "alias/ and then letters, digits and _/-", source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html" },
  "lambda function": { maxLength: 64, pattern: /^[\w-]+$/, allowed: "letters, digits, dashes and underscores", source: "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html" },
  "launch template": { maxLength: 128, pattern: /^[a-zA-Z0-9().\-/_]{3,}$/, allowed: "three or more letters, digits and ().-/_", source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html" },
  "load balancer": { maxLength: 32, pattern: /^(?!internal-)(?!-)[a-zA-Z0-9-]+(?<!-)$/, allowed: "letters, digits and dashes, not at either end", source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html" },
  "log group": { maxLength: 512, ...PATH_CHARACTERS, source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html" },
  "replication group": { maxLength: 40, ...LETTERS_DIGITS_DASHES, source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html" },
  "restore testing plan": { maxLength: 50, pattern: /^\w+$/, allowed: "letters, digits and underscores", source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RestoreTestingPlanForCreate.html" },
  "s3 bucket": { maxLength: 63, pattern: /^(?!xn--)[a-z0-9][a-z0-9-]{1,}[a-z0-9]$/, allowed: "lower-case letters, digits and dashes, not at either end", source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html" },
  secret: { maxLength: 512, ...PATH_CHARACTERS, source: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html" },
  "security group": { maxLength: 255, pattern: /^(?!sg-)[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]+$/, allowed: "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, not beginning with sg-", source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html" },
  "ssm parameter": { maxLength: 1011, pattern: /^\/(?!aws|ssm)[\w./-]+$/i, allowed: "a slash and then letters, digits and ._-/, not beginning with aws or ssm", source: "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html" },
  "sns topic": { maxLength: 256, pattern: /^[\w-]+$/, allowed: "letters, digits, dashes and underscores", source: "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html" },
  "target group": { maxLength: 32, pattern: /^(?!-)[a-zA-Z0-9-]+(?<!-)$/, allowed: "letters, digits and dashes, not at either end", source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html" },
  trail: { maxLength: 128, pattern: /^(?=.{3})[a-zA-Z0-9](?!.*[._-]{2})[\w.-]*[a-zA-Z0-9]$/, allowed: "three or more letters, digits and single ._-, with a letter or digit at both ends", source: "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html" },
  "web acl": { maxLength: 128, pattern: /^[\w-]+$/, allowed: "letters, digits, dashes and underscores", source: "https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html" },
} as const satisfies Record<string, NameRule>;

/** What has a physical name in AWS. */
export type Named = keyof typeof RULES;

/** What is wrong with the name, as the rest of a sentence; undefined when nothing is. */
export function nameProblem(what: Named, name: string): string | undefined {
  const rule: NameRule = RULES[what];
  if (name.length > rule.maxLength) {
    return `makes the ${what} name "${name}" of ${name.length} characters, and AWS allows ${rule.maxLength}: shorten it.`;
  }
  return rule.pattern.test(name) ? undefined : `makes the ${what} name "${name}", and AWS allows ${rule.allowed} there.`;
}

/** The name, once AWS's rule for its type holds. */
export function physicalName(where: string, what: Named, name: string): string {
  const problem = nameProblem(what, name);
  if (problem !== undefined) {
    throw new ArgumentError(where, "the name", problem);
  }
  return name;
}
