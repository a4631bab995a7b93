import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, it } from "mocha";
import { diffInputs } from "../..";
import { installedCatalogue, shapeOf } from "../../testing/catalogue";

/** Every AWS type that the program makes, also through awsx and eks, with the inputs that replace it when they change. */
const REPLACING: Readonly<Record<string, string>> = {
  "aws:acm/certificate:Certificate":
    "certificateAuthorityArn domainName keyAlgorithm subjectAlternativeNames validationMethod " +
    "validationOptions",
  "aws:acm/certificateValidation:CertificateValidation": "certificateArn validationRecordFqdns",
  "aws:autoscaling/group:Group": "initialLifecycleHooks name namePrefix",
  "aws:autoscaling/tag:Tag": "autoscalingGroupName",
  "aws:backup/plan:Plan": "name",
  "aws:backup/restoreTestingPlan:RestoreTestingPlan": "name",
  "aws:backup/restoreTestingSelection:RestoreTestingSelection": "name protectedResourceType restoreTestingPlanName",
  "aws:backup/selection:Selection": "conditions iamRoleArn name notResources planId resources selectionTags",
  "aws:backup/vault:Vault": "kmsKeyArn name",
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": "backupVaultName changeableForDays maxRetentionDays minRetentionDays",
  "aws:backup/vaultNotifications:VaultNotifications": "backupVaultEvents backupVaultName snsTopicArn",
  "aws:backup/vaultPolicy:VaultPolicy": "backupVaultName",
  "aws:budgets/budget:Budget": "accountId name namePrefix",
  "aws:cloudtrail/trail:Trail": "name",
  "aws:cloudwatch/eventRule:EventRule": "eventBusName name namePrefix",
  "aws:cloudwatch/eventTarget:EventTarget": "eventBusName rule targetId",
  "aws:cloudwatch/logGroup:LogGroup": "logGroupClass name namePrefix",
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": "logGroupName name",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": "policyName resourceArn",
  "aws:cloudwatch/logStream:LogStream": "logGroupName name",
  "aws:cloudwatch/metricAlarm:MetricAlarm": "name",
  "aws:costexplorer/anomalyMonitor:AnomalyMonitor": "monitorDimension monitorSpecification monitorType",
  "aws:costexplorer/anomalySubscription:AnomalySubscription": "accountId name",
  "aws:costexplorer/costAllocationTag:CostAllocationTag": "",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "vpcId",
  "aws:ec2/eip:Eip": "address domain ipamPoolId networkBorderGroup publicIpv4Pool",
  "aws:ec2/flowLog:FlowLog":
    "deliverCrossAccountRole destinationOptions eniId iamRoleArn logDestination logDestinationType logFormat " +
    "maxAggregationInterval regionalNatGatewayId subnetId tagFieldSpecifications trafficType " +
    "transitGatewayAttachmentId transitGatewayId vpcId",
  "aws:ec2/internetGateway:InternetGateway": "",
  "aws:ec2/launchTemplate:LaunchTemplate": "name namePrefix",
  "aws:ec2/natGateway:NatGateway": "allocationId availabilityMode connectivityType privateIp subnetId vpcId",
  "aws:ec2/networkAcl:NetworkAcl": "vpcId",
  "aws:ec2/networkInterface:NetworkInterface": "interfaceType subnetId",
  "aws:ec2/route:Route": "destinationCidrBlock destinationIpv6CidrBlock destinationPrefixListId routeTableId",
  "aws:ec2/routeTable:RouteTable": "vpcId",
  "aws:ec2/routeTableAssociation:RouteTableAssociation": "gatewayId subnetId",
  "aws:ec2/securityGroup:SecurityGroup": "description name namePrefix vpcId",
  "aws:ec2/subnet:Subnet":
    "availabilityZone availabilityZoneId cidrBlock ipv4IpamPoolId ipv4NetmaskLength ipv6IpamPoolId ipv6Native " +
    "ipv6NetmaskLength outpostArn vpcId",
  "aws:ec2/vpc:Vpc": "cidrBlock instanceTenancy ipv4IpamPoolId ipv4NetmaskLength",
  "aws:ec2/vpcEndpoint:VpcEndpoint":
    "resourceConfigurationArn serviceName serviceNetworkArn serviceRegion vpcEndpointType vpcId",
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": "peerOwnerId peerRegion peerVpcId vpcId",
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": "policy repository",
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": "",
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": "prefix",
  "aws:ecr/repository:Repository": "encryptionConfigurations name",
  "aws:eks/accessEntry:AccessEntry": "clusterName principalArn type",
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": "accessScope clusterName policyArn principalArn",
  "aws:eks/addon:Addon": "addonName clusterName namespaceConfig",
  "aws:eks/cluster:Cluster": "bootstrapSelfManagedAddons name roleArn",
  "aws:eks/nodeGroup:NodeGroup":
    "amiType capacityType clusterName diskSize instanceTypes nodeGroupName nodeGroupNamePrefix nodeRoleArn " +
    "remoteAccess subnetIds",
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": "clusterName namespace serviceAccount",
  "aws:elasticache/parameterGroup:ParameterGroup": "description family name",
  "aws:elasticache/replicationGroup:ReplicationGroup":
    "atRestEncryptionEnabled dataTieringEnabled durability engine globalReplicationGroupId kmsKeyId " +
    "networkType port replicationGroupId securityGroupNames snapshotArns snapshotName subnetGroupName",
  "aws:elasticache/subnetGroup:SubnetGroup": "name",
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": "url",
  "aws:iam/policy:Policy": "description name namePrefix path",
  "aws:iam/role:Role": "name namePrefix path",
  "aws:iam/rolePolicy:RolePolicy": "name namePrefix role",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn role",
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": "destination kinesisSourceConfiguration mskSourceConfiguration name",
  "aws:kms/alias:Alias": "name namePrefix",
  "aws:kms/key:Key": "customKeyStoreId customerMasterKeySpec keyUsage multiRegion xksKeyId",
  "aws:kms/replicaKey:ReplicaKey": "primaryKeyArn",
  "aws:lb/listener:Listener": "loadBalancerArn",
  "aws:lb/listenerRule:ListenerRule": "listenerArn",
  "aws:lb/loadBalancer:LoadBalancer": "customerOwnedIpv4Pool internal loadBalancerType name namePrefix",
  "aws:lb/targetGroup:TargetGroup":
    "ipAddressType name namePrefix port protocol protocolVersion targetControlPort targetType vpcId",
  "aws:rds/eventSubscription:EventSubscription": "name namePrefix",
  "aws:rds/instance:Instance":
    "availabilityZone backupTarget characterSetName customIamInstanceProfile dbName engine kmsKeyId " +
    "ncharCharacterSetName restoreToPointInTime s3Import snapshotIdentifier storageEncrypted timezone " +
    "username",
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": "kmsKeyId preSignedUrl retentionPeriod sourceDbInstanceArn",
  "aws:rds/parameterGroup:ParameterGroup": "description family name namePrefix",
  "aws:rds/proxy:Proxy": "endpointNetworkType engineFamily targetConnectionNetworkType vpcSubnetIds",
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": "dbProxyName",
  "aws:rds/proxyTarget:ProxyTarget": "dbClusterIdentifier dbInstanceIdentifier dbProxyName targetGroupName",
  "aws:rds/subnetGroup:SubnetGroup": "name namePrefix",
  "aws:route53/record:Record": "name zoneId",
  "aws:route53/zone:Zone": "delegationSetId name",
  "aws:s3/bucket:Bucket": "bucket bucketNamespace bucketPrefix objectLockEnabled",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": "bucket expectedBucketOwner",
  "aws:s3/bucketLogging:BucketLogging": "bucket",
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": "bucket expectedBucketOwner objectLockEnabled",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": "bucket",
  "aws:s3/bucketPolicy:BucketPolicy": "bucket",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "bucket",
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": "bucket",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": "bucket",
  "aws:s3/bucketVersioning:BucketVersioning": "bucket",
  "aws:secretsmanager/secret:Secret": "name namePrefix type",
  "aws:secretsmanager/secretPolicy:SecretPolicy": "secretArn",
  "aws:secretsmanager/secretRotation:SecretRotation": "secretId",
  "aws:secretsmanager/secretVersion:SecretVersion": "secretBinary secretId secretString secretStringWoVersion",
  "aws:serverlessrepository/cloudFormationStack:CloudFormationStack": "applicationId name",
  "aws:ssm/parameter:Parameter": "dataType name",
  "aws:sns/topic:Topic": "fifoTopic name namePrefix",
  "aws:sns/topicPolicy:TopicPolicy": "arn",
  "aws:sns/topicSubscription:TopicSubscription": "endpoint protocol topic",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "securityGroupId",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "securityGroupId",
  "aws:wafv2/webAcl:WebAcl": "name namePrefix scope",
  "aws:wafv2/webAclAssociation:WebAclAssociation": "resourceArn webAclArn",
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": "logDestinationConfigs resourceArn",
};

