import assert from "node:assert/strict";
import fc from "fast-check";
import { parseRotationSchedule, rotationProblems } from "./rotation-schedule";

const MONDAY_FIRST = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

describe("schedules of rotation", () => {
  // Examples of https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html with one hour.
  const examples: [string, number, readonly number[]][] = [
    ["cron(0 10 * * ? *)", 10, EVERY_DAY],
    ["cron(0 18 ? * SAT *)", 18, [5]],
    ["cron(0 8 1 * ? *)", 8, EVERY_DAY],
    ["cron(0 1 ? 1/3 SUN#1 *)", 1, [6]],
    ["cron(0 17 L * ? *)", 17, EVERY_DAY],
    ["cron(0 8 ? * MON-FRI *)", 8, [0, 1, 2, 3, 4]],
    ["cron(0 16 1,15 * ? *)", 16, EVERY_DAY],
    ["cron(0 0 ? * SUN#1 *)", 0, [6]],
    ["cron(0 8 ? JAN,APR,JUL,OCT 6L *)", 8, [4]],
    ["cron(0 8 ? * SAT-MON *)", 8, [0, 5, 6]],
  ];
  for (const [schedule, hour, days] of examples) {
    it(`understand ${schedule}`, () => assert.deepEqual(parseRotationSchedule(schedule), { hour, days }));
  }

  it("name one full hour and one kind of day", () => {
    for (const schedule of ["cron(30 10 ? * SUN *)", "cron(0 24 ? * SUN *)", "cron(0 */8 * * ? *)", "cron(0 10 1 * SUN *)", "cron(0 10 ? * ? *)", "cron(0 10 ? * SUNDAY *)", "cron(0 10 ? * 8 *)", "cron(0 10 * *)", "", "rate(10 days)"]) {
      assert.equal(parseRotationSchedule(schedule), undefined, schedule);
    }
  });

  it("count days from Sunday where they are numbers", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), (day) => {
        const name = MONDAY_FIRST[(day + 5) % 7] ?? "";
        assert.deepEqual(parseRotationSchedule(`cron(0 1 ? * ${day} *)`), parseRotationSchedule(`cron(0 1 ? * ${name} *)`));
      }),
    );
  });

  it("keep clear of the maintenance window on the days that both have, and only there", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 21 }), fc.integer({ min: 1, max: 2 }), fc.integer({ min: 0, max: 22 }), (day, other, hour, hours, from) => {
        const clock = (value: number): string => `${String(value).padStart(2, "0")}:00`;
        const maintenance = `${MONDAY_FIRST[other]?.toLowerCase()}:${clock(from)}-${MONDAY_FIRST[other]?.toLowerCase()}:${clock(from + 1)}`;
        const meets = day === other && hour < from + 1 && from < hour + hours;
        const problems = rotationProblems({ schedule: `cron(0 ${hour} ? * ${MONDAY_FIRST[day]} *)`, windowHours: hours }, maintenance);
        assert.equal(problems.length, meets ? 1 : 0);
      }),
    );
  });
});
