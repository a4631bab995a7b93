/**
 * Type tokens of @pulumi/aws by service. Importing the SDK itself would cost the pack seconds at every preview
 * (https://github.com/pulumi/pulumi/issues/6500); a test compares each token with its class. Where the provider knows
 * one thing under two tokens, both are listed, so that no rule goes quiet when a program uses the other.
 */
export const ec2 = {
  vpc: "aws:ec2/vpc:Vpc",
  defaultVpc: "aws:ec2/defaultVpc:DefaultVpc",
  subnet: "aws:ec2/subnet:Subnet",
  defaultSubnet: "aws:ec2/defaultSubnet:DefaultSubnet",
  routeTable: "aws:ec2/routeTable:RouteTable",
  defaultRouteTable: "aws:ec2/defaultRouteTable:DefaultRouteTable",
  route: "aws:ec2/route:Route",
  routeTableAssociation: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  mainRouteTableAssociation: "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
  internetGateway: "aws:ec2/internetGateway:InternetGateway",
  carrierGateway: "aws:ec2/carrierGateway:CarrierGateway",
  vpnGateway: "aws:ec2/vpnGateway:VpnGateway",
  natGateway: "aws:ec2/natGateway:NatGateway",
  vpcEndpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
  vpcEndpointPolicy: "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
  networkAcl: "aws:ec2/networkAcl:NetworkAcl",
  defaultNetworkAcl: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
  networkAclRule: "aws:ec2/networkAclRule:NetworkAclRule",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
  defaultSecurityGroup: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  securityGroupRule: "aws:ec2/securityGroupRule:SecurityGroupRule",
  securityGroupIngressRule: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  securityGroupEgressRule: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  managedPrefixList: "aws:ec2/managedPrefixList:ManagedPrefixList",
  managedPrefixListEntry: "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
  launchTemplate: "aws:ec2/launchTemplate:LaunchTemplate",
  instance: "aws:ec2/instance:Instance",
  volume: "aws:ebs/volume:Volume",
} as const;

export const eks = {
  cluster: "aws:eks/cluster:Cluster",
  nodeGroup: "aws:eks/nodeGroup:NodeGroup",
  fargateProfile: "aws:eks/fargateProfile:FargateProfile",
  addon: "aws:eks/addon:Addon",
  accessPolicyAssociation: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
} as const;

export const rds = {
  instance: "aws:rds/instance:Instance",
  cluster: "aws:rds/cluster:Cluster",
  clusterInstance: "aws:rds/clusterInstance:ClusterInstance",
  subnetGroup: "aws:rds/subnetGroup:SubnetGroup",
  parameterGroup: "aws:rds/parameterGroup:ParameterGroup",
  proxy: "aws:rds/proxy:Proxy",
  clusterParameterGroup: "aws:rds/clusterParameterGroup:ClusterParameterGroup",
} as const;

export const elasticache = {
  replicationGroup: "aws:elasticache/replicationGroup:ReplicationGroup",
  subnetGroup: "aws:elasticache/subnetGroup:SubnetGroup",
  serverlessCache: "aws:elasticache/serverlessCache:ServerlessCache",
  cluster: "aws:elasticache/cluster:Cluster",
} as const;

export const loadBalancers = ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"] as const;
export const listeners = ["aws:lb/listener:Listener", "aws:alb/listener:Listener"] as const;
export const listenerRules = ["aws:lb/listenerRule:ListenerRule", "aws:alb/listenerRule:ListenerRule"] as const;

export const listenerCertificates = ["aws:lb/listenerCertificate:ListenerCertificate", "aws:alb/listenerCertificate:ListenerCertificate"] as const;
export const targetGroups = ["aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup"] as const;

export const wafv2 = {
  webAcl: "aws:wafv2/webAcl:WebAcl",
  webAclRule: "aws:wafv2/webAclRule:WebAclRule",
  webAclRuleGroupAssociation: "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation",
  webAclAssociation: "aws:wafv2/webAclAssociation:WebAclAssociation",
  webAclLoggingConfiguration: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
} as const;

export const acm = {
  certificate: "aws:acm/certificate:Certificate",
  certificateValidation: "aws:acm/certificateValidation:CertificateValidation",
} as const;

export const buckets = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"] as const;
export const bucketEncryptions = [
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
] as const;
export const bucketLoggings = ["aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketLoggingV2:BucketLoggingV2"] as const;

export const bucketPublicAccessBlock = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
export const bucketOwnershipControls = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";
export const bucketPolicy = "aws:s3/bucketPolicy:BucketPolicy";
export const bucketAcls = ["aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"] as const;
export const bucketVersionings = ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"] as const;
export const bucketLifecycles = [
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
] as const;

export const kmsKey = "aws:kms/key:Key";
export const kms = {
  keyPolicy: "aws:kms/keyPolicy:KeyPolicy",
  replicaKey: "aws:kms/replicaKey:ReplicaKey",
  externalKey: "aws:kms/externalKey:ExternalKey",
  replicaExternalKey: "aws:kms/replicaExternalKey:ReplicaExternalKey",
} as const;

