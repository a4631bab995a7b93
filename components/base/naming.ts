import { ArgumentError } from "./errors";

/** What AWS allows in the name of one resource type. */
interface NameRule {
  readonly minimum: number;
  readonly maximum: number;
  readonly pattern: RegExp;
  /** The pattern in words. */
  readonly shape: string;
}

const IDENTITY = /^[\w+=,.@-]+$/;
const IDENTITY_SHAPE = "letters, digits and _+=,.@-";
const HYPHENATED = /^[A-Za-z](?!.*--)[A-Za-z0-9-]*(?<!-)$/;
const HYPHENATED_LOWER = /^[a-z](?!.*--)[a-z0-9-]*(?<!-)$/;
const HYPHENATED_SHAPE = "letters, digits and single hyphens, with a letter first and no hyphen last";
const BALANCER = /^(?!internal-)(?!-)[A-Za-z0-9-]+(?<!-)$/;
const TAG = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u;
const TAG_SHAPE = "letters, digits, spaces and _.:/=+-@";

function rule(maximum: number, pattern: RegExp, shape: string, minimum = 1): NameRule {
  return { minimum, maximum, pattern, shape };
}

/**
 * AWS's name rules by Pulumi type token. Types without a name of their own carry it as the `Name` tag.
 * Sources: the API references of the services (CreateRole, CreateCluster, CreateLaunchTemplate, CreateSecurityGroup,
 * CreateLogGroup, CreateAlias, CreateDBInstance, CreateReplicationGroup, CreateLoadBalancer, CreateTargetGroup, CreateSecret,
 * CreateRepository, CreateWebACL, PutMetricAlarm, CreateTopic), S3 bucket naming rules, EC2 tag restrictions.
 */
