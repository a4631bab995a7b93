/**
 * Which property of which type points at what. `user` marks a reference that keeps its target from being deleted.
 * From the request syntax of each service's API reference and the provider's own schema (https://www.pulumi.com/registry/packages/aws/).
 */
import { T } from "../tokens";
import type { TargetName } from "./targets";

export interface Reference {
  readonly type: string;
  /** Path with wildcards, such as `vpcConfig.subnetIds[*]`. */
  readonly path: string;
  readonly target: TargetName;
  /** Whether AWS refuses to delete the target while this reference stands. */
  readonly user: boolean;
}

type Row = readonly [path: string, target: TargetName, use?: "user"];

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  [T.cidrAssociation]: [["vpcId", "vpc"]],
  [T.subnet]: [["vpcId", "vpc", "user"]],
  [T.internetGateway]: [["vpcId", "vpc", "user"]],
  [T.egressGateway]: [["vpcId", "vpc", "user"]],
  [T.natGateway]: [["subnetId", "subnet", "user"], ["allocationId", "eip", "user"], ["secondaryAllocationIds[*]", "eip", "user"]],
  [T.eip]: [["instance", "instance"], ["networkInterface", "networkInterface"]],
  [T.eipAssociation]: [["allocationId", "eip", "user"], ["instanceId", "instance"], ["networkInterfaceId", "networkInterface"]],
  [T.routeTable]: [
    ["vpcId", "vpc", "user"],
    ["routes[*].gatewayId", "anyGateway"],
    ["routes[*].natGatewayId", "natGateway"],
    ["routes[*].networkInterfaceId", "networkInterface"],
    ["routes[*].vpcPeeringConnectionId", "peering"],
    ["routes[*].egressOnlyGatewayId", "egressGateway"],
  ],
  [T.route]: [
    ["routeTableId", "routeTable"],
    ["gatewayId", "anyGateway"],
    ["natGatewayId", "natGateway"],
    ["networkInterfaceId", "networkInterface"],
    ["vpcPeeringConnectionId", "peering"],
    ["egressOnlyGatewayId", "egressGateway"],
    ["vpcEndpointId", "vpcEndpoint"],
  ],
  [T.routeTableAssociation]: [["routeTableId", "routeTable", "user"], ["subnetId", "subnet"], ["gatewayId", "anyGateway"]],
  [T.mainRouteTableAssociation]: [["routeTableId", "routeTable", "user"], ["vpcId", "vpc"]],
  [T.networkAcl]: [["vpcId", "vpc", "user"], ["subnetIds[*]", "subnet"]],
  [T.securityGroup]: [
    ["vpcId", "vpc", "user"],
    ["ingress[*].securityGroups[*]", "securityGroup", "user"],
    ["egress[*].securityGroups[*]", "securityGroup", "user"],
  ],
  [T.defaultSecurityGroup]: [["vpcId", "vpc"]],
  [T.securityGroupRule]: [["securityGroupId", "securityGroup"], ["sourceSecurityGroupId", "securityGroup", "user"]],
  [T.ingressRule]: [["securityGroupId", "securityGroup"], ["referencedSecurityGroupId", "securityGroup", "user"]],
  [T.egressRule]: [["securityGroupId", "securityGroup"], ["referencedSecurityGroupId", "securityGroup", "user"]],
  [T.networkInterface]: [["subnetId", "subnet", "user"], ["securityGroups[*]", "securityGroup", "user"]],
  [T.instance]: [
    ["subnetId", "subnet", "user"],
    ["vpcSecurityGroupIds[*]", "securityGroup", "user"],
    ["iamInstanceProfile", "instanceProfile"],
    ["keyName", "keyPair"],
    ["launchTemplate.id", "launchTemplate"],
    ["primaryNetworkInterface.networkInterfaceId", "networkInterface", "user"],
  ],
  [T.launchTemplate]: [
    ["vpcSecurityGroupIds[*]", "securityGroup"],
    ["networkInterfaces[*].securityGroups[*]", "securityGroup"],
    ["networkInterfaces[*].subnetId", "subnet"],
    ["networkInterfaces[*].networkInterfaceId", "networkInterface"],
    ["iamInstanceProfile.arn", "instanceProfile"],
    ["iamInstanceProfile.name", "instanceProfile"],
    ["blockDeviceMappings[*].ebs.kmsKeyId", "key"],
    ["keyName", "keyPair"],
  ],
  [T.volume]: [["kmsKeyId", "key"]],
  [T.vpcEndpoint]: [
    ["vpcId", "vpc", "user"],
    ["subnetIds[*]", "subnet", "user"],
    ["routeTableIds[*]", "routeTable"],
    ["securityGroupIds[*]", "securityGroup", "user"],
  ],
  [T.peering]: [["vpcId", "vpc", "user"]],
  [T.peeringAccepter]: [["vpcPeeringConnectionId", "peering"]],
  [T.flowLog]: [["vpcId", "vpc"], ["subnetId", "subnet"], ["eniId", "networkInterface"], ["iamRoleArn", "role"]],
  [T.autoScalingGroup]: [
    ["vpcZoneIdentifiers[*]", "subnet", "user"],
    ["launchTemplate.id", "launchTemplate"],
    ["launchTemplate.name", "launchTemplate"],
    ["mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.launchTemplateId", "launchTemplate"],
    ["targetGroupArns[*]", "targetGroup"],
  ],
  [T.autoScalingTag]: [["autoscalingGroupName", "autoScalingGroup"]],
  [T.rolePolicy]: [["role", "role", "user"]],
  [T.rolePolicyAttachment]: [["role", "role", "user"], ["policyArn", "policy", "user"]],
  [T.role]: [["permissionsBoundary", "policy", "user"], ["managedPolicyArns[*]", "policy", "user"]],
  [T.instanceProfile]: [["role", "role", "user"]],
  [T.alias]: [["targetKeyId", "key"]],
  [T.keyPolicy]: [["keyId", "key"]],
  [T.replicaKey]: [["primaryKeyArn", "key"]],
  [T.logGroup]: [["kmsKeyId", "key"]],
  [T.logStream]: [["logGroupName", "logGroup"]],
  [T.metricFilter]: [["logGroupName", "logGroup"]],
  [T.alarm]: [["alarmActions[*]", "topic"], ["okActions[*]", "topic"], ["insufficientDataActions[*]", "topic"]],
  [T.eventRule]: [["roleArn", "role"]],
  [T.eventTarget]: [["rule", "eventRule", "user"], ["roleArn", "role"]],
  [T.bucketPolicy]: [["bucket", "bucket"]],
  [T.bucketVersioning]: [["bucket", "bucket"]],
  [T.bucketLifecycle]: [["bucket", "bucket"]],
  [T.bucketEncryption]: [["bucket", "bucket"], ["rules[*].applyServerSideEncryptionByDefault.kmsMasterKeyId", "key"]],
  [T.bucketPublicAccessBlock]: [["bucket", "bucket"]],
  [T.bucketOwnership]: [["bucket", "bucket"]],
  [T.bucketLogging]: [["bucket", "bucket"], ["targetBucket", "bucket"]],
  [T.bucketReplication]: [
    ["bucket", "bucket"],
    ["role", "role"],
    ["rules[*].destination.bucket", "bucket"],
    ["rules[*].destination.encryptionConfiguration.replicaKmsKeyId", "key"],
  ],
  [T.bucketLock]: [["bucket", "bucket"]],
  [T.trail]: [["s3BucketName", "bucket"], ["kmsKeyId", "key"], ["cloudWatchLogsGroupArn", "logGroup"], ["cloudWatchLogsRoleArn", "role"]],
  [T.deliveryStream]: [
    ["extendedS3Configuration.roleArn", "role"],
    ["extendedS3Configuration.bucketArn", "bucket"],
    ["extendedS3Configuration.kmsKeyArn", "key"],
    ["extendedS3Configuration.cloudwatchLoggingOptions.logGroupName", "logGroup"],
    ["serverSideEncryption.keyArn", "key"],
  ],
  [T.bucketObject]: [["bucket", "bucket", "user"], ["kmsKeyId", "key"]],
  [T.dbInstance]: [
    ["dbSubnetGroupName", "dbSubnetGroup", "user"],
    ["parameterGroupName", "dbParameterGroup", "user"],
    ["vpcSecurityGroupIds[*]", "securityGroup", "user"],
    ["kmsKeyId", "key"],
    ["performanceInsightsKmsKeyId", "key"],
    ["masterUserSecretKmsKeyId", "key"],
    ["monitoringRoleArn", "role"],
    ["replicateSourceDb", "dbInstance"],
    // Snapshots and automated backups outlive the instance, the program and this cloud, so those need not be here.
    ["restoreToPointInTime.sourceDbInstanceIdentifier", "dbInstance"],
  ],
  [T.dbBackupReplication]: [["kmsKeyId", "key"]],
  [T.dbSubnetGroup]: [["subnetIds[*]", "subnet", "user"]],
  [T.dbEventSubscription]: [["snsTopic", "topic"]],
  [T.replicationGroup]: [
    ["subnetGroupName", "cacheSubnetGroup", "user"],
    ["parameterGroupName", "cacheParameterGroup", "user"],
    ["securityGroupIds[*]", "securityGroup", "user"],
    ["kmsKeyId", "key"],
    ["notificationTopicArn", "topic"],
  ],
  [T.cacheCluster]: [
    ["subnetGroupName", "cacheSubnetGroup", "user"],
    ["parameterGroupName", "cacheParameterGroup", "user"],
    ["securityGroupIds[*]", "securityGroup", "user"],
    ["replicationGroupId", "replicationGroup"],
  ],
  [T.cacheSubnetGroup]: [["subnetIds[*]", "subnet", "user"]],
  [T.eksCluster]: [
    ["roleArn", "role"],
    ["vpcConfig.subnetIds[*]", "subnet", "user"],
    ["vpcConfig.securityGroupIds[*]", "securityGroup", "user"],
    ["encryptionConfig.provider.keyArn", "key"],
    ["computeConfig.nodeRoleArn", "role"],
  ],
  [T.nodeGroup]: [
    ["clusterName", "cluster", "user"],
    ["nodeRoleArn", "role"],
    ["subnetIds[*]", "subnet", "user"],
    ["launchTemplate.id", "launchTemplate"],
    ["launchTemplate.name", "launchTemplate"],
    ["remoteAccess.ec2SshKey", "keyPair"],
    ["remoteAccess.sourceSecurityGroupIds[*]", "securityGroup", "user"],
  ],
  [T.fargateProfile]: [["clusterName", "cluster", "user"], ["podExecutionRoleArn", "role"], ["subnetIds[*]", "subnet", "user"]],
  [T.addon]: [["clusterName", "cluster"], ["serviceAccountRoleArn", "role"], ["podIdentityAssociations[*].roleArn", "role"]],
  [T.accessEntry]: [["clusterName", "cluster"]],
  [T.accessPolicyAssociation]: [["clusterName", "cluster"]],
  [T.podIdentityAssociation]: [["clusterName", "cluster"], ["roleArn", "role"]],
  [T.loadBalancer]: [
    ["subnets[*]", "subnet", "user"],
    ["subnetMappings[*].subnetId", "subnet", "user"],
    ["subnetMappings[*].allocationId", "eip", "user"],
    ["securityGroups[*]", "securityGroup", "user"],
    ["accessLogs.bucket", "bucket"],
    ["connectionLogs.bucket", "bucket"],
  ],
  [T.targetGroup]: [["vpcId", "vpc", "user"]],
  [T.targetGroupAttachment]: [["targetGroupArn", "targetGroup"]],
  [T.listener]: [
    ["loadBalancerArn", "loadBalancer"],
    ["certificateArn", "certificate", "user"],
    ["defaultActions[*].targetGroupArn", "targetGroup", "user"],
    ["defaultActions[*].forward.targetGroups[*].arn", "targetGroup", "user"],
  ],
  [T.listenerRule]: [
    ["listenerArn", "listener"],
    ["actions[*].targetGroupArn", "targetGroup", "user"],
    ["actions[*].forward.targetGroups[*].arn", "targetGroup", "user"],
  ],
  [T.listenerCertificate]: [["listenerArn", "listener"], ["certificateArn", "certificate", "user"]],
  [T.webAcl]: [["rules[*].statement.ipSetReferenceStatement.arn", "ipSet", "user"], ["rules[*].statement.ruleGroupReferenceStatement.arn", "ruleGroup", "user"]],
  [T.webAclAssociation]: [["webAclArn", "webAcl", "user"], ["resourceArn", "loadBalancer"]],
  [T.webAclLogging]: [["resourceArn", "webAcl"]],
  [T.zone]: [["vpcs[*].vpcId", "vpc"]],
  [T.record]: [["zoneId", "zone"]],
  [T.certificateValidation]: [["certificateArn", "certificate"]],
  [T.secret]: [["kmsKeyId", "key"]],
  [T.secretVersion]: [["secretId", "secret"]],
  [T.secretPolicy]: [["secretArn", "secret"]],
  [T.secretRotation]: [["secretId", "secret"], ["rotationLambdaArn", "lambda"]],
  [T.repository]: [["encryptionConfigurations[*].kmsKey", "key"]],
  [T.ecrLifecyclePolicy]: [["repository", "repository"]],
  [T.repositoryPolicy]: [["repository", "repository"]],
  [T.topic]: [["kmsMasterKeyId", "key"]],
  [T.topicSubscription]: [["topic", "topic"]],
  [T.topicPolicy]: [["arn", "topic"]],
  [T.queue]: [["kmsMasterKeyId", "key"]],
  [T.lambda]: [
    ["role", "role"],
    ["kmsKeyArn", "key"],
    ["vpcConfig.subnetIds[*]", "subnet", "user"],
    ["vpcConfig.securityGroupIds[*]", "securityGroup", "user"],
  ],
  [T.lambdaPermission]: [["function", "lambda"]],
  [T.ssmParameter]: [["keyId", "key"]],
  // Monitors of anomalies are no references: AWS makes one of an account by itself, and a stack may name that.
  [T.budget]: [["notifications[*].subscriberSnsTopicArns[*]", "topic"]],
  [T.backupVault]: [["kmsKeyArn", "key"]],
  [T.backupVaultLock]: [["backupVaultName", "backupVault"]],
  [T.backupVaultPolicy]: [["backupVaultName", "backupVault"]],
  [T.backupVaultNotifications]: [["backupVaultName", "backupVault"], ["snsTopicArn", "topic"]],
  [T.backupPlan]: [["rules[*].targetVaultName", "backupVault"]],
  [T.backupSelection]: [["planId", "backupPlan", "user"], ["iamRoleArn", "role"], ["resources[*]", "backupSource"], ["notResources[*]", "backupSource"]],
  [T.restoreTestingSelection]: [["restoreTestingPlanName", "restoreTestingPlan", "user"], ["iamRoleArn", "role"], ["protectedResourceArns[*]", "backupSource"]],
  [T.creationTemplate]: [["customRoleArn", "role"], ["encryptionConfigurations[*].kmsKey", "key"]],
};

const REFERENCES: ReadonlyMap<string, readonly Reference[]> = new Map(
  Object.entries(ROWS).map(([type, rows]) => [
    type,
    rows.map(([path, target, use]) => ({ type, path, target, user: use === "user" })),
  ]),
);

/** The references that a type may hold. */
export function referencesOf(type: string): readonly Reference[] {
  return REFERENCES.get(type) ?? [];
}