export const secretsmanager = {
  secret: "aws:secretsmanager/secret:Secret",
  secretPolicy: "aws:secretsmanager/secretPolicy:SecretPolicy",
  secretRotation: "aws:secretsmanager/secretRotation:SecretRotation",
} as const;

export const trail = "aws:cloudtrail/trail:Trail";
export const logGroup = "aws:cloudwatch/logGroup:LogGroup";
export const flowLog = "aws:ec2/flowLog:FlowLog";

export const iam = {
  role: "aws:iam/role:Role",
  openIdConnectProvider: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
  policy: "aws:iam/policy:Policy",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  groupPolicy: "aws:iam/groupPolicy:GroupPolicy",
  policyAttachment: "aws:iam/policyAttachment:PolicyAttachment",
  rolePolicyAttachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  groupPolicyAttachment: "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
  rolePoliciesExclusive: "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
  rolePolicyAttachmentsExclusive: "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
} as const;

/** What makes an IAM user, or gives one something. */
export const iamUsers = [
  "aws:iam/user:User",
  "aws:iam/accessKey:AccessKey",
  "aws:iam/userLoginProfile:UserLoginProfile",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/userPoliciesExclusive:UserPoliciesExclusive",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
  "aws:iam/userGroupMembership:UserGroupMembership",
  "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
  "aws:iam/signingCertificate:SigningCertificate",
  "aws:iam/sshKey:SshKey",
] as const;

export const ecr = {
  repository: "aws:ecr/repository:Repository",
  repositoryPolicy: "aws:ecr/repositoryPolicy:RepositoryPolicy",
  repositoryCreationTemplate: "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
  lifecyclePolicy: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  registryScanning: "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
} as const;

/** Resources that write an identifier down without attaching anything to it. */
export const records = ["aws:ssm/parameter:Parameter", "aws:secretsmanager/secretVersion:SecretVersion"] as const;

/** What holds what cannot be made again. */
export const STATEFUL: readonly string[] = [rds.instance, rds.cluster, elasticache.replicationGroup, kmsKey, ...buckets, trail, ecr.repository, secretsmanager.secret];

export const providers = { aws: "pulumi:providers:aws" } as const;

/** One kind in the API versions that the provider knows, newest first. A patch writes into an object of its kind, and a list holds some. */
function objectTypes(kind: string, ...versions: readonly [string, ...string[]]): readonly [string, ...string[]] {
  const [newest, ...others] = versions.map((version) => `kubernetes:${version}:${kind}`) as [string, ...string[]];
  return [newest, `${newest}Patch`, `${newest}List`, ...others.flatMap((type) => [type, `${type}Patch`, `${type}List`])];
}

const APPS = ["apps/v1", "apps/v1beta2", "extensions/v1beta1"] as const;
const RBAC = ["rbac.authorization.k8s.io/v1", "rbac.authorization.k8s.io/v1beta1", "rbac.authorization.k8s.io/v1alpha1"] as const;

/** Objects of Kubernetes, from @pulumi/kubernetes. */
export const kubernetes = {
  deployments: objectTypes("Deployment", ...APPS, "apps/v1beta1"),
  statefulSets: objectTypes("StatefulSet", "apps/v1", "apps/v1beta2", "apps/v1beta1"),
  daemonSets: objectTypes("DaemonSet", ...APPS),
  replicaSets: objectTypes("ReplicaSet", ...APPS),
  replicationControllers: objectTypes("ReplicationController", "core/v1"),
  jobs: objectTypes("Job", "batch/v1"),
  cronJobs: objectTypes("CronJob", "batch/v1", "batch/v1beta1", "batch/v2alpha1"),
  pods: objectTypes("Pod", "core/v1"),
  podTemplates: objectTypes("PodTemplate", "core/v1"),
  namespaces: objectTypes("Namespace", "core/v1"),
  serviceAccounts: objectTypes("ServiceAccount", "core/v1"),
  secrets: objectTypes("Secret", "core/v1"),
  configMaps: objectTypes("ConfigMap", "core/v1"),
  services: objectTypes("Service", "core/v1"),
  networkPolicies: objectTypes("NetworkPolicy", "networking.k8s.io/v1", "extensions/v1beta1"),
  ingresses: objectTypes("Ingress", "networking.k8s.io/v1", "networking.k8s.io/v1beta1", "extensions/v1beta1"),
  disruptionBudgets: objectTypes("PodDisruptionBudget", "policy/v1", "policy/v1beta1"),
  autoscalers: objectTypes("HorizontalPodAutoscaler", "autoscaling/v2", "autoscaling/v1", "autoscaling/v2beta2", "autoscaling/v2beta1"),
  roles: objectTypes("Role", ...RBAC),
  clusterRoles: objectTypes("ClusterRole", ...RBAC),
  roleBindings: objectTypes("RoleBinding", ...RBAC),
  clusterRoleBindings: objectTypes("ClusterRoleBinding", ...RBAC),
  helmReleases: ["kubernetes:helm.sh/v3:Release"],
} as const;

/** Rollouts of Argo, which a program makes as a CustomResource: there is no class to compare with. */
export const rollouts = ["kubernetes:argoproj.io/v1alpha1:Rollout", "kubernetes:argoproj.io/v1alpha1:RolloutPatch"] as const;