const RULES: Readonly<Record<string, NameRule>> = {
  "aws:autoscaling/group:Group": rule(255, /^[^:]+$/, "any characters but a colon"),
  "aws:cloudwatch/logGroup:LogGroup": rule(512, /^[\w\-/.#]+$/, "letters, digits and _-/.#"),
  "aws:cloudwatch/metricAlarm:MetricAlarm": rule(255, /^[^\p{Cc}]+$/u, "printable characters"),
  "aws:cloudwatch/eventRule:EventRule": rule(64, /^[\w.-]+$/, "letters, digits and _.-"),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": rule(256, TAG, TAG_SHAPE),
  "aws:ec2/eip:Eip": rule(256, TAG, TAG_SHAPE),
  "aws:ec2/flowLog:FlowLog": rule(256, TAG, TAG_SHAPE),
  "aws:ec2/instance:Instance": rule(256, TAG, TAG_SHAPE),
  "aws:ec2/internetGateway:InternetGateway": rule(256, TAG, TAG_SHAPE),
  "aws:ec2/launchTemplate:LaunchTemplate": rule(128, /^[\w().\-/]+$/, "letters, digits and _().-/", 3),
  "aws:ec2/natGateway:NatGateway": rule(256, TAG, TAG_SHAPE),
  "aws:ec2/networkInterface:NetworkInterface": rule(256, TAG, TAG_SHAPE),
  "aws:ec2/routeTable:RouteTable": rule(256, TAG, TAG_SHAPE),
  "aws:ec2/securityGroup:SecurityGroup": rule(255, /^(?!sg-)[\w .:/()#,@[\]+=&;{}!$*-]+$/, "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, without sg- first"),
  "aws:ec2/subnet:Subnet": rule(256, TAG, TAG_SHAPE),
  "aws:ec2/vpc:Vpc": rule(256, TAG, TAG_SHAPE),
  "aws:ec2/vpcEndpoint:VpcEndpoint": rule(256, TAG, TAG_SHAPE),
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": rule(256, TAG, TAG_SHAPE),
  "aws:ecr/repository:Repository": rule(256, /^[a-z0-9]+(?:[._-][a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-][a-z0-9]+)*)*$/, "lower-case letters and digits, parted by single ._-/", 2),
  "aws:eks/cluster:Cluster": rule(100, /^[A-Za-z0-9][\w-]*$/, "letters, digits and _-, with a letter or digit first"),
  "aws:eks/nodeGroup:NodeGroup": rule(63, /^[A-Za-z0-9][\w-]*$/, "letters, digits and _-, with a letter or digit first"),
  "aws:elasticache/parameterGroup:ParameterGroup": rule(255, HYPHENATED_LOWER, `lower-case ${HYPHENATED_SHAPE}`),
  "aws:elasticache/replicationGroup:ReplicationGroup": rule(40, HYPHENATED_LOWER, `lower-case ${HYPHENATED_SHAPE}`),
  "aws:elasticache/subnetGroup:SubnetGroup": rule(255, HYPHENATED_LOWER, `lower-case ${HYPHENATED_SHAPE}`),
  "aws:iam/instanceProfile:InstanceProfile": rule(128, IDENTITY, IDENTITY_SHAPE),
  "aws:iam/policy:Policy": rule(128, IDENTITY, IDENTITY_SHAPE),
  "aws:iam/role:Role": rule(64, IDENTITY, IDENTITY_SHAPE),
  "aws:iam/rolePolicy:RolePolicy": rule(128, IDENTITY, IDENTITY_SHAPE),
  "aws:kms/alias:Alias": rule(256, /^alias\/(?!aws\/)[\w/-]+$/, "alias/ and then letters, digits and _/-, without aws/ first"),
  "aws:lb/loadBalancer:LoadBalancer": rule(32, BALANCER, "letters, digits and hyphens, with no hyphen at an end and no internal- first"),
  "aws:lb/targetGroup:TargetGroup": rule(32, BALANCER, "letters, digits and hyphens, with no hyphen at an end"),
  "aws:rds/instance:Instance": rule(63, HYPHENATED_LOWER, `lower-case ${HYPHENATED_SHAPE}`),
  "aws:rds/parameterGroup:ParameterGroup": rule(255, HYPHENATED_LOWER, `lower-case ${HYPHENATED_SHAPE}`),
  "aws:rds/snapshot:Snapshot": rule(255, HYPHENATED, HYPHENATED_SHAPE),
  "aws:rds/subnetGroup:SubnetGroup": rule(255, /^[a-z0-9 ._-]+$/, "lower-case letters, digits, spaces and ._-"),
  "aws:s3/bucket:Bucket": rule(63, /^(?!xn--)(?!.*\.\.)[a-z0-9][a-z0-9.-]*[a-z0-9]$/, "lower-case letters, digits, dots and hyphens, with a letter or digit at both ends", 3),
  "aws:secretsmanager/secret:Secret": rule(512, /^[\w/+=.@-]+$/, "letters, digits and /_+=.@-"),
  "aws:sns/topic:Topic": rule(256, /^[\w-]+$/, "letters, digits and _-"),
  "aws:wafv2/webAcl:WebAcl": rule(128, /^[\w-]+$/, "letters, digits and _-"),
};

/** The type tokens that have a name rule. */
export const namedTypes: readonly string[] = Object.keys(RULES);

/** The longest name AWS takes for this type. */
export function maximumNameLength(type: string): number {
  return ruleOf(type, type).maximum;
}

/**
 * The name itself, once it is known to fit AWS's rule for the type. A type without a rule is refused, so that no length limit
 * can be forgotten.
 */
export function physicalName(type: string, name: string): string {
  const { minimum, maximum, pattern, shape } = ruleOf(type, name);
  if (name.length < minimum) {
    throw new ArgumentError(type, name, `the name has ${name.length} characters, but AWS wants at least ${minimum}.`);
  }
  if (name.length > maximum) {
    throw new ArgumentError(
      type,
      name,
      `the name has ${name.length} characters, but AWS takes at most ${maximum}; shorten namePrefix, the environment's or the service's name.`,
    );
  }
  if (!pattern.test(name)) throw new ArgumentError(type, name, `the name must be made of ${shape}.`);
  return name;
}

function ruleOf(type: string, name: string): NameRule {
  const found = Object.hasOwn(RULES, type) ? RULES[type] : undefined;
  if (!found) throw new ArgumentError(type, name, "this type has no name rule; add its length and characters to base/naming.ts.");
  return found;
}
