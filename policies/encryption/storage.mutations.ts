import { describeCases } from "../testing/cases";
import { add, label, set, unset } from "../testing/changes";
import { auroraInputs } from "../testing/golden/data";
import { UNKNOWN, type Inputs, type Plan } from "../testing/plan";
import { ec2, eks, elasticache, kmsKey, rds } from "../tokens";
import { eksNodeDiskEncrypted } from "./eks-node-disk-encrypted";
import { eksSecretsCmk } from "./eks-secrets-cmk";
import { kmsRotation } from "./kms-rotation";
import { rdsStorageCmk } from "./rds-storage-cmk";
import { rdsStorageEncrypted } from "./rds-storage-encrypted";
import { redisAtRestEncrypted } from "./redis-at-rest-encrypted";

const DATABASE = label(rds.instance, "database");
const REDIS = label(elasticache.replicationGroup, "cache");
const CLUSTER = label(eks.cluster, "cluster-eksCluster");
const NODES = label(ec2.launchTemplate, "nodes");
const KEY = label(kmsKey, "data");
const DISK = "blockDeviceMappings.0.ebs";

const metadataOptions = { httpTokens: "required", httpPutResponseHopLimit: 1 };

const setOnDatabase = (path: string, value: Parameters<typeof set>[3]) => set(rds.instance, "database", path, value);
const setOnCluster = (path: string, value: Parameters<typeof set>[3]) => set(eks.cluster, "cluster-eksCluster", path, value);
const setOnNodes = (path: string, value: Parameters<typeof set>[3]) => set(ec2.launchTemplate, "nodes", path, value);

const cluster = (changes: Inputs) => (plan: Plan): Inputs => auroraInputs(plan, { dbClusterInstanceClass: "db.m5d.large", ...changes });
/** A replica of a database of another stack. */
const otherReplica = (plan: Plan): Inputs => ({ ...plan.get(rds.instance, "database").inputs, kmsKeyId: undefined, deletionProtection: true, replicateSourceDb: "source" });

