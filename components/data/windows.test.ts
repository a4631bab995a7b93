import assert from "node:assert/strict";
import fc from "fast-check";
import { parseDailyWindow, parseWeeklyWindow, windowProblems, windowsOverlap, type Span } from "./windows";

const DAY = 1440;
const WEEK = 7 * DAY;
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
const weekClock = (minute: number): string => `${DAYS[Math.floor(minute / DAY)]}:${clock(minute % DAY)}`;
const minuteOfDay = fc.integer({ min: 0, max: DAY - 1 });
const minuteOfWeek = fc.integer({ min: 0, max: WEEK - 1 });

function minutesOf({ start, minutes }: Span): number[] {
  return Array.from({ length: minutes }, (_, index) => (start + index) % WEEK);
}

function problems(daily: string, weekly: string): string[] {
  return windowProblems({ argument: "backupWindow", value: daily }, { argument: "maintenanceWindow", value: weekly }, 30).map(({ argument, problem }) => `${argument} ${problem}`);
}

describe("windows", () => {
  it("read back what was written, past midnight and past the end of the week too", () => {
    fc.assert(
      fc.property(minuteOfDay, minuteOfDay, minuteOfWeek, minuteOfWeek, (from, to, weekFrom, weekTo) => {
        assert.deepEqual(parseDailyWindow(`${clock(from)}-${clock(to)}`), { start: from, minutes: (to - from + DAY) % DAY });
        assert.deepEqual(parseWeeklyWindow(`${weekClock(weekFrom)}-${weekClock(weekTo)}`), { start: weekFrom, minutes: (weekTo - weekFrom + WEEK) % WEEK });
      }),
    );
  });

  it("overlap exactly when they share a minute of the week", () => {
    const lasting = fc.integer({ min: 1, max: DAY - 1 });
    fc.assert(
      fc.property(minuteOfDay, lasting, minuteOfWeek, lasting, (start, minutes, weekStart, weekMinutes) => {
        const weekly = { start: weekStart, minutes: weekMinutes };
        const taken = new Set(minutesOf(weekly));
        const shared = DAYS.some((_, day) => minutesOf({ start: start + day * DAY, minutes }).some((minute) => taken.has(minute)));
        assert.equal(windowsOverlap({ start, minutes }, weekly), shared);
      }),
      { numRuns: 50 },
    );
  });

  it("on some days overlap on those alone", () => {
    const sunday = parseWeeklyWindow("sun:09:00-sun:10:00");
    assert.ok(sunday);
    const daily = { start: 9 * 60 + 30, minutes: 60 };
    assert.equal(windowsOverlap(daily, sunday, [6]), true);
    assert.equal(windowsOverlap(daily, sunday, [0, 1, 2, 3, 4, 5]), false);
  });

  it("that touch do not overlap", () => {
    assert.deepEqual(problems("03:00-04:00", "sun:04:00-sun:05:00"), []);
    assert.deepEqual(problems("03:00-04:00", "sun:02:00-sun:03:00"), []);
  });

  it("that overlap are refused, across midnight and Sunday night too", () => {
    assert.deepEqual(problems("03:00-04:00", "sun:03:30-sun:04:30"), [
      'maintenanceWindow "sun:03:30-sun:04:30" overlaps backupWindow "03:00-04:00", which AWS refuses: move one of them.',
    ]);
    assert.equal(problems("23:30-00:30", "sun:23:45-mon:00:15").length, 1);
    assert.equal(problems("00:10-00:50", "sun:23:30-mon:00:30").length, 1);
  });

  it("are refused when malformed or too short", () => {
    assert.deepEqual(problems("3-4", "sunday"), [
      'backupWindow must be a daily window in UTC such as 03:00-04:00, not "3-4".',
      'maintenanceWindow must be a weekly window in UTC such as sun:05:00-sun:06:00, not "sunday".',
    ]);
    assert.deepEqual(problems("03:00-03:20", "sun:05:00-sun:05:00"), [
      'backupWindow must last 30 minutes or more and less than 24 hours, not "03:00-03:20".',
      'maintenanceWindow must last 30 minutes or more and less than 24 hours, not "sun:05:00-sun:05:00".',
    ]);
    assert.equal(problems("24:00-25:00", "sun:05:00-sun:06:00").length, 1);
  });
});
