/** What each pipeline may do, as pure functions of names. */
import type { Statement } from "../base/iam";
import { GLOBAL_SERVICES, LINKED_SERVICES, NAMED_SERVICES, POLICY_ACTIONS, REGIONAL_SERVICES, ROLE_ACTIONS, ROLE_TAKERS, RUNTIME_SERVICES } from "./services";

/** The names that the documents speak of. */
export interface Facts {
  readonly partition: string;
  readonly account: string;
  /** `<prefix>-<environment>`, which names of the stack begin with. */
  readonly base: string;
  /** `<prefix>/<environment>`, which paths of the stack begin with. */
  readonly path: string;
  /** Pulumi project whose state the pipelines use. */
  readonly project: string;
  /** Region of state and images. */
  readonly region: string;
  /** Regions that may be changed. */
  readonly regions: readonly string[];
  /** IAM path of what pipelines are made of. */
  readonly bootstrapPath: string;
  readonly boundaryArn: string;
  readonly stateBucketArn: string;
  /** The copy of the state, and the log of who read it. */
  readonly keptBucketArns: readonly string[];
  readonly stateKeyArn: string;
  readonly secretsKeyArn: string;
  /** The same keys in the recovery Region. */
  readonly replicaKeyArns: readonly string[];
}

const all = (services: readonly string[]): string[] => services.map((service) => `${service}:*`);
const iam = ({ partition, account }: Facts, resource: string): string => `arn:${partition}:iam::${account}:${resource}`;
const regional = ({ partition, account }: Facts, service: string, resource: string): string => `arn:${partition}:${service}:*:${account}:${resource}`;

/** Where Pulumi keeps the state of one project: files of its stacks, earlier ones, and locks. */
function stateObjects({ stateBucketArn, project }: Facts): string[] {
  return ["stacks", "history", "backups", "locks/organization"].map((area) => `${stateBucketArn}/.pulumi/${area}/${project}/*`);
}

/**
 * The most that deployments, and the roles that they make, can ever do, whatever their policies say: the services of a
 * stack, and never what stands before the pipelines. A boundary grants nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function boundaryStatements(facts: Facts): Statement[] {
  const { boundaryArn, stateBucketArn, keptBucketArns, base } = facts;
  const keys = [facts.stateKeyArn, facts.secretsKeyArn, ...facts.replicaKeyArns];
  return [
    {
      Sid: "ServicesOfAStack",
      Effect: "Allow",
      Action: [
        ...all([...REGIONAL_SERVICES, ...GLOBAL_SERVICES, ...NAMED_SERVICES, ...RUNTIME_SERVICES]),
        ...ROLE_ACTIONS,
        ...POLICY_ACTIONS,
        "iam:CreateServiceLinkedRole",
        "iam:Get*",
        "iam:List*",
        "sts:GetCallerIdentity",
        "sts:TagSession",
      ],
      Resource: "*",
    },
    {
      // Neither changed, nor taken, nor handed to a service.
      Sid: "PipelinesStayAsTheyAre",
      Effect: "Deny",
      NotAction: ["iam:Get*", "iam:List*"],
      Resource: [iam(facts, `role${facts.bootstrapPath}*`), iam(facts, `policy${facts.bootstrapPath}*`), iam(facts, "oidc-provider/*")],
    },
    {
      // A role without this boundary could undo all of the above.
      Sid: "RolesKeepThisBoundary",
      Effect: "Deny",
      Action: ["iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"],
      Resource: "*",
      Condition: { StringNotEquals: { "iam:PermissionsBoundary": boundaryArn } },
    },
    {
      // A deleted object is a marker over versions that stay.
      Sid: "StateStaysProtected",
      Effect: "Deny",
      NotAction: ["s3:DeleteObject", "s3:GetBucket*", "s3:GetObject", "s3:ListBucket", "s3:PutObject"],
      Resource: [stateBucketArn, `${stateBucketArn}/*`],
    },
    { Sid: "CopiesAndLogsAreKept", Effect: "Deny", Action: "s3:*", Resource: keptBucketArns.flatMap((arn) => [arn, `${arn}/*`]) },
    {
      Sid: "KeysOfTheStateStay",
      Effect: "Deny",
      NotAction: ["kms:Decrypt", "kms:Describe*", "kms:Encrypt", "kms:GenerateDataKey*", "kms:Get*", "kms:List*"],
      Resource: [...keys, regional(facts, "kms", `alias/${base}-pulumi`), regional(facts, "kms", `alias/${base}-state`)],
    },
  ];
}

/** What a preview reads of the state. It takes no lock and writes nothing: pkg/backend/diy of Pulumi, `Preview`. */
function stateReadStatements(facts: Facts): Statement[] {
  const { stateBucketArn, stateKeyArn, secretsKeyArn, region } = facts;
  return [
    { Sid: "StateIsFound", Effect: "Allow", Action: "s3:ListBucket", Resource: stateBucketArn },
    { Sid: "StateIsRead", Effect: "Allow", Action: "s3:GetObject", Resource: [`${stateBucketArn}/.pulumi/meta.yaml`, ...stateObjects(facts)] },
    { Sid: "StateIsDecrypted", Effect: "Allow", Action: "kms:Decrypt", Resource: stateKeyArn, Condition: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } } },
    { Sid: "SecretsAreOpened", Effect: "Allow", Action: "kms:Decrypt", Resource: secretsKeyArn },
  ];
}

