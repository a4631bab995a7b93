/** What AWS allows in the names of its resources. */
import { refuse, shortType, type Rule } from "../rule";
import { T } from "../tokens";

type NameRow = readonly [
  type: string,
  property: string,
  minimum: number,
  maximum: number,
  pattern: RegExp,
  /** The pattern in words. */
  shape: string,
  source: string,
];

const API = "https://docs.aws.amazon.com";
const IAM = /^[\w+=,.@-]+$/;
const IAM_SHAPE = "letters, digits and _+=,.@-";
const HYPHENATED = /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]*(?<!-)$/;
const HYPHENATED_SHAPE = "letters, digits and single hyphens, with a letter first and no hyphen last";
const BALANCER = /^(?!-)[A-Za-z0-9-]+(?<!-)$/;
const BALANCER_SHAPE = "letters, digits and hyphens, with no hyphen at an end";

const ROWS: readonly NameRow[] = [
  [T.role, "name", 1, 64, IAM, IAM_SHAPE, `${API}/IAM/latest/APIReference/API_CreateRole.html`],
  [T.policy, "name", 1, 128, IAM, IAM_SHAPE, `${API}/IAM/latest/APIReference/API_CreatePolicy.html`],
  [T.rolePolicy, "name", 1, 128, IAM, IAM_SHAPE, `${API}/IAM/latest/APIReference/API_PutRolePolicy.html`],
  [T.instanceProfile, "name", 1, 128, IAM, IAM_SHAPE, `${API}/IAM/latest/APIReference/API_CreateInstanceProfile.html`],
  [T.user, "name", 1, 64, IAM, IAM_SHAPE, `${API}/IAM/latest/APIReference/API_CreateUser.html`],
  [T.securityGroup, "name", 1, 255, /^(?!sg-)[\w .:/()#,@[\]+=&;{}!$*-]+$/, "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, not beginning with sg-", `${API}/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html`],
  [T.launchTemplate, "name", 3, 128, /^[a-zA-Z0-9().\-/_]+$/, "letters, digits and ().-/_", `${API}/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html`],
  [T.autoScalingGroup, "name", 1, 255, /^[\x20-\x39\x3b-\x7e]+$/, "printable characters other than the colon", `${API}/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html`],
  [T.logGroup, "name", 1, 512, /^(?!aws\/)[\w/.#-]+$/, "letters, digits and _/.#-, not beginning with aws/", `${API}/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html`],
  [T.metricFilter, "name", 1, 512, /^[^:*]+$/, "any characters but : and *", `${API}/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html`],
  [T.alarm, "name", 1, 255, /^[^\p{Cc}]+$/u, "printable characters", `${API}/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html`],
  [T.eventRule, "name", 1, 64, /^[.\-\w]+$/, "letters, digits and ._-", `${API}/eventbridge/latest/APIReference/API_PutRule.html`],
  [T.alias, "name", 7, 256, /^alias\/(?!aws\/)[\w/-]+$/, "alias/ and then letters, digits and _/-, not alias/aws/, which is kept for AWS", `${API}/kms/latest/APIReference/API_CreateAlias.html`],
  [T.dbInstance, "identifier", 1, 63, HYPHENATED, HYPHENATED_SHAPE, `${API}/AmazonRDS/latest/APIReference/API_CreateDBInstance.html`],
  [T.dbInstance, "finalSnapshotIdentifier", 1, 255, HYPHENATED, HYPHENATED_SHAPE, `${API}/AmazonRDS/latest/APIReference/API_DeleteDBInstance.html`],
  [T.dbInstance, "dbName", 1, 63, /^[A-Za-z_][A-Za-z0-9_]*$/, "letters, digits and underscores, with no digit first", `${API}/AmazonRDS/latest/APIReference/API_CreateDBInstance.html`],
  [T.dbInstance, "username", 1, 63, /^[A-Za-z_][A-Za-z0-9_]*$/, "letters, digits and underscores, with a letter first", `${API}/AmazonRDS/latest/APIReference/API_CreateDBInstance.html`],
  [T.dbProxy, "name", 1, 63, HYPHENATED, HYPHENATED_SHAPE, `${API}/AmazonRDS/latest/APIReference/API_CreateDBProxy.html`],
  [T.dbEventSubscription, "name", 1, 255, HYPHENATED, HYPHENATED_SHAPE, `${API}/AmazonRDS/latest/APIReference/API_CreateEventSubscription.html`],
  [T.dbSubnetGroup, "name", 1, 255, /^(?!default$)[a-z0-9 ._-]+$/, 'lower-case letters, digits, spaces and ._-, and not "default"', `${API}/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html`],
  [T.dbParameterGroup, "name", 1, 255, HYPHENATED, HYPHENATED_SHAPE, `${API}/AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html`],
  [T.replicationGroup, "replicationGroupId", 1, 40, HYPHENATED, HYPHENATED_SHAPE, `${API}/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html`],
  [T.replicationGroup, "finalSnapshotIdentifier", 1, 255, HYPHENATED, HYPHENATED_SHAPE, `${API}/AmazonElastiCache/latest/APIReference/API_DeleteReplicationGroup.html`],
  [T.cacheSubnetGroup, "name", 1, 255, /^[a-zA-Z0-9-]+$/, "letters, digits and hyphens", `${API}/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html`],
  [T.cacheParameterGroup, "name", 1, 255, HYPHENATED, HYPHENATED_SHAPE, `${API}/AmazonElastiCache/latest/APIReference/API_CreateCacheParameterGroup.html`],
  [T.eksCluster, "name", 1, 100, /^[0-9A-Za-z][A-Za-z0-9_-]*$/, "letters, digits, hyphens and underscores, with a letter or digit first", `${API}/eks/latest/APIReference/API_CreateCluster.html`],
  [T.nodeGroup, "nodeGroupName", 1, 63, /^[0-9A-Za-z][A-Za-z0-9_-]*$/, "letters, digits, hyphens and underscores, with a letter or digit first", `${API}/eks/latest/APIReference/API_CreateNodegroup.html`],
  [T.loadBalancer, "name", 1, 32, /^(?!internal-)(?!-)[A-Za-z0-9-]+(?<!-)$/, `${BALANCER_SHAPE} and not beginning with internal-`, `${API}/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html`],
  [T.targetGroup, "name", 1, 32, BALANCER, BALANCER_SHAPE, `${API}/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html`],
  [T.webAcl, "name", 1, 128, /^[\w-]+$/, "letters, digits, hyphens and underscores", `${API}/waf/latest/APIReference/API_CreateWebACL.html`],
  [T.ipSet, "name", 1, 128, /^[\w-]+$/, "letters, digits, hyphens and underscores", `${API}/waf/latest/APIReference/API_CreateIPSet.html`],
  [T.repository, "name", 2, 256, /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/, "lower-case letters and digits, parted by single ._-/", `${API}/AmazonECR/latest/APIReference/API_CreateRepository.html`],
  [T.secret, "name", 1, 512, /^[A-Za-z0-9/_+=.@-]+$/, "letters, digits and /_+=.@-", `${API}/secretsmanager/latest/apireference/API_CreateSecret.html`],
  [T.bucket, "bucket", 3, 63, /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(-s3alias|--ol-s3|\.mrap|--x-s3)$)(?!.*\.\.)(?!\d{1,3}(\.\d{1,3}){3}$)[a-z0-9][a-z0-9.-]*[a-z0-9]$/, "lower-case letters, digits, dots and hyphens, with a letter or digit at both ends, and not the form of an IP address", `${API}/AmazonS3/latest/userguide/bucketnamingrules.html`],
  [T.backupVault, "name", 2, 50, /^[\w-]+$/, "letters, digits, hyphens and underscores", `${API}/aws-backup/latest/devguide/API_CreateBackupVault.html`],
  [T.backupPlan, "name", 1, 50, /^[\w.-]+$/, "letters, digits and _.-", `${API}/aws-backup/latest/devguide/API_BackupPlanInput.html`],
  [T.backupSelection, "name", 1, 50, /^[\w.-]+$/, "letters, digits and _.-", `${API}/aws-backup/latest/devguide/API_BackupSelection.html`],
  [T.restoreTestingPlan, "name", 1, 50, /^\w+$/, "letters, digits and underscores", `${API}/aws-backup/latest/devguide/API_RestoreTestingPlanForCreate.html`],
  [T.restoreTestingSelection, "name", 1, 50, /^\w+$/, "letters, digits and underscores", `${API}/aws-backup/latest/devguide/API_RestoreTestingSelectionForCreate.html`],
  [T.creationTemplate, "prefix", 2, 256, /^(?:ROOT|(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*)$/, "ROOT, or lower-case letters and digits, parted by single ._-/", `${API}/AmazonECR/latest/APIReference/API_CreateRepositoryCreationTemplate.html`],
  // CloudFormation takes 128, of which serverlessrepo- is 15.
  [T.applicationStack, "name", 1, 113, HYPHENATED, HYPHENATED_SHAPE, `${API}/AWSCloudFormation/latest/APIReference/API_CreateStack.html`],
  [T.trail, "name", 3, 128, /^[a-zA-Z0-9](?!.*[._-]{2})(?!\d{1,3}(\.\d{1,3}){3}$)[\w.-]*[a-zA-Z0-9]$/, "letters, digits and single ._-, with a letter or digit at both ends, and not the form of an IP address", `${API}/awscloudtrail/latest/APIReference/API_CreateTrail.html`],
  [T.deliveryStream, "name", 1, 64, /^[\w.-]+$/, "letters, digits and _.-", `${API}/firehose/latest/APIReference/API_CreateDeliveryStream.html`],
  [T.logStream, "name", 1, 512, /^[^:*]+$/, "any characters but : and *", `${API}/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html`],
  [T.topic, "name", 1, 256, /^[\w-]+(\.fifo)?$/, "letters, digits, hyphens and underscores", `${API}/sns/latest/api/API_CreateTopic.html`],
  [T.queue, "name", 1, 80, /^[\w-]+(\.fifo)?$/, "letters, digits, hyphens and underscores", `${API}/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html`],
  [T.budget, "name", 1, 100, /^(?!.*\/action\/)[^:\\]+$/, "any characters but colons and backslashes", `${API}/aws-cost-management/latest/APIReference/API_budgets_Budget.html`],
  [T.lambda, "name", 1, 64, /^[\w-]+$/, "letters, digits, hyphens and underscores", `${API}/lambda/latest/api/API_CreateFunction.html`],
];

export const names: readonly Rule[] = ROWS.map(([type, property, minimum, maximum, pattern, shape, source]) => ({
  id: `name-${shortType(type)}-${property}`,
  types: [type],
  stage: "check",
  source,
  check: (subject) => {
    const name = subject.text(property);
    if (name === undefined) {
      return undefined;
    }
    if (name.length < minimum || name.length > maximum) {
      return refuse(property, `"${name}" has ${name.length} characters, and AWS takes ${minimum} to ${maximum}; ${name.length > maximum ? "shorten" : "lengthen"} it.`);
    }
    return pattern.test(name) ? undefined : refuse(property, `"${name}" is not a name AWS takes here: use ${shape}.`);
  },
}));

/** Properties in which two resources of a type cannot have the same name, with AWS's code. */
const UNIQUE: readonly (readonly [type: string, property: string, code: string, noun: string, scope: "region" | "everywhere"])[] = [
  [T.role, "name", "EntityAlreadyExists", "IAM role", "everywhere"],
  [T.policy, "name", "EntityAlreadyExists", "IAM policy", "everywhere"],
  [T.instanceProfile, "name", "EntityAlreadyExists", "instance profile", "everywhere"],
  [T.user, "name", "EntityAlreadyExists", "IAM user", "everywhere"],
  [T.launchTemplate, "name", "InvalidLaunchTemplateName.AlreadyExistsException", "launch template", "region"],
  [T.autoScalingGroup, "name", "AlreadyExists", "Auto Scaling group", "region"],
  [T.keyPair, "keyName", "InvalidKeyPair.Duplicate", "key pair", "region"],
  [T.logGroup, "name", "ResourceAlreadyExistsException", "log group", "region"],
  [T.alias, "name", "AlreadyExistsException", "KMS alias", "region"],
  [T.bucket, "bucket", "BucketAlreadyOwnedByYou", "S3 bucket", "everywhere"],
  [T.dbInstance, "identifier", "DBInstanceAlreadyExists", "DB instance", "region"],
  [T.dbSubnetGroup, "name", "DBSubnetGroupAlreadyExists", "DB subnet group", "region"],
  [T.dbParameterGroup, "name", "DBParameterGroupAlreadyExists", "DB parameter group", "region"],
  [T.dbProxy, "name", "DBProxyAlreadyExistsFault", "DB proxy", "region"],
  [T.dbEventSubscription, "name", "SubscriptionAlreadyExist", "event subscription", "region"],
  [T.replicationGroup, "replicationGroupId", "ReplicationGroupAlreadyExists", "replication group", "region"],
  [T.cacheSubnetGroup, "name", "CacheSubnetGroupAlreadyExists", "cache subnet group", "region"],
  [T.cacheParameterGroup, "name", "CacheParameterGroupAlreadyExists", "cache parameter group", "region"],
  [T.eksCluster, "name", "ResourceInUseException", "EKS cluster", "region"],
  [T.loadBalancer, "name", "DuplicateLoadBalancerName", "load balancer", "region"],
  [T.targetGroup, "name", "DuplicateTargetGroupName", "target group", "region"],
  [T.backupVault, "name", "AlreadyExistsException", "backup vault", "region"],
  [T.backupPlan, "name", "AlreadyExistsException", "backup plan", "region"],
  [T.restoreTestingPlan, "name", "AlreadyExistsException", "restore testing plan", "region"],
  [T.creationTemplate, "prefix", "TemplateAlreadyExistsException", "repository creation template", "region"],
  [T.webAcl, "name", "WAFDuplicateItemException", "web ACL", "region"],
  [T.ipSet, "name", "WAFDuplicateItemException", "IP set", "region"],
  [T.repository, "name", "RepositoryAlreadyExistsException", "ECR repository", "region"],
  [T.budget, "name", "DuplicateRecordException", "budget", "everywhere"],
  [T.trail, "name", "TrailAlreadyExistsException", "trail", "region"],
  [T.deliveryStream, "name", "ResourceInUseException", "delivery stream", "region"],
  [T.secret, "name", "ResourceExistsException", "secret", "region"],
  [T.applicationStack, "name", "AlreadyExistsException", "stack of a serverless application", "region"],
];

export const uniqueNames: readonly Rule[] = UNIQUE.map(([type, property, code, noun, scope]) => ({
  id: `unique-${shortType(type)}-${property}`,
  types: [type],
  stage: "admit",
  source: "https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html",
  check: (subject, cloud) => {
    const name = subject.text(property);
    const records = cloud.byType(type).filter(({ id, region }) => id !== subject.prior?.id && (scope === "everywhere" || region === cloud.region));
    const clash = name !== undefined && records.some(({ inputs, outputs }) => (outputs[property] ?? inputs[property]) === name);
    return clash ? refuse(property, `${code}: a ${noun} named "${name}" exists already; give this one another name, or import the one that exists.`) : undefined;
  },
}));
