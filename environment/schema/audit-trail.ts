import { z } from "zod";
import { LOCK_MODES } from "../../components/audit/arguments";
import { choice, flag, logRetention, setting, whole } from "./values";

export const auditTrailSchema = z.strictObject({
  lockMode: setting(
    choice(LOCK_MODES),
    "Whether nobody can delete what is recorded before its time (COMPLIANCE), not even with the account's root user, or somebody with a right of its own (GOVERNANCE). For what is written from then on.",
  ),
  trailRetentionDays: setting(whole(1, 36_500, "days"), "Days that CloudTrail's files are locked, and then deleted."),
  tradingRetentionDays: setting(whole(1, 36_500, "days"), "Days that records of trading are locked, and then deleted."),
  infrequentAccessAfterDays: setting(whole(30, 36_500, "days"), "Days after which files move to Standard-IA."),
  archiveAfterDays: setting(whole(60, 36_500, "days"), "Days after which files move to Glacier Instant Retrieval."),
  deepArchiveAfterDays: setting(whole(150, 36_500, "days"), "Days after which files move to Glacier Deep Archive, which takes 12 hours to read."),
  logRetentionDays: setting(logRetention(), "Days that CloudTrail's events can be searched in CloudWatch Logs."),
  accessLogRetentionDays: setting(whole(1, 3653, "days"), "Days that the log of who read the files is kept."),
  bufferSeconds: setting(whole(60, 900, "seconds"), "For how long records of trading are gathered into one file."),
  replicate: setting(flag(), "Whether records of trading are copied to the recovery Region, as locked as they are."),
});
