import type { Profile } from "../../kernel";
import { bucketEncryptions, buckets, ec2, elasticache, kmsKey, rds } from "../../tokens";
import type { Plan, PlannedResource } from "../plan";
import type { GoldenNetwork } from "./network";

/** A database, a cache, a key and a bucket, as the data components make them. */
export function addData(plan: Plan, profile: Profile, { vpc, subnets }: GoldenNetwork): { readonly key: PlannedResource } {
  const production = profile === "production";
  const key = plan.add(kmsKey, "data", { enableKeyRotation: true });
  const isolated = subnets.isolated.map(({ id }) => id);
  addDatabase(plan, production, key, vpc, plan.add(rds.subnetGroup, "database", { subnetIds: isolated }));
  addCache(plan, production, key, vpc, plan.add(elasticache.subnetGroup, "cache", { subnetIds: isolated }));
  const documents = plan.add(buckets[0], "documents", { bucket: "kianax-documents" });
  plan.add(bucketEncryptions[0], "documents", {
    bucket: documents.id,
    rules: [
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.out("arn") }, bucketKeyEnabled: true },
    ],
  });
  return { key };
}

function addDatabase(plan: Plan, production: boolean, key: PlannedResource, vpc: PlannedResource, subnetGroup: PlannedResource): void {
  const group = plan.add(ec2.securityGroup, "database", { vpcId: vpc.id, description: "Database" });
  const shared = {
    engine: "postgres",
    port: 5432,
    storageEncrypted: true,
    publiclyAccessible: false,
    vpcSecurityGroupIds: [group.id],
  };
  const database = plan.add(rds.instance, "database", {
    ...shared,
    multiAz: production,
    kmsKeyId: key.out("arn"),
    dbSubnetGroupName: subnetGroup.out("name"),
  });
  if (production) {
    plan.add(rds.instance, "replica", { ...shared, replicateSourceDb: database.out("identifier") });
  }
}

function addCache(plan: Plan, production: boolean, key: PlannedResource, vpc: PlannedResource, subnetGroup: PlannedResource): void {
  const group = plan.add(ec2.securityGroup, "cache", { vpcId: vpc.id, description: "Cache" });
  plan.add(elasticache.replicationGroup, "cache", {
    engine: "redis",
    atRestEncryptionEnabled: true,
    kmsKeyId: key.out("arn"),
    transitEncryptionEnabled: true,
    transitEncryptionMode: "required",
    multiAzEnabled: production,
    automaticFailoverEnabled: production,
    ...(production ? { numNodeGroups: 3, replicasPerNodeGroup: 1 } : { numCacheClusters: 1 }),
    subnetGroupName: subnetGroup.out("name"),
    securityGroupIds: [group.id],
  });
}
