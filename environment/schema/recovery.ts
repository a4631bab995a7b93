import { z } from "zod";
import { choice, dailyWindow, flag, list, setting, text, whole } from "./values";

const ENVIRONMENT = /^[a-z][a-z0-9-]{0,23}$/;

export const recoverySchema = z.strictObject({
  successorOf: setting(
    text(ENVIRONMENT, "the name of another stack such as production"),
    "Stack that this one takes over after the loss of its Region, from what it replicated here: a new database begins with its backup, its images are run, its hosted zone is used, credentials of brokers stay readable.",
    "replace",
  ).optional(),
  region: setting(
    text(/^[a-z]{2}(-[a-z]+)+-\d$/, "an AWS Region such as us-west-2"),
    "Region that keys, backups, images and secrets are replicated to; left out, nothing is. Another Region replaces the replicas, never what they are copies of.",
    "replace",
  ).optional(),
  successor: setting(
    text(ENVIRONMENT, "the name of another stack such as recovery"),
    "Stack that takes this one over in the recovery Region: its services may use the replica of the key for broker credentials.",
  ).optional(),
  backupWindow: setting(dailyWindow(), "When AWS Backup starts the daily backup, at least 60 minutes, clear of the database's own windows and of the hour before each."),
  dailyRetentionDays: setting(whole(1, 36_500, "days"), "Days that daily backups are kept in the vault, beside RDS's own automated backups."),
  weeklyRetentionDays: setting(whole(0, 36_500, "days"), "Days that Sunday's backup is kept, as long as the daily ones or longer; 0 for none."),
  monthlyRetentionDays: setting(whole(0, 36_500, "days"), "Days that the backup of the first of the month is kept, as long as the others or longer; 0 for none."),
  copiedBackups: setting(list(choice(["daily", "weekly", "monthly"]), "a list of different ones of daily, weekly, monthly"), "Backups that are copied to the vault in the recovery Region."),
  vaultLock: setting(
    choice(["none", "governance", "compliance"]),
    "Whether backups can be ended early: by anyone with the right to, by whoever may take the lock off first, or by nobody, ever. Compliance cannot be undone after lockChangeableForDays.",
  ),
  lockMinRetentionDays: setting(whole(1, 36_500, "days"), "Least days for which a locked vault takes backups."),
  lockMaxRetentionDays: setting(whole(1, 36_500, "days"), "Most days for which a locked vault takes backups."),
  lockChangeableForDays: setting(whole(3, 36_500, "days"), "Days in which a compliance lock can still be taken off."),
  deletionProtection: setting(flag(), "Whether a vault that holds backups refuses to be deleted."),
  restoreTests: setting(choice(["none", "weekly", "monthly"]), "How often the newest backup is restored on trial: $1.50 and the hours of an instance each time."),
});
