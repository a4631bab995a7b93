import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { KianaxComponent } from "../base";
import type { RecoveryKeys } from "../keys";
import { createAlarm } from "../monitoring";
import { vaultAlarms } from "./alarms";
import type { KianaxRecoveryArgs } from "./arguments";
import { createImageReplication } from "./images";
import { restoreInputsName, restoreInputsText, type RestoreInputs } from "./restore-inputs";
import { createRestoreTests } from "./restore-tests";
import { backupStatements, createServiceRole, placeOf } from "./rights";
import { plannedBackups } from "./rules";
import { recoveryChecks } from "./validation";
import { createVault, type Vault } from "./vault";

/** Events of a vault that somebody has to hear of. https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-notifications.html */
const FAILURES = ["BACKUP_JOB_FAILED", "BACKUP_JOB_EXPIRED", "COPY_JOB_FAILED", "RESTORE_JOB_FAILED"];

/** What a restore needs of the parts that this component does not know. */
export type FurtherInputs = { readonly [K in "automatedBackupArn" | "zoneId"]: pulumi.Input<string> };

/**
 * What outlives the database, the cluster and the Region: backups that nobody can delete, copies of them and of the
 * services' images in the recovery Region, and what a restore there needs to know. About $0.40 a month for the alarms and
 * nothing for the vaults; backups, copies and restore tests cost as their arguments say.
 */
export class KianaxRecovery extends KianaxComponent {
  readonly vaultArn: pulumi.Output<string>;
  /** Vault of the copies in the recovery Region; undefined where there is none. */
  readonly copiesVaultArn?: pulumi.Output<string>;
  private readonly replicas: RecoveryKeys | undefined;

  constructor(name: string, args: KianaxRecoveryArgs, opts?: pulumi.ComponentResourceOptions) {
    super({ type: "kianax:recovery:KianaxRecovery", costLine: "database", dataClass: "restricted" }, name, args, recoveryChecks, opts);
    this.replicas = args.keys.recovery;
    const kept = createVault(this, args, { suffix: "backups", keyArn: args.keys.data.arn });
    const copies = this.replicas === undefined ? undefined : createVault(this, args, { suffix: "backups-recovery", keyArn: this.replicas.data.arn, region: this.replicas.region });
    this.createBackups(args, kept, copies);
    this.notify(args, kept.vault);
    createRestoreTests(this, args, kept.vault);
    if (this.replicas !== undefined) {
      createImageReplication(this, this.replicas, args.imageRetentionCount);
    }
    for (const alarm of vaultAlarms({ copies: args.copiedBackups.length > 0 })) {
      createAlarm(this, "backups", alarm, { BackupVaultName: kept.vault.name }, args.alarmActions);
    }

    this.vaultArn = kept.vault.arn;
    if (copies !== undefined) {
      this.copiesVaultArn = copies.vault.arn;
    }
    this.registerOutputs({ vaultArn: this.vaultArn, copiesVaultArn: this.copiesVaultArn, recoveryRegion: this.replicas?.region });
  }

  /**
   * Writes down, in the recovery Region, what a restore there needs to know; nothing without such a Region. Last of all,
   * when every part of the environment has said what it is.
   *
   * @returns the document's name
   */
  writeRestoreInputs(further: FurtherInputs): pulumi.Output<string> | undefined {
    if (this.replicas === undefined || this.copiesVaultArn === undefined) {
      return undefined;
    }
    const { region, data, secrets, brokerCredentials } = this.replicas;
    const inputs: { readonly [K in keyof RestoreInputs]: pulumi.Input<string> } = {
      ...further,
      dataKeyArn: data.arn,
      secretsKeyArn: secrets.arn,
      brokerCredentialsKeyArn: brokerCredentials.arn,
      vaultArn: this.copiesVaultArn,
    };
    return this.child(aws.ssm.Parameter, "restoreInputs", "restore-inputs", {
      region,
      name: restoreInputsName(this.environment, this.prefix),
      description: `What a restore of ${this.base} in this Region needs to know`,
      type: "String",
      insecureValue: restoreInputsText(inputs),
      tags: this.tags("restore-inputs"),
    }).name;
  }

  private createBackups(args: KianaxRecoveryArgs, { vault, guards }: Vault, copies: Vault | undefined): void {
    const plan = this.child(
      aws.backup.Plan,
      "plan",
      "database",
      {
        name: this.physical("backup plan", "database"),
        rules: plannedBackups(args).map(({ rule, schedule, startWindowMinutes, completionWindowMinutes, retentionDays, copied }) => ({
          ruleName: rule,
          targetVaultName: vault.name,
          schedule,
          scheduleExpressionTimezone: "Etc/UTC",
          startWindow: startWindowMinutes,
          completionWindow: completionWindowMinutes,
          lifecycle: { deleteAfter: retentionDays },
          ...(copied && copies !== undefined ? { copyActions: [{ destinationVaultArn: copies.vault.arn, lifecycle: { deleteAfter: retentionDays } }] } : {}),
          recoveryPointTags: this.tags("database"),
        })),
        tags: this.tags("database"),
      },
      // No backup before what keeps it.
      { dependsOn: [...guards, ...(copies?.guards ?? [])] },
    );
    this.child(aws.backup.Selection, "selection", "database", {
      name: this.physical("backup plan", "database"),
      planId: plan.id,
      // By its ARN, so that neither a forgotten tag nor the account's list of service types decides.
      resources: [args.database.arn],
      iamRoleArn: this.createBackupRole(args, vault, copies),
    });
  }

  private createBackupRole({ database, keys }: KianaxRecoveryArgs, vault: aws.backup.Vault, copies: Vault | undefined): pulumi.Output<string> {
    const replicas = this.replicas;
    return createServiceRole(this, "backup", {
      service: "backup.amazonaws.com",
      description: "AWS Backup takes and copies backups of the database",
      statements: backupStatements({
        ...placeOf(this),
        database: database.arn,
        vaults: [vault.arn, ...(copies === undefined ? [] : [copies.vault.arn])],
        keys: [keys.data.arn, ...(replicas === undefined ? [] : [replicas.data.arn])],
        recoveryRegion: replicas?.region,
      }),
    });
  }

  private notify({ failureTopicArn }: KianaxRecoveryArgs, vault: aws.backup.Vault): void {
    if (failureTopicArn !== undefined) {
      this.child(aws.backup.VaultNotifications, "notifications", "backups", { backupVaultName: vault.name, snsTopicArn: failureTopicArn, backupVaultEvents: FAILURES });
    }
  }
}
