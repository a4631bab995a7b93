/** What references may point at, and what AWS says when it is not there. */
import { T } from "../tokens";

export interface Target {
  readonly types: readonly string[];
  /** AWS's error code for one that does not exist. */
  readonly code: string;
  /** What a person calls it. */
  readonly noun: string;
  /** Output or input properties that also identify it, beside its id and ARN. */
  readonly names?: readonly string[];
  /** AWS's code when it is deleted while something in the list of users needs it. */
  readonly inUse?: string;
  /** Values that exist without the program: AWS's own, or another account's. */
  readonly external?: RegExp;
}

/** AWS's own policies, and those of an account's bootstrap, which stand before any stack does. */
const ACCOUNT_POLICY = /^arn:[\w-]+:iam::(aws:policy|\d{12}:policy\/bootstrap)\//;
const DEPENDENCY = "DependencyViolation";

export const TARGETS = {
  vpc: { types: [T.vpc, T.defaultVpc], code: "InvalidVpcID.NotFound", noun: "VPC", inUse: DEPENDENCY },
  subnet: { types: [T.subnet], code: "InvalidSubnetID.NotFound", noun: "subnet", inUse: DEPENDENCY },
  routeTable: { types: [T.routeTable], code: "InvalidRouteTableID.NotFound", noun: "route table", inUse: DEPENDENCY },
  internetGateway: { types: [T.internetGateway], code: "InvalidInternetGatewayID.NotFound", noun: "internet gateway", inUse: DEPENDENCY },
  anyGateway: { types: [T.internetGateway], code: "InvalidGatewayID.NotFound", noun: "gateway", external: /^(local|vgw-)/ },
  egressGateway: { types: [T.egressGateway], code: "InvalidGatewayID.NotFound", noun: "egress-only internet gateway" },
  natGateway: { types: [T.natGateway], code: "InvalidNatGatewayID.NotFound", noun: "NAT gateway" },
  eip: { types: [T.eip], code: "InvalidAllocationID.NotFound", noun: "Elastic IP allocation", inUse: "AuthFailure" },
  securityGroup: { types: [T.securityGroup, T.defaultSecurityGroup], code: "InvalidGroup.NotFound", noun: "security group", inUse: DEPENDENCY },
  networkInterface: { types: [T.networkInterface], code: "InvalidNetworkInterfaceID.NotFound", noun: "network interface", inUse: "InvalidNetworkInterface.InUse" },
  instance: { types: [T.instance], code: "InvalidInstanceID.NotFound", noun: "instance" },
  launchTemplate: { types: [T.launchTemplate], code: "InvalidLaunchTemplateId.NotFoundException", noun: "launch template", names: ["name"] },
  autoScalingGroup: { types: [T.autoScalingGroup], code: "ValidationError", noun: "Auto Scaling group", names: ["name"] },
  keyPair: { types: [T.keyPair], code: "InvalidKeyPair.NotFound", noun: "key pair", names: ["keyName"] },
  vpcEndpoint: { types: [T.vpcEndpoint], code: "InvalidVpcEndpointId.NotFound", noun: "VPC endpoint" },
  peering: { types: [T.peering], code: "InvalidVpcPeeringConnectionID.NotFound", noun: "peering connection" },
  role: { types: [T.role, T.serviceLinkedRole], code: "NoSuchEntity", noun: "IAM role", names: ["name"], inUse: "DeleteConflict" },
  policy: { types: [T.policy], code: "NoSuchEntity", noun: "IAM policy", inUse: "DeleteConflict", external: ACCOUNT_POLICY },
  instanceProfile: { types: [T.instanceProfile], code: "InvalidIamInstanceProfile", noun: "instance profile", names: ["name"] },
  user: { types: [T.user], code: "NoSuchEntity", noun: "IAM user", names: ["name"] },
  key: {
    types: [T.key, T.replicaKey, T.alias],
    code: "NotFoundException",
    noun: "KMS key",
    names: ["keyId", "name"],
    external: /^(arn:[\w-]+:kms:[\w-]+:\d{12}:)?alias\/aws\/|^aws\//,
  },
  logGroup: { types: [T.logGroup], code: "ResourceNotFoundException", noun: "log group", names: ["name"] },
  bucket: { types: [T.bucket], code: "NoSuchBucket", noun: "S3 bucket", names: ["bucket", "bucketDomainName"] },
  dbInstance: { types: [T.dbInstance], code: "DBInstanceNotFound", noun: "DB instance", names: ["identifier"] },
  dbSubnetGroup: { types: [T.dbSubnetGroup], code: "DBSubnetGroupNotFoundFault", noun: "DB subnet group", names: ["name"], inUse: "InvalidDBSubnetGroupStateFault", external: /^default$/ },
  dbParameterGroup: { types: [T.dbParameterGroup], code: "DBParameterGroupNotFound", noun: "DB parameter group", names: ["name"], inUse: "InvalidDBParameterGroupState", external: /^default\./ },
  dbProxy: { types: [T.dbProxy], code: "DBProxyNotFoundFault", noun: "DB proxy", names: ["name"] },
  cacheSubnetGroup: { types: [T.cacheSubnetGroup], code: "CacheSubnetGroupNotFoundFault", noun: "cache subnet group", names: ["name"], inUse: "CacheSubnetGroupInUse", external: /^default$/ },
  cacheParameterGroup: { types: [T.cacheParameterGroup], code: "CacheParameterGroupNotFound", noun: "cache parameter group", names: ["name"], inUse: "InvalidCacheParameterGroupState", external: /^default\./ },
  replicationGroup: { types: [T.replicationGroup], code: "ReplicationGroupNotFoundFault", noun: "replication group", names: ["replicationGroupId"] },
  cluster: { types: [T.eksCluster], code: "ResourceNotFoundException", noun: "EKS cluster", names: ["name"], inUse: "ResourceInUseException" },
  loadBalancer: { types: [T.loadBalancer], code: "LoadBalancerNotFound", noun: "load balancer" },
  targetGroup: { types: [T.targetGroup], code: "TargetGroupNotFound", noun: "target group", inUse: "ResourceInUse" },
  listener: { types: [T.listener], code: "ListenerNotFound", noun: "listener" },
  certificate: { types: [T.certificate], code: "CertificateNotFound", noun: "ACM certificate", inUse: "ResourceInUseException" },
  webAcl: { types: [T.webAcl], code: "WAFNonexistentItemException", noun: "web ACL", inUse: "WAFAssociatedItemException" },
  ipSet: { types: [T.ipSet], code: "WAFNonexistentItemException", noun: "IP set", inUse: "WAFAssociatedItemException" },
  ruleGroup: { types: [T.ruleGroup], code: "WAFNonexistentItemException", noun: "WAF rule group", inUse: "WAFAssociatedItemException" },
  zone: { types: [T.zone], code: "NoSuchHostedZone", noun: "hosted zone", names: ["zoneId"] },
  secret: { types: [T.secret], code: "ResourceNotFoundException", noun: "secret", names: ["name"] },
  repository: { types: [T.repository], code: "RepositoryNotFoundException", noun: "ECR repository", names: ["name"] },
  topic: { types: [T.topic], code: "NotFound", noun: "SNS topic" },
  lambda: { types: [T.lambda], code: "ResourceNotFoundException", noun: "Lambda function", names: ["name"] },
  eventRule: { types: [T.eventRule], code: "ResourceNotFoundException", noun: "event rule", names: ["name"] },
  backupVault: { types: [T.backupVault], code: "ResourceNotFoundException", noun: "backup vault", names: ["name"] },
  backupPlan: { types: [T.backupPlan], code: "ResourceNotFoundException", noun: "backup plan", inUse: "InvalidRequestException" },
  /** What a backup is taken of: of the many kinds there are, those that are checked; patterns stand for what there may be. */
  backupSource: { types: [T.dbInstance], code: "InvalidParameterValueException", noun: "resource to back up", external: /\*/ },
  restoreTestingPlan: { types: [T.restoreTestingPlan], code: "ResourceNotFoundException", noun: "restore testing plan", names: ["name"], inUse: "ConflictException" },
  accessEntry: { types: [T.accessEntry], code: "ResourceNotFoundException", noun: "access entry", names: ["principalArn"] },
} as const satisfies Readonly<Record<string, Target>>;

export type TargetName = keyof typeof TARGETS;