/** https://www.pulumi.com/docs/iac/concepts/state-and-backends/#aws-s3 */
function stateWriteStatements(facts: Facts): Statement[] {
  const { stateKeyArn, secretsKeyArn, region } = facts;
  return [
    { Sid: "StateIsWritten", Effect: "Allow", Action: ["s3:DeleteObject", "s3:PutObject"], Resource: stateObjects(facts) },
    { Sid: "StateIsEncrypted", Effect: "Allow", Action: "kms:GenerateDataKey", Resource: stateKeyArn, Condition: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } } },
    { Sid: "SecretsAreSealed", Effect: "Allow", Action: "kms:Encrypt", Resource: secretsKeyArn },
  ];
}

/** Settings of resources, and never what is in them: no object, no secret, no log line, no image, no table. */
const READ_SETTINGS = [
  "acm:DescribeCertificate",
  "acm:ListCertificates",
  "acm:ListTagsForCertificate",
  "autoscaling:Describe*",
  "backup:Describe*",
  "backup:Get*",
  "backup:List*",
  "budgets:ListTagsForResource",
  "budgets:ViewBudget",
  "ce:GetAnomalyMonitors",
  "ce:GetAnomalySubscriptions",
  "ce:ListCostAllocationTags",
  "ce:ListTagsForResource",
  "cloudformation:DescribeStacks",
  "cloudtrail:Describe*",
  "cloudtrail:GetTrail*",
  "cloudtrail:ListTags",
  "cloudwatch:Describe*",
  "cloudwatch:ListTagsForResource",
  "ec2:Describe*",
  "ecr:DescribeRegistry",
  "ecr:DescribeRepositories",
  "ecr:DescribeRepositoryCreationTemplates",
  "ecr:GetLifecyclePolicy",
  "ecr:GetRepositoryPolicy",
  "ecr:ListTagsForResource",
  "eks:Describe*",
  "eks:List*",
  "elasticache:Describe*",
  "elasticache:ListTagsForResource",
  "elasticloadbalancing:Describe*",
  "events:Describe*",
  "events:List*",
  "firehose:DescribeDeliveryStream",
  "firehose:ListTagsForDeliveryStream",
  "iam:GetInstanceProfile",
  "iam:GetOpenIDConnectProvider",
  "iam:GetPolicy*",
  "iam:GetRole*",
  "iam:List*",
  "kms:DescribeKey",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:List*",
  "lambda:GetFunctionConfiguration",
  "lambda:GetPolicy",
  "lambda:ListTags",
  "logs:Describe*",
  "logs:ListTagsForResource",
  "rds:Describe*",
  "rds:ListTagsForResource",
  "route53:GetHostedZone",
  "route53:ListResourceRecordSets",
  "route53:ListTagsForResource",
  "s3:GetAccelerateConfiguration",
  "s3:GetBucket*",
  "s3:GetEncryptionConfiguration",
  "s3:GetLifecycleConfiguration",
  "s3:GetReplicationConfiguration",
  "secretsmanager:DescribeSecret",
  "secretsmanager:GetResourcePolicy",
  "secretsmanager:ListSecretVersionIds",
  "serverlessrepo:GetApplication",
  "sns:GetSubscriptionAttributes",
  "sns:GetTopicAttributes",
  "sns:ListTagsForResource",
  "ssm:DescribeParameters",
  "ssm:ListTagsForResource",
  "sts:GetCallerIdentity",
  "wafv2:Get*",
  "wafv2:List*",
] as const;

