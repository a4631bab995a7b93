/**
 * Where Pulumi's AWS provider (which is Terraform's, bridged) replaces other properties than CloudFormation does.
 * Each row names the page that says so; the documentation of the provider is at
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/<name>.
 */
interface Correction {
  /** CloudFormation resource type, where its name does not follow from the token. */
  readonly cloudFormation?: string;
  /** Properties that replace although CloudFormation's data does not say so under this name. */
  readonly replaces?: readonly string[];
  /** Properties that the provider changes in place. */
  readonly inPlace?: readonly string[];
  readonly source: string;
}

const DOCS = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources";

export const CORRECTIONS: Readonly<Record<string, Correction>> = {
  "aws:rds/instance:Instance": {
    cloudFormation: "AWS::RDS::DBInstance",
    replaces: ["username", "dbName", "storageEncrypted", "kmsKeyId", "availabilityZone", "characterSetName", "timezone", "snapshotIdentifier", "engine"],
    // Renamed and moved by ModifyDBInstance.
    inPlace: ["identifier", "port", "dbSubnetGroupName", "storageType", "multiAz", "parameterGroupName", "backupTarget"],
    source: `${DOCS}/db_instance`,
  },
  "aws:rds/subnetGroup:SubnetGroup": { cloudFormation: "AWS::RDS::DBSubnetGroup", replaces: ["name"], source: `${DOCS}/db_subnet_group` },
  "aws:rds/parameterGroup:ParameterGroup": { cloudFormation: "AWS::RDS::DBParameterGroup", replaces: ["name", "namePrefix", "family", "description"], source: `${DOCS}/db_parameter_group` },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    replaces: ["replicationGroupId", "subnetGroupName", "atRestEncryptionEnabled", "kmsKeyId", "port", "snapshotName", "dataTieringEnabled"],
    // Shards and replicas are added and taken away online; TLS is switched in two steps.
    inPlace: ["engineVersion", "numNodeGroups", "replicasPerNodeGroup", "numCacheClusters", "transitEncryptionEnabled", "authToken", "nodeType"],
    source: `${DOCS}/elasticache_replication_group`,
  },
  "aws:elasticache/subnetGroup:SubnetGroup": { replaces: ["name"], source: `${DOCS}/elasticache_subnet_group` },
  "aws:elasticache/parameterGroup:ParameterGroup": { replaces: ["name", "family", "description"], source: `${DOCS}/elasticache_parameter_group` },
  "aws:ec2/vpc:Vpc": { cloudFormation: "AWS::EC2::VPC", replaces: ["cidrBlock"], inPlace: ["instanceTenancy"], source: `${DOCS}/vpc` },
  "aws:ec2/subnet:Subnet": { replaces: ["vpcId", "cidrBlock", "availabilityZone"], source: `${DOCS}/subnet` },
  "aws:ec2/securityGroup:SecurityGroup": { replaces: ["name", "namePrefix", "description", "vpcId"], source: `${DOCS}/security_group` },
  "aws:ec2/eip:Eip": { cloudFormation: "AWS::EC2::EIP", inPlace: ["networkInterface", "instance"], source: `${DOCS}/eip` },
  "aws:ec2/natGateway:NatGateway": { replaces: ["subnetId", "allocationId", "connectivityType"], source: `${DOCS}/nat_gateway` },
  "aws:ec2/networkInterface:NetworkInterface": { replaces: ["subnetId"], source: `${DOCS}/network_interface` },
  "aws:ec2/internetGateway:InternetGateway": { source: `${DOCS}/internet_gateway` },
  "aws:ec2/flowLog:FlowLog": { replaces: ["vpcId", "trafficType", "logDestination", "logDestinationType", "iamRoleArn", "maxAggregationInterval"], source: `${DOCS}/flow_log` },
  "aws:ec2/vpcEndpoint:VpcEndpoint": { cloudFormation: "AWS::EC2::VPCEndpoint", replaces: ["vpcId", "serviceName", "vpcEndpointType"], source: `${DOCS}/vpc_endpoint` },
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": { cloudFormation: "AWS::EC2::VPCPeeringConnection", replaces: ["vpcId", "peerVpcId", "peerOwnerId", "peerRegion"], source: `${DOCS}/vpc_peering_connection` },
  "aws:ec2/launchTemplate:LaunchTemplate": { replaces: ["name", "namePrefix"], inPlace: ["tagSpecifications"], source: `${DOCS}/launch_template` },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { cloudFormation: "AWS::EC2::SubnetRouteTableAssociation", replaces: ["subnetId", "gatewayId"], inPlace: ["routeTableId"], source: `${DOCS}/route_table_association` },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": { cloudFormation: "AWS::EC2::SecurityGroupIngress", replaces: ["securityGroupId"], inPlace: ["cidrIpv4", "cidrIpv6", "fromPort", "toPort", "ipProtocol", "referencedSecurityGroupId", "prefixListId"], source: `${DOCS}/vpc_security_group_ingress_rule` },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": { cloudFormation: "AWS::EC2::SecurityGroupEgress", replaces: ["securityGroupId"], inPlace: ["cidrIpv4", "cidrIpv6", "fromPort", "toPort", "ipProtocol", "referencedSecurityGroupId", "prefixListId"], source: `${DOCS}/vpc_security_group_egress_rule` },
  "aws:autoscaling/group:Group": { cloudFormation: "AWS::AutoScaling::AutoScalingGroup", replaces: ["name", "namePrefix", "availabilityZones"], source: `${DOCS}/autoscaling_group` },
  "aws:eks/cluster:Cluster": { replaces: ["name", "roleArn", "bootstrapSelfManagedAddons"], inPlace: ["encryptionConfig", "vpcConfig", "accessConfig"], source: `${DOCS}/eks_cluster` },
  "aws:eks/nodeGroup:NodeGroup": { cloudFormation: "AWS::EKS::Nodegroup", replaces: ["clusterName", "nodeGroupName", "nodeGroupNamePrefix", "nodeRoleArn", "subnetIds", "instanceTypes", "capacityType", "amiType", "diskSize"], inPlace: ["launchTemplate"], source: `${DOCS}/eks_node_group` },
  "aws:eks/addon:Addon": { replaces: ["addonName", "clusterName"], source: `${DOCS}/eks_addon` },
  "aws:eks/accessEntry:AccessEntry": { replaces: ["clusterName", "principalArn", "type"], source: `${DOCS}/eks_access_entry` },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": { replaces: ["clusterName", "principalArn", "policyArn", "accessScope"], source: `${DOCS}/eks_access_policy_association` },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": { cloudFormation: "AWS::EKS::PodIdentityAssociation", replaces: ["clusterName", "namespace", "serviceAccount"], source: `${DOCS}/eks_pod_identity_association` },
  "aws:iam/role:Role": { replaces: ["name", "namePrefix", "path"], source: `${DOCS}/iam_role` },
  "aws:iam/policy:Policy": { cloudFormation: "AWS::IAM::ManagedPolicy", replaces: ["name", "namePrefix", "path", "description"], source: `${DOCS}/iam_policy` },
  "aws:iam/rolePolicy:RolePolicy": { replaces: ["name", "namePrefix", "role"], source: `${DOCS}/iam_role_policy` },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { replaces: ["role", "policyArn"], source: `${DOCS}/iam_role_policy_attachment` },
  "aws:iam/instanceProfile:InstanceProfile": { replaces: ["name", "namePrefix", "path"], source: `${DOCS}/iam_instance_profile` },
  "aws:kms/key:Key": { replaces: ["keyUsage", "customerMasterKeySpec", "multiRegion", "customKeyStoreId", "xksKeyId"], source: `${DOCS}/kms_key` },
  "aws:kms/alias:Alias": { replaces: ["name", "namePrefix"], inPlace: ["targetKeyId"], source: `${DOCS}/kms_alias` },
  "aws:lb/loadBalancer:LoadBalancer": { cloudFormation: "AWS::ElasticLoadBalancingV2::LoadBalancer", replaces: ["name", "namePrefix", "internal", "loadBalancerType", "customerOwnedIpv4Pool"], inPlace: ["subnets", "securityGroups", "subnetMappings"], source: `${DOCS}/lb` },
  "aws:lb/listener:Listener": { cloudFormation: "AWS::ElasticLoadBalancingV2::Listener", replaces: ["loadBalancerArn"], source: `${DOCS}/lb_listener` },
  "aws:lb/listenerRule:ListenerRule": { cloudFormation: "AWS::ElasticLoadBalancingV2::ListenerRule", replaces: ["listenerArn"], source: `${DOCS}/lb_listener_rule` },
  "aws:lb/targetGroup:TargetGroup": { cloudFormation: "AWS::ElasticLoadBalancingV2::TargetGroup", replaces: ["name", "namePrefix", "port", "protocol", "protocolVersion", "targetType", "vpcId", "ipAddressType"], source: `${DOCS}/lb_target_group` },
  "aws:wafv2/webAcl:WebAcl": { cloudFormation: "AWS::WAFv2::WebACL", replaces: ["name", "namePrefix", "scope"], source: `${DOCS}/wafv2_web_acl` },
  "aws:wafv2/webAclAssociation:WebAclAssociation": { cloudFormation: "AWS::WAFv2::WebACLAssociation", replaces: ["resourceArn", "webAclArn"], source: `${DOCS}/wafv2_web_acl_association` },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": { cloudFormation: "AWS::WAFv2::LoggingConfiguration", replaces: ["resourceArn", "logDestinationConfigs"], source: `${DOCS}/wafv2_web_acl_logging_configuration` },
  "aws:route53/zone:Zone": { cloudFormation: "AWS::Route53::HostedZone", replaces: ["name", "delegationSetId"], source: `${DOCS}/route53_zone` },
  "aws:route53/record:Record": { cloudFormation: "AWS::Route53::RecordSet", replaces: ["zoneId", "name", "type", "setIdentifier"], source: `${DOCS}/route53_record` },
  "aws:acm/certificate:Certificate": { cloudFormation: "AWS::CertificateManager::Certificate", replaces: ["domainName", "subjectAlternativeNames", "validationMethod", "keyAlgorithm"], source: `${DOCS}/acm_certificate` },
  "aws:acm/certificateValidation:CertificateValidation": { replaces: ["certificateArn", "validationRecordFqdns"], source: `${DOCS}/acm_certificate_validation` },
  "aws:secretsmanager/secret:Secret": { replaces: ["name", "namePrefix"], source: `${DOCS}/secretsmanager_secret` },
  "aws:secretsmanager/secretVersion:SecretVersion": { replaces: ["secretId", "secretString", "secretBinary"], source: `${DOCS}/secretsmanager_secret_version` },
  "aws:cloudwatch/logGroup:LogGroup": { cloudFormation: "AWS::Logs::LogGroup", replaces: ["name", "namePrefix"], source: `${DOCS}/cloudwatch_log_group` },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { cloudFormation: "AWS::CloudWatch::Alarm", replaces: ["name"], source: `${DOCS}/cloudwatch_metric_alarm` },
  "aws:ecr/repository:Repository": { replaces: ["name", "encryptionConfigurations"], source: `${DOCS}/ecr_repository` },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": { replaces: ["repository"], source: `${DOCS}/ecr_lifecycle_policy` },
  "aws:s3/bucket:Bucket": { replaces: ["bucket", "bucketPrefix", "objectLockEnabled"], source: `${DOCS}/s3_bucket` },
};
