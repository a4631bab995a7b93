import assert from "node:assert/strict";
import fc from "fast-check";
import { dailyWindow, weeklyWindow, windowsOverlap } from "./windows";

const overlap = (daily: string, weekly: string): boolean => windowsOverlap(dailyWindow(daily), weeklyWindow(weekly));

describe("windows", () => {
  it("measures windows that run past midnight and past the end of the week", () => {
    assert.equal(dailyWindow("23:30-00:15").minutes, 45);
    assert.equal(weeklyWindow("sun:23:00-mon:01:00").minutes, 120);
  });

  const cases: [string, string, boolean][] = [
    ["07:00-08:00", "sun:09:00-sun:10:00", false],
    ["07:00-08:00", "sun:08:00-sun:09:00", false],
    ["07:00-08:01", "sun:08:00-sun:09:00", true],
    ["23:30-00:30", "mon:00:00-mon:01:00", true],
    ["00:15-01:00", "sun:23:30-mon:00:30", true],
    ["12:00-13:00", "wed:11:00-wed:14:00", true],
  ];
  for (const [daily, weekly, expected] of cases) {
    it(`${expected ? "sees" : "sees no"} overlap of ${daily} and ${weekly}`, () => assert.equal(overlap(daily, weekly), expected));
  }

  it("agrees with a count of the minutes that both windows hold", () => {
    const minute = fc.integer({ min: 0, max: 7 * 24 * 60 - 1 });
    const length = fc.integer({ min: 1, max: 300 });
    fc.assert(
      fc.property(minute, length, minute, length, (dailyStart, dailyLength, weeklyStart, weeklyLength) => {
        const daily = { start: dailyStart % 1440, minutes: dailyLength };
        const weekly = { start: weeklyStart, minutes: weeklyLength };
        const inDaily = (at: number) => (at - daily.start + 2 * 1440) % 1440 < daily.minutes;
        const shared = Array.from({ length: weekly.minutes }, (_, index) => (weekly.start + index) % 1440).some(inDaily);
        assert.equal(windowsOverlap(daily, weekly), shared);
      }),
      { numRuns: 500 },
    );
  });
});