/** A pull request's preview: reads the state and the settings of what is deployed. */
export function planStatements(facts: Facts): Statement[] {
  const { partition, path } = facts;
  return [
    ...stateReadStatements(facts),
    { Sid: "SettingsAreRead", Effect: "Allow", Action: READ_SETTINGS, Resource: "*" },
    { Sid: "ParametersAreRead", Effect: "Allow", Action: ["ssm:GetParameter", "ssm:GetParameters"], Resource: [regional(facts, "ssm", `parameter/${path}/*`), `arn:${partition}:ssm:*::parameter/aws/service/*`] },
  ];
}

/** A deployment of the branch: everything of the stack, by name where its service has names, in its Regions. */
export function deployStatements(facts: Facts): Statement[] {
  const { partition, base, path, regions } = facts;
  return [
    ...stateReadStatements(facts),
    ...stateWriteStatements(facts),
    { Sid: "RegionalServices", Effect: "Allow", Action: all(REGIONAL_SERVICES), Resource: "*", Condition: { StringEquals: { "aws:RequestedRegion": regions } } },
    { Sid: "GlobalServices", Effect: "Allow", Action: all(GLOBAL_SERVICES), Resource: "*" },
    {
      Sid: "NamedResources",
      Effect: "Allow",
      Action: all(NAMED_SERVICES),
      Resource: [
        regional(facts, "ecr", `repository/${path}/*`),
        `arn:${partition}:s3:::${base}-*`,
        regional(facts, "secretsmanager", `secret:${path}/*`),
        regional(facts, "sns", `${base}-*`),
        regional(facts, "ssm", `parameter/${path}/*`),
      ],
    },
    {
      // These take no name of a resource, or that of AWS's own.
      Sid: "NamelessActions",
      Effect: "Allow",
      Action: ["ecr:DescribeRegistry", "ecr:GetAuthorizationToken", "ecr:PutReplicationConfiguration", "secretsmanager:GetRandomPassword", "ssm:DescribeParameters", "sts:GetCallerIdentity"],
      Resource: "*",
    },
    { Sid: "MachineImages", Effect: "Allow", Action: ["ssm:GetParameter", "ssm:GetParameters"], Resource: `arn:${partition}:ssm:*::parameter/aws/service/*` },
    { Sid: "IdentitiesAreRead", Effect: "Allow", Action: ["iam:Get*", "iam:List*"], Resource: "*" },
    { Sid: "RolesOfTheStack", Effect: "Allow", Action: ROLE_ACTIONS.filter((action) => action !== "iam:PassRole"), Resource: iam(facts, `role/${base}-*`) },
    { Sid: "RolesAreHandedToServices", Effect: "Allow", Action: "iam:PassRole", Resource: iam(facts, `role/${base}-*`), Condition: { StringEquals: { "iam:PassedToService": ROLE_TAKERS } } },
    { Sid: "PoliciesOfTheStack", Effect: "Allow", Action: POLICY_ACTIONS, Resource: [iam(facts, `policy/${base}-*`), iam(facts, `instance-profile/${base}-*`)] },
    { Sid: "RolesOfAws", Effect: "Allow", Action: "iam:CreateServiceLinkedRole", Resource: iam(facts, "role/aws-service-role/*"), Condition: { StringEquals: { "iam:AWSServiceName": LINKED_SERVICES } } },
  ];
}

/** A service's pipeline: pushes images into the stack's repositories, and reads them to push only what is new. */
export function imagePushStatements(facts: Facts): Statement[] {
  const { partition, region, account, path } = facts;
  return [
    { Sid: "Login", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    {
      Sid: "Push",
      Effect: "Allow",
      Action: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:CompleteLayerUpload",
        "ecr:DescribeImages",
        "ecr:GetDownloadUrlForLayer",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:UploadLayerPart",
      ],
      Resource: `arn:${partition}:ecr:${region}:${account}:repository/${path}/*`,
    },
  ];
}