const COMPONENTS = resolve(__dirname, "../../../../components");

/** Tokens of the classes that components name, as `aws.ec2.Vpc`. */
function usedTokens(): readonly string[] {
  const sources = readdirSync(COMPONENTS, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.includes("node_modules"))
    .map((file) => readFileSync(join(COMPONENTS, file), "utf8"));
  const names = sources.flatMap((source) => [...source.matchAll(/\baws\.([a-z0-9]+)\.([A-Z]\w+)\b/g)]);
  const tokens = names.map(([, module = "", name = ""]) => `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`);
  return [...new Set(tokens)].filter((token) => !/(?:Args|State)$/.test(token)).sort();
}

describe("replacement of the AWS types in use", () => {
  it("is stated for each of them", () => {
    const used = usedTokens();
    assert.ok(used.length > 0);
    assert.deepEqual(used.filter((token) => !(token in REPLACING)), []);
  });

  for (const [token, expected] of Object.entries(REPLACING)) {
    it(`${token} follows ${expected === "" ? "no input" : expected.replaceAll(" ", ", ")}`, () => {
      const shape = shapeOf(token);
      const replacing = shape.inputs
        .map(({ name }) => name)
        .filter((name) => name !== "region" && diffInputs(shape, { [name]: "a" }, { [name]: "b" }).replaces.length > 0);
      assert.equal(replacing.join(" "), expected);
    });
  }

  it("never follows tags", () => {
    for (const token of Object.keys(REPLACING)) {
      assert.deepEqual(diffInputs(shapeOf(token), { tags: { a: "1" } }, { tags: { a: "2" } }).replaces, [], token);
    }
  });

  it("follows another region, and not one named for the first time", () => {
    const vpc = shapeOf("aws:ec2/vpc:Vpc");
    assert.deepEqual(diffInputs(vpc, { region: "us-east-1" }, { region: "us-west-2" }).replaces, ["region"]);
    assert.deepEqual(diffInputs(vpc, {}, { region: "us-east-1" }), { changes: ["region"], replaces: [] });
  });

  it("follows what a service does not do in place, and only that", () => {
    const replaces = (token: string, path: string, before: string, after: string): boolean =>
      diffInputs(shapeOf(token), { [path]: before }, { [path]: after }).replaces.length > 0;
    const group = "aws:elasticache/replicationGroup:ReplicationGroup";
    assert.equal(replaces(group, "engineVersion", "7.0", "7.1"), false);
    assert.equal(replaces(group, "engineVersion", "7.1", "7.0"), true);
    assert.equal(replaces(group, "engine", "redis", "valkey"), false);
    assert.equal(replaces("aws:ec2/vpc:Vpc", "instanceTenancy", "dedicated", "default"), false);
    assert.equal(replaces("aws:ec2/vpc:Vpc", "instanceTenancy", "default", "dedicated"), true);

    const cluster = shapeOf("aws:eks/cluster:Cluster");
    const encrypted = { encryptionConfig: { provider: { keyArn: "arn" }, resources: ["secrets"] } };
    assert.deepEqual(diffInputs(cluster, {}, encrypted).replaces, []);
    assert.deepEqual(diffInputs(cluster, encrypted, {}).replaces, ["encryptionConfig"]);
    const access = (bootstrapClusterCreatorAdminPermissions: boolean, authenticationMode: string) => ({
      accessConfig: { authenticationMode, bootstrapClusterCreatorAdminPermissions },
    });
    assert.deepEqual(diffInputs(cluster, access(true, "API"), access(false, "API")).replaces, [
      "accessConfig.bootstrapClusterCreatorAdminPermissions",
    ]);
    assert.deepEqual(diffInputs(cluster, access(true, "API_AND_CONFIG_MAP"), access(true, "API")).replaces, []);
    assert.deepEqual(diffInputs(cluster, { vpcConfig: { subnetIds: ["a"] } }, { vpcConfig: { subnetIds: ["b"] } }).replaces, []);
  });

  it("has shapes for every function that the program and its components call", () => {
    for (const name of ["getAvailabilityZones", "getCallerIdentity", "getPartition", "getRegion"]) {
      assert.ok(installedCatalogue().func(`aws:index/${name}:${name}`), name);
    }
  });
});
