import fc from "fast-check";
import assert from "node:assert/strict";
import { describeBadArguments, someNeighbour } from "../testing";
import { PRODUCTION, WINDOWS } from "./fixtures";
import { KianaxRecovery, recoveryProblems } from "./index";
import { recoveryChecks } from "./validation";

const KEYS = { data: someNeighbour, recovery: { region: "us-west-2", data: someNeighbour, secrets: someNeighbour, brokerCredentials: someNeighbour, audit: someNeighbour } };
const DATABASE = { ...WINDOWS, arn: someNeighbour, subnetGroupName: someNeighbour, securityGroupId: someNeighbour };
const days = (argument: string, least: number, value: number): string => `${argument} must be a whole number from ${least} to 36500 days, not ${value}.`;

describeBadArguments({
  component: 'KianaxRecovery "production"',
  checks: recoveryChecks,
  valid: { ...PRODUCTION, keys: KEYS, database: DATABASE },
  make: (args) => new KianaxRecovery("production", args),
  cases: {
    keys: "another component: its type is checked, and recovery is optional",
    database: [
      {
        args: { database: { ...DATABASE, backupWindow: "04:30-05:30" } },
        says: 'backupWindow "02:00-05:00" meets the database\'s backupWindow "04:30-05:30" or the hour before it, when RDS starts no backup: move one of them.',
      },
    ],
    backupWindow: [
      { args: { backupWindow: "2-5" }, says: 'backupWindow must be a daily window in UTC such as 02:00-05:00, not "2-5".' },
      { args: { backupWindow: "02:00-02:59" }, says: 'backupWindow must last 60 minutes or more and less than 24 hours, not "02:00-02:59".' },
      { args: { backupWindow: "04:00-06:30" }, says: 'backupWindow "04:00-06:30" meets the database\'s backupWindow "07:00-08:00" or the hour before it, when RDS starts no backup: move one of them.' },
      { args: { backupWindow: "08:30-09:30" }, says: 'backupWindow "08:30-09:30" meets the database\'s maintenanceWindow "sun:09:00-sun:10:00" or the hour before it, when RDS starts no backup: move one of them.' },
    ],
    dailyRetentionDays: [{ args: { dailyRetentionDays: 0 }, says: days("dailyRetentionDays", 1, 0) }],
    weeklyRetentionDays: [
      { args: { weeklyRetentionDays: 36_501 }, says: days("weeklyRetentionDays", 0, 36_501) },
      { args: { weeklyRetentionDays: 13 }, says: "weeklyRetentionDays 13 is shorter than the 14 days of more frequent backups, whose place it takes: give 14 or more, or 0 for none." },
    ],
    monthlyRetentionDays: [
      { args: { monthlyRetentionDays: 30.5 }, says: days("monthlyRetentionDays", 0, 30.5) },
      { args: { monthlyRetentionDays: 34 }, says: "monthlyRetentionDays 34 is shorter than the 35 days of more frequent backups, whose place it takes: give 35 or more, or 0 for none." },
    ],
    copiedBackups: [
      { args: { copiedBackups: ["hourly" as "daily"] }, says: 'copiedBackups must be of daily, weekly, monthly, not "hourly".' },
      { args: { copiedBackups: ["daily", "daily"] }, says: 'copiedBackups names "daily" twice: name it once.' },
      { args: { copiedBackups: ["weekly"], weeklyRetentionDays: 0 }, says: 'copiedBackups names "weekly", and weeklyRetentionDays is 0: there is no such backup to copy.' },
      {
        args: { keys: { data: someNeighbour } },
        says: "copiedBackups need a recovery Region, which the keys do not have: give KianaxKeys a recoveryRegion, or copy nothing.",
      },
    ],
    vaultLock: [{ args: { vaultLock: "legal" as "none" }, says: 'vaultLock must be one of none, governance, compliance, not "legal".' }],
    lockMinRetentionDays: [
      { args: { lockMinRetentionDays: 0 }, says: days("lockMinRetentionDays", 1, 0) },
      { args: { lockMinRetentionDays: 15 }, says: "lockMinRetentionDays 15 is above the shortest retention of 14 days: its backups would all fail." },
    ],
    lockMaxRetentionDays: [
      { args: { lockMaxRetentionDays: 36_501 }, says: days("lockMaxRetentionDays", 1, 36_501) },
      { args: { lockMaxRetentionDays: 364 }, says: "lockMaxRetentionDays 364 is below the longest retention of 365 days: its backups would all fail." },
    ],
    lockChangeableForDays: [{ args: { lockChangeableForDays: 2 }, says: days("lockChangeableForDays", 3, 2) }],
    deletionProtection: "both values are right",
    restoreTests: [{ args: { restoreTests: "daily" as "weekly" }, says: 'restoreTests must be one of none, weekly, monthly, not "daily".' }],
    imageRetentionCount: [{ args: { imageRetentionCount: 1001 }, says: "imageRetentionCount must be a whole number from 1 to 1000 images, not 1001." }],
    failureTopicArn: "any text may be the ARN of a topic",
    alarmActions: "any text may be the ARN of an action",
  },
});

describe("recoveryProblems", () => {
  const surroundings = { windows: WINDOWS, recoveryRegion: "us-west-2" };

  it("lets a lock alone that there is none of", () => {
    assert.deepEqual(recoveryProblems({ ...PRODUCTION, vaultLock: "none", lockMinRetentionDays: 100 }, surroundings), []);
  });

  it("names what AWS would refuse of the names that follow", () => {
    const [problem] = recoveryProblems({ ...PRODUCTION, namePrefix: "k".repeat(24), environment: "e".repeat(24) }, surroundings);
    assert.match(problem?.problem ?? "", /^makes the backup vault name ".*" of 57 characters, and AWS allows 50: shorten it\.$/);
  });

  it("finds the hours in which RDS starts no backup, whatever the window", () => {
    const clock = (minute: number): string => `${String(Math.floor(minute / 60) % 24).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
    // 06:00 to 08:00 every day, and 08:00 to 10:00 on Sundays, which a daily window meets too.
    const blocked = (minute: number): boolean => minute >= 360 && minute < 600;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 60, max: 600 }), (start, minutes) => {
        const window = `${clock(start)}-${clock(start + minutes)}`;
        const meets = Array.from({ length: minutes }, (_, index) => (start + index) % 1440).some(blocked);
        assert.equal(recoveryProblems({ ...PRODUCTION, backupWindow: window }, surroundings).length > 0, meets, window);
      }),
    );
  });
});
