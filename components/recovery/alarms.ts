import type { AlarmDefinition } from "../monitoring";

const HOUR = 3600;
/** A day, and time for the backup itself. */
const OVERDUE_HOURS = 26;

/** Alarms of the vault that backups are put into. https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html */
export function vaultAlarms({ copies }: { readonly copies: boolean }): AlarmDefinition[] {
  return [
    {
      ...sumOfHours("failed", "NumberOfBackupJobsFailed", 1),
      comparison: "above",
      threshold: 0,
      description: "A backup of the database failed.",
    },
    {
      ...sumOfHours("missing", "NumberOfBackupJobsCompleted", OVERDUE_HOURS),
      comparison: "below",
      threshold: 1,
      severity: "critical",
      breachingWhenMissing: true,
      description: `No backup of the database was completed for ${OVERDUE_HOURS} hours. A new vault alarms until its first.`,
    },
    ...(copies ? [{ ...sumOfHours("copy-failed", "NumberOfCopyJobsFailed", 1), comparison: "above", threshold: 0, description: "A backup was not copied to the recovery Region." } as const] : []),
  ];
}

function sumOfHours(suffix: string, metricName: string, periods: number): Pick<AlarmDefinition, "suffix" | "measure" | "periodSeconds" | "periods"> {
  return { suffix, measure: { namespace: "AWS/Backup", metricName, statistic: "Sum" }, periodSeconds: HOUR, periods };
}
