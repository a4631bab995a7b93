/** The backup plan as plain data, so that it is tested without Pulumi. */
import { parseDailyWindow } from "../data";
import type { BackupRule } from "./arguments";
import { retentions, type RecoverySettings } from "./validation";

/** Minutes that a backup may take once it has started: the first is of everything. */
const DURATION_MINUTES = 480;

/** One rhythm of backups. */
export interface PlannedBackup {
  readonly rule: BackupRule;
  /** In UTC; six fields, as EventBridge has them. */
  readonly schedule: string;
  readonly startWindowMinutes: number;
  /** From the time of the schedule on, an hour or more beyond the start window. */
  readonly completionWindowMinutes: number;
  readonly retentionDays: number;
  readonly copied: boolean;
}

type Settings = Pick<RecoverySettings, "backupWindow" | "dailyRetentionDays" | "weeklyRetentionDays" | "monthlyRetentionDays" | "copiedBackups">;

export function plannedBackups(settings: Settings): PlannedBackup[] {
  const { start = 0, minutes = 0 } = parseDailyWindow(settings.backupWindow) ?? {};
  const clock = `${start % 60} ${Math.floor(start / 60)}`;
  const schedules: Readonly<Record<BackupRule, string>> = { daily: `cron(${clock} ? * * *)`, weekly: `cron(${clock} ? * SUN *)`, monthly: `cron(${clock} 1 * ? *)` };
  return retentions(settings).map(([rule, retentionDays]) => ({
    rule,
    schedule: schedules[rule],
    startWindowMinutes: minutes,
    completionWindowMinutes: minutes + DURATION_MINUTES,
    retentionDays,
    copied: settings.copiedBackups.includes(rule),
  }));
}

/** When a restore is tried: hours after the window, so that the newest backup is there. */
export function testSchedule(window: string, every: "weekly" | "monthly"): string {
  const { start = 0, minutes = 0 } = parseDailyWindow(window) ?? {};
  const time = (start + minutes + DURATION_MINUTES) % (24 * 60);
  return `cron(${time % 60} ${Math.floor(time / 60)} ${every === "weekly" ? "? * MON *" : "2 * ? *"})`;
}
