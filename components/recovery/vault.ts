/** Where backups are kept, and what keeps them there. */
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { policyDocument } from "../base/iam";
import type { KianaxRecoveryArgs } from "./arguments";

/** A vault once nothing can be taken out of it. */
export interface Vault {
  readonly vault: aws.backup.Vault;
  /** Policy and lock: backups wait for them. */
  readonly guards: readonly pulumi.Resource[];
}

/** A region of its own and the key there; left out: those of the environment. */
export interface VaultPlace {
  readonly suffix: string;
  readonly keyArn: pulumi.Input<string>;
  readonly region?: string;
}

export function createVault(recovery: KianaxComponent, args: KianaxRecoveryArgs, { suffix, keyArn, region }: VaultPlace): Vault {
  const place = region === undefined ? {} : { region };
  const vault = recovery.child(
    aws.backup.Vault,
    "vault",
    suffix,
    { name: recovery.physical("backup vault", "backups"), kmsKeyArn: keyArn, forceDestroy: !args.deletionProtection, ...place, tags: recovery.tags("backups") },
    { stateful: true },
  );
  const policy = recovery.child(aws.backup.VaultPolicy, "vaultPolicy", suffix, { backupVaultName: vault.name, policy: keptBackups(), ...place });
  return { vault, guards: [policy, ...createLock(recovery, args, suffix, vault, place)] };
}

function createLock(recovery: KianaxComponent, args: KianaxRecoveryArgs, suffix: string, vault: aws.backup.Vault, place: { readonly region?: string }): pulumi.Resource[] {
  if (args.vaultLock === "none") {
    return [];
  }
  const lock = recovery.child(aws.backup.VaultLockConfiguration, "vaultLock", suffix, {
    backupVaultName: vault.name,
    minRetentionDays: args.lockMinRetentionDays,
    maxRetentionDays: args.lockMaxRetentionDays,
    // Its presence is what makes the lock one that nobody can take off.
    ...(args.vaultLock === "compliance" ? { changeableForDays: args.lockChangeableForDays } : {}),
    ...place,
  });
  return [lock];
}

/**
 * Nobody ends a backup before its time, whatever IAM lets him do. AWS Backup itself ends those whose time has come.
 * https://docs.aws.amazon.com/config/latest/developerguide/backup-recovery-point-manual-deletion-disabled.html
 */
function keptBackups(): pulumi.Output<string> {
  return policyDocument([
    {
      Sid: "BackupsAreKept",
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle", "backup:DisassociateRecoveryPoint"],
      Resource: "*",
    },
  ]);
}
