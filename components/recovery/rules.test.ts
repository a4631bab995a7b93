import assert from "node:assert/strict";
import { PRODUCTION } from "./fixtures";
import { plannedBackups, testSchedule } from "./rules";

describe("planned backups", () => {
  it("start in the window, last as long as they are told to, and are copied when they are named", () => {
    const shared = { startWindowMinutes: 180, completionWindowMinutes: 660 };
    assert.deepEqual(plannedBackups(PRODUCTION), [
      { ...shared, rule: "daily", schedule: "cron(0 2 ? * * *)", retentionDays: 14, copied: false },
      { ...shared, rule: "weekly", schedule: "cron(0 2 ? * SUN *)", retentionDays: 35, copied: true },
      { ...shared, rule: "monthly", schedule: "cron(0 2 1 * ? *)", retentionDays: 365, copied: true },
    ]);
  });

  it("are only those with a retention", () => {
    assert.deepEqual(
      plannedBackups({ ...PRODUCTION, weeklyRetentionDays: 0, monthlyRetentionDays: 0 }).map(({ rule }) => rule),
      ["daily"],
    );
  });

  it("cross midnight", () => {
    const [daily] = plannedBackups({ ...PRODUCTION, backupWindow: "23:30-01:00" });
    assert.deepEqual([daily?.schedule, daily?.startWindowMinutes], ["cron(30 23 ? * * *)", 90]);
  });
});

describe("restore tests", () => {
  it("come when that day's backup is complete", () => {
    assert.equal(testSchedule("02:00-05:00", "weekly"), "cron(0 13 ? * MON *)");
    assert.equal(testSchedule("02:00-05:00", "monthly"), "cron(0 13 2 * ? *)");
    assert.equal(testSchedule("18:15-20:45", "weekly"), "cron(45 4 ? * MON *)");
  });
});
