import type { RuleCase } from "../../testing/rule-case";
import type { World } from "../../testing/world";
import { T } from "../../tokens";
import type { CloudRecord } from "../../../provider/cloud";
import type { Properties } from "../../../provider/values";

const WRITER: Properties = { identifier: "writer", engine: "postgres", engineVersion: "16.11", instanceClass: "db.t3.medium", username: "kianax", allocatedStorage: 100 };

function writer(w: World, inputs: Properties): CloudRecord {
  return w.cloud.put(T.dbInstance, "writer", { ...WRITER, ...inputs });
}

function redis(w: World, inputs: Properties): CloudRecord {
  return w.cloud.put(T.replicationGroup, "redis", { replicationGroupId: "redis", ...inputs });
}

export const dataCases: readonly RuleCase[] = [
  { rule: "rds-instance-class", type: T.dbInstance, good: () => ({ engine: "postgres", instanceClass: "db.t4g.medium" }), bad: () => ({ engine: "postgres", instanceClass: "db.t3.medum" }), says: [
      "instanceClass: InvalidParameterValue: \"db.t3.medum\" is no DB instance class for PostgreSQL. Did you mean db.t3.medium?"
    ] },
  { rule: "rds-engine-version", type: T.dbInstance, good: () => ({ engine: "postgres", engineVersion: "16.11" }), bad: () => ({ engine: "postgres", engineVersion: "16.99" }), says: [
      "engineVersion: InvalidParameterCombination: Cannot find version 16.99 for postgres; of 16 AWS offers 16.9, 16.10, 16.11, 16.12, 16.13."
    ] },
  { rule: "rds-engine-version", type: T.dbInstance, good: () => ({ engine: "postgres", engineVersion: "16" }), bad: () => ({ engine: "postgres", engineVersion: "16.5" }), says: [
      "engineVersion: InvalidParameterCombination: version 16.5 for postgres is deprecated and can no longer be created; of 16 AWS offers 16.9, 16.10, 16.11, 16.12, 16.13."
    ] },
  { rule: "rds-engine-version", type: T.dbInstance, good: () => ({ engine: "mysql", engineVersion: "8.4" }), bad: () => ({ engine: "postgres", engineVersion: "9.6" }), says: [
      "engineVersion: InvalidParameterCombination: Cannot find version 9.6 for postgres; AWS offers the major versions 14, 15, 16, 17, 18."
    ] },
  { rule: "rds-password", type: T.dbInstance, good: () => ({ passwordWo: "long-enough", passwordWoVersion: 1 }), bad: () => ({ password: "p@ss", manageMasterUserPassword: true }), says: [
      "password: InvalidParameterCombination: manageMasterUserPassword and a password exclude each other; keep one.",
      "password: InvalidParameterValue: the password has 4 characters, and PostgreSQL on RDS takes 8 to 128.",
      "password: InvalidParameterValue: the password has a character that RDS refuses; only printable ASCII besides \"/\", \"@\", '\"' and space may be used."
    ] },
  { rule: "rds-password", type: T.dbInstance, good: () => ({ replicateSourceDb: "writer" }), bad: () => ({}), says: [
      "password: InvalidParameterValue: the parameter MasterUserPassword must be provided; give passwordWo or manageMasterUserPassword."
    ] },
  { rule: "rds-password", type: T.dbInstance, good: () => ({ manageMasterUserPassword: true }), bad: () => ({ passwordWo: "long-enough" }), says: [
      "passwordWoVersion: InvalidParameterCombination: passwordWo needs passwordWoVersion, by which a new password is noticed."
    ] },
  { rule: "rds-username", type: T.dbInstance, good: () => ({ engine: "postgres", username: "kianax" }), bad: () => ({ engine: "postgres", username: "rdsadmin" }), says: [
      "username: InvalidParameterValue: MasterUsername rdsadmin cannot be used as it is a reserved word used by the engine; choose another."
    ] },
  { rule: "rds-storage-size", type: T.dbInstance, good: () => ({ storageType: "gp3", allocatedStorage: 20, maxAllocatedStorage: 100 }), bad: () => ({ storageType: "gp3", allocatedStorage: 10, maxAllocatedStorage: 10, iops: 3000 }), says: [
      "allocatedStorage: InvalidParameterValue: Invalid storage size for engine name postgres and storage type gp3: 10; give 20 to 65536 GiB.",
      "maxAllocatedStorage: InvalidParameterCombination: the storage limit 10 GiB must be at least 10 % above the 10 GiB allocated; give 11 or more, or 0 for no autoscaling.",
      "iops: InvalidParameterCombination: You can't specify IOPS or storage throughput for engine postgres and a storage size less than 400; leave iops out or allocate 400 GiB."
    ] },
  { rule: "rds-storage-size", type: T.dbInstance, good: () => ({ storageType: "gp3", allocatedStorage: 400, iops: 12000 }), bad: () => ({ storageType: "gp4" }), says: [
      "storageType: InvalidParameterValue: \"gp4\" is no storage type; AWS has gp2, gp3, io1, io2, standard."
    ] },
  { rule: "rds-storage-never-shrinks", type: T.dbInstance, prior: (w) => writer(w, {}), good: () => ({ allocatedStorage: 200 }), bad: () => ({ allocatedStorage: 50 }), says: [
      "allocatedStorage: InvalidParameterCombination: Requested storage (50 GiB) cannot be less than the current 100 GiB; storage only grows. Restore into a new instance to shrink it."
    ] },
  { rule: "rds-replica", type: T.dbInstance, given: (w) => writer(w, { manageMasterUserPassword: true }), good: () => ({ identifier: "alone" }), bad: () => ({ replicateSourceDb: "writer" }), says: [
      "replicateSourceDb: InvalidDBInstanceState: the master password of writer is managed in Secrets Manager, and RDS for PostgreSQL makes no read replica of such an instance; give the source a password of its own.",
      "replicateSourceDb: InvalidDBInstanceState: automated backups are not enabled for writer, which a read replica needs; set its backupRetentionPeriod to 1 or more."
    ] },
  {
    rule: "rds-source-keeps-backups", type: T.dbInstance,
    prior: (w) => { const source = writer(w, { backupRetentionPeriod: 7 }); w.cloud.put(T.dbInstance, "replica", { identifier: "replica", replicateSourceDb: "writer" }); return source; },
    good: () => ({ backupRetentionPeriod: 14 }), bad: () => ({ backupRetentionPeriod: 0, manageMasterUserPassword: true }), says: [
      "backupRetentionPeriod: InvalidDBInstanceState: the instance has the read replica replica, so its backups cannot be switched off; remove the replica first.",
      "manageMasterUserPassword: InvalidDBInstanceState: the instance has the read replica replica, and RDS for PostgreSQL manages no password of such an instance; use passwordWo."
    ],
  },
  { rule: "rds-final-snapshot", type: T.dbInstance, good: () => ({ finalSnapshotIdentifier: "last" }), bad: () => ({ finalSnapshotIdentifier: "last", replicateSourceDb: "writer" }), says: [
      "finalSnapshotIdentifier: InvalidParameterCombination: a read replica has no final snapshot; leave finalSnapshotIdentifier out and set skipFinalSnapshot to true."
    ] },
  { rule: "rds-monitoring-role", type: T.dbInstance, good: () => ({ monitoringInterval: 60, monitoringRoleArn: "arn:aws:iam::1:role/x" }), bad: () => ({ monitoringInterval: 60 }), says: [
      "monitoringRoleArn: InvalidParameterCombination: A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0."
    ] },
  { rule: "rds-monitoring-role-trust", type: T.dbInstance, good: (w) => ({ monitoringRoleArn: w.arn(w.monitoringRole) }), bad: (w) => ({ monitoringRoleArn: w.arn(w.nodeRole) }), says: [
      "monitoringRoleArn: InvalidParameterValue: the role node-role does not let monitoring.rds.amazonaws.com take it; its trust policy needs sts:AssumeRole for that service."
    ] },
  { rule: "rds-windows", type: T.dbInstance, good: () => ({ backupWindow: "03:00-04:00", maintenanceWindow: "sun:05:00-sun:06:00" }), bad: () => ({ backupWindow: "03:00-04:00", maintenanceWindow: "sun:03:30-sun:04:30" }), says: [
      "backupWindow: InvalidParameterValue: The backup window 03:00-04:00 and maintenance window sun:03:30-sun:04:30 must not overlap; move one of them."
    ] },
  { rule: "rds-windows", type: T.dbInstance, good: () => ({ backupWindow: "23:30-00:30" }), bad: () => ({ backupWindow: "3am", maintenanceWindow: "sun:05:00-sun:05:10" }), says: [
      "backupWindow: InvalidParameterValue: \"3am\" is no window; write it in UTC as 03:00-04:00.",
      "maintenanceWindow: InvalidParameterValue: the window sun:05:00-sun:05:10 is shorter than the 30 minutes AWS wants; lengthen it."
    ] },
  { rule: "rds-subnet-group-zones", type: T.dbSubnetGroup, good: (w) => ({ subnetIds: [w.subnetA.id, w.subnetB.id] }), bad: (w) => ({ subnetIds: [w.subnetA.id, w.subnetA2.id, w.strange.id] }), says: [
      "subnetIds: DBSubnetGroupDoesNotCoverEnoughAZs: the DB subnet group doesn't meet Availability Zone coverage requirement: it covers us-east-1a; add a subnet of a second zone.",
      "subnetIds: InvalidSubnet: the subnets belong to 2 VPCs (<vpc>, <other-vpc>); a group lies in one."
    ] },
  {
    rule: "rds-parameter-group-family", type: T.dbInstance, given: (w) => w.cloud.create(T.dbParameterGroup, "group-15", { name: "group-15", family: "postgres15" }),
    good: () => ({ engine: "postgres", engineVersion: "15.15", parameterGroupName: "group-15" }), bad: () => ({ engine: "postgres", engineVersion: "16.11", parameterGroupName: "group-15" }), says: [
      "parameterGroupName: InvalidParameterCombination: the parameter group group-15 is of family postgres15, which cannot be used with postgres 16.11; use a group of family postgres16."
    ],
  },
  { rule: "rds-parameter-group-family-exists", type: T.dbParameterGroup, good: () => ({ family: "postgres16" }), bad: () => ({ family: "postgres99" }), says: [
      "family: InvalidParameterValue: the family \"postgres99\" does not exist; for PostgreSQL 16 write postgres16."
    ] },
  { rule: "rds-parameters", type: T.dbParameterGroup, good: () => ({ parameters: [{ name: "rds.force_ssl", value: "1" }] }), bad: () => ({ parameters: [{ name: "shared_preload_libraries", value: "pgaudit" }, { name: "shared_preload_libraries", value: "x", applyMethod: "pending-reboot" }] as Properties[] }), says: [
      "parameters: InvalidParameterValue: the parameter shared_preload_libraries is given twice; keep one.",
      "parameters[0].applyMethod: InvalidParameterCombination: cannot use immediate apply method for static parameter shared_preload_libraries; write applyMethod: \"pending-reboot\"."
    ] },
  { rule: "rds-performance-insights", type: T.dbInstance, good: () => ({ performanceInsightsEnabled: true, performanceInsightsRetentionPeriod: 62 }), bad: () => ({ performanceInsightsRetentionPeriod: 30 }), says: [
      "performanceInsightsRetentionPeriod: InvalidParameterCombination: performanceInsightsRetentionPeriod needs Performance Insights; set performanceInsightsEnabled to true.",
      "performanceInsightsRetentionPeriod: InvalidParameterValue: Performance Insights keeps data for 7 days, for 731, or for a multiple of 31, not for 30."
    ] },
  { rule: "rds-performance-insights", type: T.dbInstance, good: () => ({ engine: "postgres", performanceInsightsEnabled: true, instanceClass: "db.t3.small" }), bad: () => ({ engine: "mysql", performanceInsightsEnabled: true, instanceClass: "db.t3.small", databaseInsightsMode: "advanced" }), says: [
      "performanceInsightsEnabled: InvalidParameterCombination: Performance Insights not supported for db.t3.small of this engine; take a larger class.",
      "databaseInsightsMode: InvalidParameterCombination: the advanced mode of Database Insights needs Performance Insights with a retention of 465 days or more."
    ] },
  { rule: "rds-multi-az-subnet-group", type: T.dbInstance, good: (w) => ({ multiAz: true, dbSubnetGroupName: "db", vpcSecurityGroupIds: [w.group.id] }), bad: (w) => ({ multiAz: true, availabilityZone: "us-east-1a", dbSubnetGroupName: "db", vpcSecurityGroupIds: [w.otherGroup.id] }), says: [
      "availabilityZone: InvalidParameterCombination: Requesting a specific availability zone is not valid for Multi-AZ instances; leave availabilityZone out.",
      "vpcSecurityGroupIds: InvalidParameterCombination: the DB instance and EC2 security group are in different VPCs: the instance lies in <vpc>, and <other-group> does not."
    ] },
  { rule: "rds-encryption-key", type: T.dbInstance, good: () => ({ kmsKeyId: "k", storageEncrypted: true }), bad: () => ({ kmsKeyId: "k" }), says: [
      "storageEncrypted: InvalidParameterCombination: a KMS key needs encrypted storage; set storageEncrypted to true."
    ] },
  { rule: "rds-log-exports", type: T.dbInstance, good: () => ({ engine: "postgres", enabledCloudwatchLogsExports: ["postgresql", "upgrade"] }), bad: () => ({ engine: "postgres", enabledCloudwatchLogsExports: ["slowquery"] }), says: [
      "enabledCloudwatchLogsExports: InvalidParameterCombination: You cannot use the log type 'slowquery' with engine version postgres; it has postgresql, upgrade and iam-db-auth-error."
    ] },
  { rule: "elasticache-node-type", type: T.replicationGroup, good: () => ({ nodeType: "cache.t4g.small" }), bad: () => ({ nodeType: "cache.t4g.smal" }), says: [
      "nodeType: InvalidParameterValue: \"cache.t4g.smal\" is no cache node type. Did you mean cache.t4g.small?"
    ] },
  { rule: "elasticache-engine-version", type: T.replicationGroup, good: () => ({ engineVersion: "7.1" }), bad: () => ({ engineVersion: "7.4" }), says: [
      "engineVersion: InvalidParameterCombination: the version 7.4 of redis does not exist; AWS has 5.0.0, 5.0.3, 5.0.4, 5.0.5, 5.0.6, 6.0, 6.2, 7.0, 7.1."
    ] },
  { rule: "elasticache-multi-az", type: T.replicationGroup, good: () => ({ multiAzEnabled: true, automaticFailoverEnabled: true, numCacheClusters: 2 }), bad: () => ({ multiAzEnabled: true, numCacheClusters: 1 }), says: [
      "multiAzEnabled: InvalidParameterCombination: Multi-AZ needs automatic failover; set automaticFailoverEnabled to true.",
      "multiAzEnabled: InvalidParameterCombination: Multi-AZ needs a replica in another zone; give replicasPerNodeGroup of 1 or more."
    ] },
  { rule: "elasticache-multi-az", type: T.replicationGroup, good: () => ({ numNodeGroups: 3, replicasPerNodeGroup: 1, automaticFailoverEnabled: true }), bad: () => ({ numNodeGroups: 3, replicasPerNodeGroup: 1 }), says: [
      "automaticFailoverEnabled: InvalidParameterCombination: a cluster with shards needs automatic failover; set automaticFailoverEnabled to true."
    ] },
  { rule: "elasticache-shards", type: T.replicationGroup, good: () => ({ numNodeGroups: 3, replicasPerNodeGroup: 1, parameterGroupName: "default.redis7.cluster.on" }), bad: () => ({ numNodeGroups: 3, numCacheClusters: 3, parameterGroupName: "default.redis7" }), says: [
      "numCacheClusters: InvalidParameterCombination: numCacheClusters counts the nodes of one shard and excludes numNodeGroups; keep one of the two.",
      "parameterGroupName: InvalidParameterValue: the parameter group default.redis7 has cluster mode off, and 3 shards need it on; use default.redis7.cluster.on."
    ] },
  {
    rule: "elasticache-cluster-parameter-group", type: T.replicationGroup, given: (w) => w.cloud.create(T.cacheParameterGroup, "redis6", { name: "redis6", family: "redis6.x" }),
    good: () => ({ engineVersion: "6.2", parameterGroupName: "redis6" }), bad: () => ({ engineVersion: "7.1", parameterGroupName: "redis6", numNodeGroups: 2 }), says: [
      "parameterGroupName: InvalidParameterCombination: expected a parameter group of family redis7 but found one of family redis6.x; use a group for the engine's version.",
      "parameterGroupName: InvalidParameterValue: 2 shards need a parameter group with cluster-enabled set to yes, and redis6 has it off; add the parameter."
    ],
  },
  { rule: "elasticache-auth-token", type: T.replicationGroup, good: () => ({ authToken: "abcdefghijklmnop", transitEncryptionEnabled: true }), bad: () => ({ authToken: "short/one" }), says: [
      "authToken: InvalidParameterCombination: an AUTH token needs encryption in transit; set transitEncryptionEnabled to true.",
      "authToken: InvalidParameterValue: the AUTH token has 9 characters, and ElastiCache takes 16 to 128.",
      "authToken: InvalidParameterValue: the AUTH token has a character that ElastiCache refuses; use letters, digits and !&#$^<>-."
    ] },
  { rule: "elasticache-auth-token", type: T.replicationGroup, good: () => ({ authTokenWo: "abcdefghijklmnop", authTokenWoVersion: 1, authTokenUpdateStrategy: "ROTATE", transitEncryptionEnabled: true }), bad: () => ({ authTokenWo: "abcdefghijklmnop", authTokenUpdateStrategy: "DELETE", transitEncryptionEnabled: true }), says: [
      "authTokenWoVersion: InvalidParameterCombination: authTokenWo needs authTokenWoVersion, by which a new token is noticed.",
      "authTokenUpdateStrategy: InvalidParameterCombination: DELETE takes the token away; leave it out, and name user groups in its place."
    ] },
  { rule: "elasticache-auth-token-steps", type: T.replicationGroup, prior: (w) => redis(w, { authTokenWoVersion: 1, authTokenUpdateStrategy: "ROTATE" }), good: () => ({ authTokenWo: "t", authTokenWoVersion: 2, authTokenUpdateStrategy: "ROTATE" }), bad: () => ({ authTokenWo: "t", authTokenWoVersion: 2, authTokenUpdateStrategy: "SET" }), says: [
      "authTokenUpdateStrategy: InvalidParameterValue: SET is allowed only after ROTATE, with the token that was rotated in last; write ROTATE with the new token, move the clients, and SET it then."
    ] },
  { rule: "elasticache-auth-token-steps", type: T.replicationGroup, prior: (w) => redis(w, { authTokenWoVersion: 2, authTokenUpdateStrategy: "ROTATE" }), good: () => ({ authTokenWo: "t", authTokenWoVersion: 2, authTokenUpdateStrategy: "SET" }), bad: () => ({ userGroupIds: [] }), says: [
      "authTokenUpdateStrategy: InvalidParameterCombination: the AUTH token can only be deleted while moving to user groups; give userGroupIds, or keep the token."
    ] },
  { rule: "elasticache-cluster-mode-steps", type: T.replicationGroup, prior: (w) => redis(w, { clusterMode: "disabled" }), good: () => ({ clusterMode: "compatible" }), bad: () => ({ clusterMode: "enabled" }), says: [
      "clusterMode: InvalidParameterCombination: cluster mode is switched on in two steps; set clusterMode to \"compatible\" with one shard and a replica first, and to \"enabled\" once every client speaks the cluster protocol."
    ] },
  { rule: "elasticache-cluster-mode-steps", type: T.replicationGroup, prior: (w) => redis(w, { clusterMode: "enabled", numNodeGroups: 3 }), good: () => ({ clusterMode: "enabled", numNodeGroups: 4 }), bad: () => ({ clusterMode: "disabled" }), says: [
      "clusterMode: InvalidParameterCombination: cluster mode cannot be switched off again; keep clusterMode \"enabled\" and the shards, or make another replication group."
    ] },
  { rule: "elasticache-parameters", type: T.cacheParameterGroup, good: () => ({ family: "redis7", parameters: [{ name: "maxmemory-policy", value: "volatile-ttl" }, { name: "timeout", value: "0" }, { name: "notify-keyspace-events", value: "Ex" }] }), bad: () => ({ family: "redis7", parameters: [{ name: "maxmemory-polcy", value: "x" }, { name: "timeout", value: "5" }, { name: "notify-keyspace-events", value: "Q" }, { name: "maxmemory-policy", value: "lru" }, { name: "timeout", value: "20" }] as Properties[] }), says: [
      "parameters[0].name: InvalidParameterValue: \"maxmemory-polcy\" is no parameter that a group of the family redis7 may set. Did you mean maxmemory-policy?",
      "parameters[1].value: InvalidParameterValue: the parameter timeout takes a whole number of 20 or more, or 0, not \"5\".",
      "parameters[2].value: InvalidParameterValue: the parameter notify-keyspace-events takes letters of KEg$lshzxeA, such as Ex, not \"Q\".",
      "parameters[3].value: InvalidParameterValue: the parameter maxmemory-policy takes one of volatile-lru, allkeys-lru, volatile-lfu, allkeys-lfu, volatile-random, allkeys-random, volatile-ttl, noeviction, not \"lru\".",
      "parameters: InvalidParameterValue: the parameter timeout is given twice; keep one."
    ] },
  { rule: "elasticache-encryption", type: T.replicationGroup, good: () => ({ kmsKeyId: "k", atRestEncryptionEnabled: true }), bad: () => ({ kmsKeyId: "k", transitEncryptionMode: "required" }), says: [
      "kmsKeyId: InvalidParameterCombination: a KMS key needs encryption at rest; set atRestEncryptionEnabled to true.",
      "transitEncryptionMode: InvalidParameterCombination: transitEncryptionMode needs transitEncryptionEnabled to be true."
    ] },
  { rule: "elasticache-encryption-in-place", type: T.replicationGroup, prior: (w) => redis(w, { transitEncryptionEnabled: false }), good: () => ({ transitEncryptionEnabled: true, transitEncryptionMode: "preferred" }), bad: () => ({ transitEncryptionEnabled: true, transitEncryptionMode: "required" }), says: [
      "transitEncryptionMode: InvalidParameterCombination: encryption in transit is switched on in two steps; set transitEncryptionMode to \"preferred\" first, and to \"required\" once every client uses TLS."
    ] },
  { rule: "elasticache-burstable", type: T.replicationGroup, good: () => ({ nodeType: "cache.r6gd.xlarge", dataTieringEnabled: true }), bad: () => ({ nodeType: "cache.t4g.small", dataTieringEnabled: true }), says: [
      "dataTieringEnabled: InvalidParameterCombination: data tiering needs cache.r6gd nodes, not cache.t4g.small; set dataTieringEnabled to false."
    ] },
  { rule: "elasticache-log-delivery", type: T.replicationGroup, good: () => ({ logDeliveryConfigurations: [{ logType: "slow-log" }, { logType: "engine-log" }] }), bad: () => ({ logDeliveryConfigurations: [{ logType: "slow-log" }, { logType: "slow-log" }] }), says: [
      "logDeliveryConfigurations: InvalidParameterCombination: the slow-log is delivered twice; one destination per log type."
    ] },
  { rule: "elasticache-log-destination", type: T.replicationGroup, good: () => ({ logDeliveryConfigurations: [{ destinationType: "cloudwatch-logs", destination: "/kianax/logs" }] }), bad: () => ({ logDeliveryConfigurations: [{ destinationType: "cloudwatch-logs", destination: "/nowhere" }] }), says: [
      "logDeliveryConfigurations[0].destination: InvalidParameterValue: the log group \"/nowhere\" does not exist; make it first."
    ] },
  {
    rule: "elasticache-subnet-group-zones", type: T.replicationGroup, given: (w) => w.cloud.create(T.cacheSubnetGroup, "one-zone", { name: "one-zone", subnetIds: [w.subnetA.id, w.subnetA2.id] }),
    good: () => ({ multiAzEnabled: true, subnetGroupName: "cache" }), bad: () => ({ multiAzEnabled: true, subnetGroupName: "one-zone" }), says: [
      "subnetGroupName: InvalidParameterCombination: Multi-AZ needs subnets in two zones, and one-zone covers us-east-1a; add a subnet."
    ],
  },
  { rule: "elasticache-windows", type: T.replicationGroup, good: () => ({ snapshotWindow: "03:00-04:00", maintenanceWindow: "sun:05:00-sun:06:00" }), bad: () => ({ snapshotWindow: "03:00-03:30" }), says: [
      "snapshotWindow: InvalidParameterValue: the window 03:00-03:30 is shorter than the 60 minutes AWS wants; lengthen it."
    ] },
  { rule: "s3-encryption-key", type: T.bucketEncryption, good: () => ({ rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "k" } }] }), bad: () => ({ rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256", kmsMasterKeyId: "k" } }] }), says: [
      "rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId: InvalidArgument: AES256 takes no KMS key; use aws:kms or remove kmsMasterKeyId."
    ] },
  {
    rule: "s3-versioning-not-disabled-later", type: T.bucketVersioning, prior: (w) => w.cloud.create(T.bucketVersioning, "versioning", { bucket: w.bucket.id, versioningConfiguration: { status: "Enabled" } }),
    good: () => ({ versioningConfiguration: { status: "Suspended" } }), bad: () => ({ versioningConfiguration: { status: "Disabled" } }), says: [
      "versioningConfiguration.status: InvalidArgument: a bucket that had versioning can only suspend it; write Suspended."
    ],
  },
  {
    rule: "s3-lifecycle-rules", type: T.bucketLifecycle, good: () => ({ rules: [{ id: "a", expiration: { days: 90 } }] }),
    bad: () => ({ rules: [{ id: "a", transitions: [{ days: 7, storageClass: "STANDARD_IA" }] }, { id: "a" }] as Properties[] }), says: [
      "rules: InvalidArgument: two lifecycle rules have the id \"a\"; ids must be unique.",
      "rules[0].transitions[0].days: InvalidArgument: objects move to STANDARD_IA after 30 days at the earliest, not after 7.",
      "rules[1]: MalformedXML: the lifecycle rule does nothing; give it one of expiration, transitions, noncurrentVersionExpiration, noncurrentVersionTransitions, abortIncompleteMultipartUpload."
    ],
  },
  {
    rule: "s3-one-configuration-per-bucket", type: T.bucketVersioning, given: (w) => w.cloud.create(T.bucketVersioning, "first", { bucket: w.bucket.id, versioningConfiguration: { status: "Enabled" } }),
    good: () => ({ bucket: "another" }), bad: (w) => ({ bucket: w.bucket.id }), says: [
      "bucket: OperationAborted: another resource (first) sets this configuration of the bucket kianax-logs already, and each would undo the other; merge the two."
    ],
  },
  {
    rule: "s3-policy-names-own-bucket", type: T.bucketPolicy, good: () => ({ bucket: "b", policy: { Statement: [{ Resource: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"] }] } }), bad: () => ({ bucket: "b", policy: { Statement: [{ Resource: "arn:aws:s3:::other/*" }] } }), says: [
      "policy: MalformedPolicy: policy has invalid resource arn:aws:s3:::other/*; a bucket's policy can only speak of the bucket b and its objects."
    ],
  },
  {
    rule: "s3-public-policy-blocked", type: T.bucketPolicy, given: (w) => w.cloud.create(T.bucketPublicAccessBlock, "block", { bucket: w.bucket.id, blockPublicPolicy: true }),
    good: (w) => ({ bucket: w.bucket.id, policy: { Statement: [{ Effect: "Deny", Principal: "*" }] } }), bad: (w) => ({ bucket: w.bucket.id, policy: { Statement: [{ Effect: "Allow", Principal: "*" }] } }), says: [
      "policy: AccessDenied: the policy opens the bucket to everyone, and the bucket's BlockPublicPolicy setting refuses such policies; name principals."
    ],
  },
];
