/** What AWS Backup and ECR may do on the environment's behalf: the parts of AWS's own policies that this needs, and these resources alone. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { policyDocument, serviceTrust, type Statement } from "../base/iam";

type Text = pulumi.Input<string>;

/** Who and where an environment is. */
export interface Place {
  readonly partition: pulumi.Output<string>;
  readonly account: pulumi.Output<string>;
  readonly region: pulumi.Output<string>;
}

export function placeOf(component: KianaxComponent): Place {
  const parent = component;
  return {
    partition: aws.getPartitionOutput({}, { parent }).partition,
    account: aws.getCallerIdentityOutput({}, { parent }).accountId,
    region: aws.getRegionOutput({}, { parent }).region,
  };
}

/** ARN of a role that has its rights already: whoever is handed it can use it at once. */
export function createServiceRole(
  recovery: KianaxComponent,
  suffix: string,
  role: { readonly service: string; readonly description: string; readonly statements: readonly Statement[] },
): pulumi.Output<string> {
  const made = recovery.child(aws.iam.Role, "role", suffix, {
    name: recovery.physical("iam role", suffix),
    description: role.description,
    assumeRolePolicy: serviceTrust(role.service),
    tags: recovery.tags(suffix),
  });
  const policy = recovery.child(aws.iam.RolePolicy, "rolePolicy", suffix, { name: "needs", role: made.name, policy: policyDocument(role.statements) });
  return pulumi.all([made.arn, policy.id]).apply(([arn]) => arn);
}

/** What backups are made of and go to. */
export interface BackupSubjects extends Place {
  readonly database: Text;
  readonly vaults: readonly Text[];
  readonly keys: readonly Text[];
  /** Undefined when nothing is copied. */
  readonly recoveryRegion: string | undefined;
}

/** After AWSBackupServiceRolePolicyForBackup: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForBackup.html */
export function backupStatements(subjects: BackupSubjects): Statement[] {
  const { database, vaults, keys, recoveryRegion, region } = subjects;
  const snapshots = [region, ...(recoveryRegion === undefined ? [] : [recoveryRegion])].map((each) => snapshotsIn(subjects, each));
  return [
    {
      Sid: "TakeSnapshots",
      Effect: "Allow",
      Action: ["rds:DescribeDBInstances", "rds:CreateDBSnapshot", "rds:DescribeDBSnapshots", "rds:CopyDBSnapshot", "rds:AddTagsToResource", "rds:ListTagsForResource"],
      Resource: [database, ...snapshots],
    },
    { Sid: "EndSnapshots", Effect: "Allow", Action: ["rds:DeleteDBSnapshot", "rds:ModifyDBSnapshotAttribute"], Resource: snapshots },
    { Sid: "FillVaults", Effect: "Allow", Action: ["backup:DescribeBackupVault", "backup:CopyIntoBackupVault", "backup:CopyFromBackupVault"], Resource: [...vaults, ...snapshots] },
    ...keyStatements(keys),
    // Has no resources of its own to be limited to.
    { Sid: "ReadTags", Effect: "Allow", Action: "tag:GetResources", Resource: "*" },
  ];
}

/** What a restore on trial is made of. */
export interface RestoreSubjects extends Place {
  readonly subnetGroup: Text;
  readonly key: Text;
}

/** After AWSBackupServiceRolePolicyForRestores: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForRestores.html */
export function restoreStatements(subjects: RestoreSubjects): Statement[] {
  const rds = (resource: Text): pulumi.Output<string> => rdsArn(subjects, subjects.region, resource);
  const trials = rds("db:awsbackup-restore-test-*");
  return [
    {
      Sid: "RestoreOnTrial",
      Effect: "Allow",
      Action: ["rds:RestoreDBInstanceFromDBSnapshot", "rds:CreateDBInstance", "rds:AddTagsToResource", "rds:ListTagsForResource", "rds:DescribeDBInstances", "rds:DescribeDBSnapshots"],
      Resource: [trials, snapshotsIn(subjects, subjects.region), rds(pulumi.interpolate`subgrp:${subjects.subnetGroup}`), rds("pg:default.*"), rds(pulumi.interpolate`pg:${subjects.subnetGroup}*`), rds("og:default:*")],
    },
    { Sid: "EndTrials", Effect: "Allow", Action: "rds:DeleteDBInstance", Resource: trials },
    ...keyStatements([subjects.key]),
    {
      // RDS looks at the network as whoever asked it to restore; none of these has resources to be limited to.
      Sid: "LookAtNetwork",
      Effect: "Allow",
      Action: ["ec2:DescribeAccountAttributes", "ec2:DescribeAvailabilityZones", "ec2:DescribeInternetGateways", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"],
      Resource: "*",
    },
  ];
}

/** Where replicated images arrive. */
export interface ImageSubjects extends Place {
  readonly recoveryRegion: string;
  /** Beginning of the repositories' names, `kianax/production`. */
  readonly prefix: string;
  readonly key: Text;
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-custom.html */
export function imageStatements({ partition, account, recoveryRegion, prefix, key }: ImageSubjects): Statement[] {
  return [
    {
      Sid: "MakeRepositories",
      Effect: "Allow",
      Action: ["ecr:CreateRepository", "ecr:ReplicateImage", "ecr:TagResource"],
      Resource: pulumi.interpolate`arn:${partition}:ecr:${recoveryRegion}:${account}:repository/${prefix}/*`,
    },
    { Sid: "EncryptRepositories", Effect: "Allow", Action: ["kms:CreateGrant", "kms:RetireGrant", "kms:DescribeKey"], Resource: key },
  ];
}

/** RDS works with a key through grants that it is given for its own resources alone. */
function keyStatements(keys: readonly Text[]): Statement[] {
  return [
    { Sid: "KnowKeys", Effect: "Allow", Action: "kms:DescribeKey", Resource: keys },
    { Sid: "LendKeys", Effect: "Allow", Action: "kms:CreateGrant", Resource: keys, Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } },
  ];
}

/** Snapshots that AWS Backup made; nobody else can give one such a name. */
function snapshotsIn(place: Place, region: Text): pulumi.Output<string> {
  return rdsArn(place, region, "snapshot:awsbackup:*");
}

function rdsArn({ partition, account }: Place, region: Text, resource: Text): pulumi.Output<string> {
  return pulumi.interpolate`arn:${partition}:rds:${region}:${account}:${resource}`;
}
