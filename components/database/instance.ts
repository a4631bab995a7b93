/** The arguments of the writer and its replicas. */
import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../base";
import type { KianaxDatabaseArgs } from "./arguments";
import { namesMinor } from "./engine-versions";
import { LOG_EXPORTS } from "./observation";
import { restoreArgs } from "./restore";

export const PORT = 5432;
export const MASTER_USERNAME = "administrator";

/** The authority of 40 years, so that no rotation of it interrupts clients: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html */
const CERTIFICATE_AUTHORITY = "rds-ca-rsa2048-g1";
const FREE_INSIGHTS_DAYS = 7;

/** What stands around an instance. */
export interface Surroundings {
  readonly subnetGroupName: pulumi.Input<string>;
  readonly parameterGroupName: pulumi.Input<string>;
  readonly securityGroupId: pulumi.Input<string>;
  /** Role of enhanced monitoring, where there is any. */
  readonly monitoringRoleArn: pulumi.Input<string> | undefined;
}

/** What only the writer has. */
export interface WriterFacts {
  readonly identifier: string;
  readonly finalSnapshotIdentifier: string;
  readonly password: pulumi.Input<string>;
  readonly tags: Tags;
}

/**
 * What counts at creation only. A backup to begin with says nothing about an instance that exists, so naming one, another
 * one or none later must not replace it. A restored instance keeps the key of its backup, and RDS gives no instance another
 * key: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
 */
export function ignoredChanges({ restoreFrom }: Pick<KianaxDatabaseArgs, "restoreFrom">): string[] {
  // The name of the database is left out beside a backup, and leaving it out later says nothing either.
  return ["snapshotIdentifier", "restoreToPointInTime", "kmsKeyId", ...(restoreFrom === undefined ? [] : ["dbName"])];
}

export function writerArgs(args: KianaxDatabaseArgs, around: Surroundings, { identifier, finalSnapshotIdentifier, password, tags }: WriterFacts): aws.rds.InstanceArgs {
  return {
    ...sharedArgs(args, around, tags),
    identifier,
    kmsKeyId: args.keys.data.arn,
    engine: "postgres",
    engineVersion: args.engineVersion,
    // Extended support, charged by vCPU and hour, begins silently otherwise when the version leaves standard support:
    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support-creating-db-instance.html
    engineLifecycleSupport: "open-source-rds-extended-support-disabled",
    ...(args.restoreFrom === undefined ? { dbName: args.databaseName } : restoreArgs(args.restoreFrom)),
    username: MASTER_USERNAME,
    passwordWo: password,
    passwordWoVersion: 1,
    allocatedStorage: args.allocatedStorageGiB,
    multiAz: args.multiAz,
    backupRetentionPeriod: args.backupRetentionDays,
    backupWindow: args.backupWindow,
    deleteAutomatedBackups: false,
    skipFinalSnapshot: !args.finalSnapshot,
    ...(args.finalSnapshot ? { finalSnapshotIdentifier } : {}),
  };
}

/**
 * A replica has the engine, the user and the storage of its source, and the key too: RDS refuses one beside it in the same
 * Region. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html
 */
export function replicaArgs(args: KianaxDatabaseArgs, around: Surroundings, identifier: string, sourceArn: pulumi.Input<string>, tags: Tags): aws.rds.InstanceArgs {
  return {
    ...sharedArgs(args, around, tags),
    identifier,
    // The ARN, not the identifier, because the subnet group is named as well.
    replicateSourceDb: sourceArn,
    // Everything a replica holds is the writer's; AWS refuses a final snapshot of one.
    skipFinalSnapshot: true,
  };
}

function sharedArgs(args: KianaxDatabaseArgs, around: Surroundings, tags: Tags): aws.rds.InstanceArgs {
  const upgrading = args.allowMajorVersionUpgrade === true;
  return {
    instanceClass: args.instanceClass,
    port: PORT,
    storageType: "gp3",
    storageEncrypted: true,
    maxAllocatedStorage: args.maxAllocatedStorageGiB,
    publiclyAccessible: false,
    dbSubnetGroupName: around.subnetGroupName,
    vpcSecurityGroupIds: [around.securityGroupId],
    parameterGroupName: around.parameterGroupName,
    caCertIdentifier: CERTIFICATE_AUTHORITY,
    iamDatabaseAuthenticationEnabled: true,
    maintenanceWindow: args.maintenanceWindow,
    // A minor version that is named stays; RDS raising it would show as a difference that goes back.
    autoMinorVersionUpgrade: !namesMinor(args.engineVersion),
    allowMajorVersionUpgrade: upgrading,
    // A major upgrade put off to the window would leave the instance with the old parameter group, which goes now.
    applyImmediately: upgrading,
    copyTagsToSnapshot: true,
    deletionProtection: args.deletionProtection,
    enabledCloudwatchLogsExports: [...LOG_EXPORTS],
    monitoringInterval: args.monitoringIntervalSeconds,
    ...(around.monitoringRoleArn === undefined ? {} : { monitoringRoleArn: around.monitoringRoleArn }),
    // Performance Insights has become the standard mode of Database Insights; its settings kept their names.
    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DatabaseInsights.html
    databaseInsightsMode: "standard",
    performanceInsightsEnabled: args.performanceInsights,
    ...(args.performanceInsights ? { performanceInsightsKmsKeyId: args.keys.data.arn, performanceInsightsRetentionPeriod: FREE_INSIGHTS_DAYS } : {}),
    tags,
  };
}
