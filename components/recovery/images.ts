/** Images of the services, where their Region is lost. */
import * as aws from "@pulumi/aws";
import type { KianaxComponent } from "../base";
import { UNTAGGED_DAYS } from "../base/images";
import type { RecoveryKeys } from "../keys";
import { createServiceRole, imageStatements, placeOf } from "./rights";

/**
 * Every image pushed from now on to a repository of the environment is also in the recovery Region, minutes later. A
 * registry has one replication configuration for each account and Region: two environments that share both would undo each
 * other's, and so do two such stacks. ECR makes the repositories there by the template, which settings of the originals do
 * not reach: https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html
 */
export function createImageReplication(recovery: KianaxComponent, keys: RecoveryKeys, imageRetentionCount: number): void {
  const place = placeOf(recovery);
  const prefix = `${recovery.prefix}/${recovery.environment}`;
  const roleArn = createServiceRole(recovery, "image-replication", {
    service: "ecr.amazonaws.com",
    description: "ECR makes repositories for replicated images",
    statements: imageStatements({ ...place, recoveryRegion: keys.region, prefix, key: keys.data.arn }),
  });
  const template = recovery.child(aws.ecr.RepositoryCreationTemplate, "creationTemplate", "images", {
    region: keys.region,
    prefix,
    appliedFors: ["REPLICATION"],
    description: `Replicas of ${prefix}`,
    imageTagMutability: "IMMUTABLE",
    encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keys.data.arn }],
    lifecyclePolicy: lifecyclePolicy(imageRetentionCount),
    customRoleArn: roleArn,
    resourceTags: recovery.tags(),
  });
  recovery.child(
    aws.ecr.ReplicationConfiguration,
    "replication",
    "images",
    {
      replicationConfiguration: {
        rules: [{ destinations: [{ region: keys.region, registryId: place.account }], repositoryFilters: [{ filter: `${prefix}/`, filterType: "PREFIX_MATCH" }] }],
      },
    },
    // A repository that is made before the template keeps ECR's defaults for good.
    { dependsOn: template },
  );
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html */
function lifecyclePolicy(images: number): string {
  const rule = (rulePriority: number, description: string, selection: object): object => ({ rulePriority, description, selection, action: { type: "expire" } });
  return JSON.stringify({
    rules: [
      rule(1, `without a tag: ${UNTAGGED_DAYS} days`, { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: UNTAGGED_DAYS }),
      rule(2, `the newest ${images}`, { tagStatus: "any", countType: "imageCountMoreThan", countNumber: images }),
    ],
  });
}