describeCases(
  "encryption of storage",
  [eksNodeDiskEncrypted, eksSecretsCmk, kmsRotation, rdsStorageCmk, rdsStorageEncrypted, redisAtRestEncrypted],
  {
    "rds-storage-encrypted": [
      { state: "violating", when: "storage in clear", change: setOnDatabase("storageEncrypted", false), fires: [DATABASE], says: /database \(.*\): storageEncrypted is false, and must be true/ },
      { state: "unknown", when: "encryption known only later", change: setOnDatabase("storageEncrypted", UNKNOWN), fires: [DATABASE], says: /storageEncrypted must be known at preview/ },
      { state: "absent", when: "encryption left out", change: unset(rds.instance, "database", "storageEncrypted"), fires: [DATABASE], says: /storageEncrypted is not set/ },
      { state: "violating", when: "a read replica in clear", profiles: ["production"], change: set(rds.instance, "replica", "storageEncrypted", false), fires: [label(rds.instance, "replica")] },
      { state: "violating", when: "a cluster in clear", change: add(rds.cluster, "aurora", cluster({ storageEncrypted: false })), fires: [label(rds.cluster, "aurora")] },
      { state: "compliant", when: "an encrypted cluster", change: add(rds.cluster, "aurora", cluster({})), fires: [] },
    ],
    "rds-storage-cmk": [
      { state: "absent", when: "AWS's own key", change: unset(rds.instance, "database", "kmsKeyId"), fires: [DATABASE], says: /kmsKeyId is not set/ },
      { state: "unknown", when: "a key made elsewhere counts as set", change: setOnDatabase("kmsKeyId", UNKNOWN), fires: [] },
      { state: "violating", when: "a cluster with AWS's own key", change: add(rds.cluster, "aurora", cluster({ kmsKeyId: undefined })), fires: [label(rds.cluster, "aurora")] },
      { state: "absent", when: "a replica of another Region with AWS's own key", change: add(rds.instance, "other-replica", (plan) => ({ ...otherReplica(plan), replicateSourceDb: "arn:aws:rds:us-west-2:111122223333:db:source" })), fires: [label(rds.instance, "other-replica")] },
      { state: "absent", when: "a replica that says another Region than its source", change: add(rds.instance, "other-replica", (plan) => ({ ...otherReplica(plan), region: "us-west-2", replicateSourceDb: plan.get(rds.instance, "database").out("arn") })), fires: [label(rds.instance, "other-replica")] },
      { state: "unknown", when: "a replica of what is known only later", change: add(rds.instance, "other-replica", (plan) => ({ ...otherReplica(plan), replicateSourceDb: UNKNOWN })), fires: [label(rds.instance, "other-replica")] },
      { state: "compliant", when: "a replica of this stack's database", change: add(rds.instance, "other-replica", (plan) => ({ ...otherReplica(plan), replicateSourceDb: plan.get(rds.instance, "database").out("arn") })), fires: [] },
      { state: "compliant", when: "a replica of another Region with a key", change: add(rds.instance, "other-replica", (plan) => ({ ...otherReplica(plan), kmsKeyId: plan.get(kmsKey, "data").out("arn"), replicateSourceDb: "arn:aws:rds:us-west-2:111122223333:db:source" })), fires: [] },
      { state: "compliant", when: "a replica, which inherits its source's key", change: add(rds.instance, "other-replica", otherReplica), fires: [] },
    ],
    "redis-at-rest-encrypted": [
      { state: "violating", when: "disks in clear", change: set(elasticache.replicationGroup, "cache", "atRestEncryptionEnabled", false), fires: [REDIS] },
      { state: "violating", when: "disks in clear, said as a string", change: set(elasticache.replicationGroup, "cache", "atRestEncryptionEnabled", "false"), fires: [REDIS] },
      { state: "compliant", when: "encryption said as a string", change: set(elasticache.replicationGroup, "cache", "atRestEncryptionEnabled", "true"), fires: [] },
      { state: "unknown", when: "encryption known only later", change: set(elasticache.replicationGroup, "cache", "atRestEncryptionEnabled", UNKNOWN), fires: [REDIS] },
      { state: "absent", when: "encryption left out", change: unset(elasticache.replicationGroup, "cache", "atRestEncryptionEnabled"), fires: [REDIS] },
    ],
    "eks-secrets-cmk": [
      { state: "violating", when: "something other than secrets", change: setOnCluster("encryptionConfig.resources", ["configmaps"]), fires: [CLUSTER], says: /must include "secrets"/ },
      { state: "unknown", when: "a configuration known only later", change: setOnCluster("encryptionConfig", UNKNOWN), fires: [CLUSTER] },
      { state: "unknown", when: "a key made elsewhere counts as set", change: setOnCluster("encryptionConfig.provider.keyArn", UNKNOWN), fires: [] },
      { state: "absent", when: "no configuration", change: unset(eks.cluster, "cluster-eksCluster", "encryptionConfig"), fires: [CLUSTER] },
      { state: "absent", when: "no key", change: unset(eks.cluster, "cluster-eksCluster", "encryptionConfig.provider"), fires: [CLUSTER] },
    ],
    "eks-node-disk-encrypted": [
      { state: "violating", when: "a node disk in clear", change: setOnNodes(`${DISK}.encrypted`, "false"), fires: [NODES], says: /blockDeviceMappings\[0\]\.ebs\.encrypted is "false"/ },
      { state: "unknown", when: "encryption known only later", change: setOnNodes(`${DISK}.encrypted`, UNKNOWN), fires: [NODES] },
      { state: "absent", when: "encryption left out", change: unset(ec2.launchTemplate, "nodes", `${DISK}.encrypted`), fires: [NODES] },
      { state: "absent", when: "AWS's own key", change: unset(ec2.launchTemplate, "nodes", `${DISK}.kmsKeyId`), fires: { production: [NODES], development: [] } },
      { state: "absent", when: "no disk declared", change: unset(ec2.launchTemplate, "nodes", "blockDeviceMappings"), fires: [NODES], says: /declares no EBS disk/ },
      { state: "unknown", when: "disks known only later", change: setOnNodes("blockDeviceMappings", UNKNOWN), fires: [NODES] },
      { state: "violating", when: "only a disk for data declared", change: setOnNodes("blockDeviceMappings.0.deviceName", "/dev/xvdf"), fires: [NODES], says: /declares no EBS disk at \/dev\/xvda or \/dev\/sda1/ },
      { state: "unknown", when: "a device known only later", change: setOnNodes("blockDeviceMappings.0.deviceName", UNKNOWN), fires: [NODES] },
      { state: "compliant", when: "the root device of another image", change: setOnNodes("blockDeviceMappings.0.deviceName", "/dev/sda1"), fires: [] },
      { state: "violating", when: "only instance store declared", change: setOnNodes("blockDeviceMappings", [{ deviceName: "/dev/sdb", virtualName: "ephemeral0" }]), fires: [NODES] },
      { state: "violating", when: "the NAT instance's disk in clear", profiles: ["development"], change: set(ec2.launchTemplate, "nat", `${DISK}.encrypted`, "false"), fires: [label(ec2.launchTemplate, "nat")] },
      { state: "absent", when: "a node group without a launch template", change: unset(eks.nodeGroup, "nodes", "launchTemplate"), fires: [label(eks.nodeGroup, "nodes")] },
      { state: "violating", when: "a volume in clear", change: add(ec2.volume, "scratch", { encrypted: false, kmsKeyId: "arn" }), fires: [label(ec2.volume, "scratch")] },
      { state: "compliant", when: "an encrypted volume", change: add(ec2.volume, "scratch", { encrypted: true, kmsKeyId: UNKNOWN }), fires: [] },
      { state: "absent", when: "an instance on its image's disk", change: add(ec2.instance, "bastion", { metadataOptions, instanceType: "t4g.nano" }), fires: [label(ec2.instance, "bastion")] },
      { state: "violating", when: "a second disk in clear", change: add(ec2.instance, "bastion", { metadataOptions, rootBlockDevice: { encrypted: true, kmsKeyId: "arn" }, ebsBlockDevices: [{ encrypted: false, kmsKeyId: "arn" }] }), fires: [label(ec2.instance, "bastion")] },
      { state: "compliant", when: "an instance of a launch template", change: add(ec2.instance, "bastion", { launchTemplate: { id: "lt-1" } }), fires: [] },
    ],
    "kms-rotation": [
      { state: "violating", when: "rotation off", change: set(kmsKey, "data", "enableKeyRotation", false), fires: [KEY] },
      { state: "unknown", when: "rotation known only later", change: set(kmsKey, "data", "enableKeyRotation", UNKNOWN), fires: [KEY] },
      { state: "absent", when: "rotation left out", change: unset(kmsKey, "data", "enableKeyRotation"), fires: [KEY] },
      { state: "violating", when: "a symmetric key that says so", change: add(kmsKey, "other", { customerMasterKeySpec: "SYMMETRIC_DEFAULT" }), fires: [label(kmsKey, "other")] },
      { state: "unknown", when: "a key that may be symmetric", change: add(kmsKey, "other", { customerMasterKeySpec: UNKNOWN }), fires: [label(kmsKey, "other")] },
      { state: "compliant", when: "an asymmetric key, which cannot rotate", change: add(kmsKey, "other", { customerMasterKeySpec: "RSA_4096" }), fires: [] },
    ],
  },
);
