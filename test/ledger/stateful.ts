/**
 * The replacement ledger: every kind of resource that holds data, or that others stand in, and what replaces it. A
 * replacement deletes what is there, so none of these may ever come as a surprise: upgrade.test.ts holds every release
 * against it, and configuration.test.ts every setting.
 */
export interface Stateful {
  /** What is lost, or breaks, with it. */
  readonly holds: string;
  /** Inputs that replace it when they change, as AWS and the Pulumi provider have it. */
  readonly replacedBy: readonly string[];
}

export const STATEFUL: Readonly<Record<string, Stateful>> = {
  "aws:backup/vault:Vault": { holds: "backups", replacedBy: ["kmsKeyArn", "name"] },
  "aws:cloudtrail/trail:Trail": { holds: "an unbroken record of who did what", replacedBy: ["name"] },
  "aws:cloudwatch/logGroup:LogGroup": { holds: "logs", replacedBy: ["logGroupClass", "name", "namePrefix"] },
  "aws:ec2/eip:Eip": { holds: "addresses that others let in", replacedBy: ["address", "domain", "ipamPoolId", "networkBorderGroup", "publicIpv4Pool"] },
  "aws:ec2/subnet:Subnet": {
    holds: "everything that has an address in it",
    replacedBy: ["availabilityZone", "availabilityZoneId", "cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength", "ipv6IpamPoolId", "ipv6Native", "ipv6NetmaskLength", "outpostArn", "vpcId"],
  },
  "aws:ec2/vpc:Vpc": { holds: "everything in the network", replacedBy: ["cidrBlock", "instanceTenancy", "ipv4IpamPoolId", "ipv4NetmaskLength"] },
  "aws:ecr/repository:Repository": { holds: "images that run", replacedBy: ["encryptionConfigurations", "name"] },
  "aws:eks/cluster:Cluster": { holds: "all workloads and what they keep in Kubernetes", replacedBy: ["bootstrapSelfManagedAddons", "name", "roleArn"] },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    holds: "sessions and cached market data",
    replacedBy: [
      "atRestEncryptionEnabled",
      "dataTieringEnabled",
      "durability",
      "engine",
      "globalReplicationGroupId",
      "kmsKeyId",
      "networkType",
      "port",
      "replicationGroupId",
      "securityGroupNames",
      "snapshotArns",
      "snapshotName",
      "subnetGroupName",
    ],
  },
  "aws:kms/key:Key": { holds: "the only way to read what it encrypted", replacedBy: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"] },
  "aws:kms/replicaKey:ReplicaKey": { holds: "the only way to read copies in the recovery Region", replacedBy: ["primaryKeyArn"] },
  "aws:lb/loadBalancer:LoadBalancer": { holds: "the address that clients reach", replacedBy: ["customerOwnedIpv4Pool", "internal", "loadBalancerType", "name", "namePrefix"] },
  "aws:rds/instance:Instance": {
    holds: "users, orders and everything of record",
    replacedBy: [
      "availabilityZone",
      "backupTarget",
      "characterSetName",
      "customIamInstanceProfile",
      "dbName",
      "engine",
      "kmsKeyId",
      "ncharCharacterSetName",
      "restoreToPointInTime",
      "s3Import",
      "snapshotIdentifier",
      "storageEncrypted",
      "timezone",
      "username",
    ],
  },
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": {
    holds: "backups in the recovery Region",
    replacedBy: ["kmsKeyId", "preSignedUrl", "retentionPeriod", "sourceDbInstanceArn"],
  },
  "aws:route53/zone:Zone": { holds: "the names, and the name servers that the registrar knows", replacedBy: ["delegationSetId", "name"] },
  "aws:s3/bucket:Bucket": { holds: "audit trails, access logs and state", replacedBy: ["bucket", "bucketNamespace", "bucketPrefix", "objectLockEnabled"] },
  "aws:secretsmanager/secret:Secret": { holds: "credentials that people put there", replacedBy: ["name", "namePrefix", "type"] },
  "random:index/randomPassword:RandomPassword": {
    holds: "passwords in use",
    replacedBy: ["keepers", "length", "lower", "minLower", "minNumeric", "minSpecial", "minUpper", "number", "numeric", "overrideSpecial", "special", "upper"],
  },
  "vercel:index/project:Project": { holds: "deployments of the front end, its domains and variables", replacedBy: ["teamId"] },
};

/** Protected by Pulumi, and yet nothing is lost with it, with the reason. */
export const PROTECTED_WITHOUT_DATA: Readonly<Record<string, string>> = {
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": "records of trading pass through it into the locked bucket; services write to it by name",
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": "says which images go; a child of the repository's component, whose protection it inherits",
};

/** Types of resources that are protected and that the ledger does not know. */
export function unlistedTypes(resources: readonly { readonly type: string; readonly protect?: boolean }[]): string[] {
  const kept = resources.filter(({ protect, type }) => protect === true && !/^(kianax|awsx|eks|pulumi):/.test(type)).map(({ type }) => type);
  return [...new Set(kept)].filter((type) => !(type in STATEFUL) && !(type in PROTECTED_WITHOUT_DATA)).sort();
}

export const HOW_TO_LIST =
  "is protected and not in the replacement ledger. Add it to test/ledger/stateful.ts: to STATEFUL with what is lost and what replaces it, or to PROTECTED_WITHOUT_DATA with the reason.";
