/** What becomes of files as they grow old. */
import type * as aws from "@pulumi/aws";
import type { KianaxAuditTrailArgs } from "./arguments";

type Rule = aws.types.input.s3.BucketLifecycleConfigurationRule;

/** After how many days files move to which storage class. */
export type Tiers = Pick<KianaxAuditTrailArgs, "infrequentAccessAfterDays" | "archiveAfterDays" | "deepArchiveAfterDays">;

/** Days that a deleted version, or the one beneath a mark of deletion, stays: whatever lifecycle deletes is in its lock until then. */
const NONCURRENT_DAYS = 1;

/** Files move along the tiers that come before their end, and go a day after their lock has ended. */
export function agingRules(retentionDays: number, tiers: Tiers): Rule[] {
  const days = retentionDays + 1;
  const transitions = steps(tiers).filter((step) => step.days < retentionDays);
  return [
    {
      id: "age",
      status: "Enabled",
      filter: { prefix: "" },
      ...(transitions.length === 0 ? {} : { transitions }),
      expiration: { days },
      noncurrentVersionExpiration: { noncurrentDays: NONCURRENT_DAYS },
    },
    // Marks of deletion, once nothing is beneath them any more.
    { id: "marks", status: "Enabled", filter: { prefix: "" }, expiration: { expiredObjectDeleteMarker: true } },
  ];
}

function steps({ infrequentAccessAfterDays, archiveAfterDays, deepArchiveAfterDays }: Tiers): { readonly days: number; readonly storageClass: string }[] {
  return [
    { days: infrequentAccessAfterDays, storageClass: "STANDARD_IA" },
    { days: archiveAfterDays, storageClass: "GLACIER_IR" },
    { days: deepArchiveAfterDays, storageClass: "DEEP_ARCHIVE" },
  ];
}
