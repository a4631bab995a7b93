import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { CommonArgs, Transform } from "../base";
import type { KianaxDatabase } from "../database";
import type { KianaxKeys } from "../keys";
import type { AlarmActions } from "../monitoring";

/** Rhythms in which backups are taken. */
export const BACKUP_RULES = ["daily", "weekly", "monthly"] as const;
export type BackupRule = (typeof BACKUP_RULES)[number];

export const VAULT_LOCKS = ["none", "governance", "compliance"] as const;
export type VaultLock = (typeof VAULT_LOCKS)[number];

export const RESTORE_TESTS = ["none", "weekly", "monthly"] as const;
export type RestoreTests = (typeof RESTORE_TESTS)[number];

/** Arguments of {@link KianaxRecovery}. */
export interface KianaxRecoveryArgs extends CommonArgs {
  /**
   * Keys of the same environment: `data` encrypts the vault. Where there is `recovery`, copies of backups, images and the
   * restore inputs go to its Region; without it everything stays in this one. Other keys **replace** the vaults, which
   * protection refuses.
   */
  readonly keys: Pick<KianaxKeys, "data" | "recovery">;
  /** Database that is backed up; its own windows are kept clear. Another one **replaces** the selection and no backup. */
  readonly database: Pick<KianaxDatabase, "arn" | "backupWindow" | "maintenanceWindow" | "subnetGroupName" | "securityGroupId">;
  /**
   * Daily window in UTC in which a backup starts, `02:00-05:00`, one hour or more. RDS starts none during its own backup
   * and maintenance windows, nor in the hour before either. In place.
   * Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/troubleshooting.html
   */
  readonly backupWindow: string;
  /**
   * Days that daily backups are kept, 1 to 36500. In place, for backups taken from then on. $0.095 a GB and month; each
   * holds what changed since the one before.
   * Source: https://aws.amazon.com/backup/pricing/
   */
  readonly dailyRetentionDays: number;
  /**
   * Days that Sunday's backup is kept, `dailyRetentionDays` or more, because it takes the place of that day's; 0 for
   * none. In place. Price as above.
   */
  readonly weeklyRetentionDays: number;
  /** Days that the backup of the first of the month is kept, as long as the others or longer; 0 for none. In place. */
  readonly monthlyRetentionDays: number;
  /**
   * Which backups are copied to the recovery Region, where they are kept as long as here. They outlive the database and
   * its automated backups; a copy of a backup is a snapshot of that moment, so it is not what meets an RPO of an hour. In
   * place. $0.095 a GB and month there, and $0.02 for each GB on its way.
   * Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html
   */
  readonly copiedBackups: readonly BackupRule[];
  /**
   * Who may still shorten the life of a backup: `none` everyone with the right to, `governance` whoever may remove the
   * lock first, `compliance` **nobody, not even AWS or the account's root, once the days of `lockChangeableForDays` are
   * over**: vault and backups stay, and cost, until the last retention has run out. **Replaces** the lock and nothing else.
   * Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
   */
  readonly vaultLock: VaultLock;
  /** Least days for which the lock lets a backup be kept, 1 or more, at most the shortest retention. **Replaces** the lock. */
  readonly lockMinRetentionDays: number;
  /** Most days for which the lock lets a backup be kept, 36500 at most, at least the longest retention. **Replaces** the lock. */
  readonly lockMaxRetentionDays: number;
  /**
   * Days in which a `compliance` lock can still be taken off, 3 to 36500; means nothing to the other locks. They count
   * from the day the lock is made. **Replaces** the lock, and with that begins again.
   */
  readonly lockChangeableForDays: number;
  /**
   * Whether a vault that holds backups refuses to be deleted. Without it, deleting a vault deletes what it holds, as far as
   * no lock keeps it. In place.
   */
  readonly deletionProtection: boolean;
  /**
   * How often the newest backup is restored into the database's own subnets and thrown away, to know that it can be. In
   * place. $1.50 a test and the hours of an instance of the database's class.
   * Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html
   */
  readonly restoreTests: RestoreTests;
  /** Images that each repository in the recovery Region keeps, newest first, 1 to 1000. In place, for repositories made from then on. */
  readonly imageRetentionCount: number;
  /**
   * SNS topic that hears of every backup, copy and restore that failed, with its reason; its policy and key let
   * `backup.amazonaws.com` publish. **Replaces** the subscription.
   * @default none: alarms tell that something failed, the console tells what
   */
  readonly failureTopicArn?: pulumi.Input<string>;
  /**
   * ARNs that alarms and their recoveries notify, all or by severity. In place.
   * @default none: alarms show in CloudWatch only
   */
  readonly alarmActions?: AlarmActions;
  /** Changes to children. */
  readonly transform?: {
    readonly vault?: Transform<aws.backup.VaultArgs>;
    readonly vaultLock?: Transform<aws.backup.VaultLockConfigurationArgs>;
    readonly vaultPolicy?: Transform<aws.backup.VaultPolicyArgs>;
    readonly plan?: Transform<aws.backup.PlanArgs>;
    readonly selection?: Transform<aws.backup.SelectionArgs>;
    readonly restoreTestingPlan?: Transform<aws.backup.RestoreTestingPlanArgs>;
    readonly restoreTestingSelection?: Transform<aws.backup.RestoreTestingSelectionArgs>;
    readonly replication?: Transform<aws.ecr.ReplicationConfigurationArgs>;
    readonly creationTemplate?: Transform<aws.ecr.RepositoryCreationTemplateArgs>;
    readonly restoreInputs?: Transform<aws.ssm.ParameterArgs>;
    readonly role?: Transform<aws.iam.RoleArgs>;
    readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
  };
}
