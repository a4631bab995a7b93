import type { Settings } from "../schema";
import type { Finding } from "./index";
import { dailyWindow, weeklyWindow, windowsOverlap } from "./windows";

export function databaseRules(database: Settings["database"]): Finding[] {
  const { allocatedStorageGiB, maxAllocatedStorageGiB, backupWindow, maintenanceWindow } = database;
  const findings: Finding[] = [];
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
  const least = Math.ceil((allocatedStorageGiB * 11) / 10);
  if (maxAllocatedStorageGiB < least) {
    findings.push({
      setting: "maxAllocatedStorageGiB",
      sentence: `must be ${least} or more, 10 % above allocatedStorageGiB (${allocatedStorageGiB}), not ${maxAllocatedStorageGiB}.`,
    });
  }
  // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
  if (dailyWindow(backupWindow).minutes < 30) {
    findings.push({ setting: "backupWindow", sentence: `must be at least 30 minutes long, not ${backupWindow}.` });
  }
  if (weeklyWindow(maintenanceWindow).minutes < 30) {
    findings.push({ setting: "maintenanceWindow", sentence: `must be at least 30 minutes long, not ${maintenanceWindow}.` });
  }
  if (windowsOverlap(dailyWindow(backupWindow), weeklyWindow(maintenanceWindow))) {
    findings.push({ setting: "backupWindow", sentence: `is ${backupWindow}, which overlaps maintenanceWindow (${maintenanceWindow}); move one of them.` });
  }
  return findings;
}
