import assert from "node:assert/strict";
import { longestGap } from "./schedule";

describe("a schedule of rotation", () => {
  const gaps: Readonly<Record<string, number>> = {
    "rate(1 day)": 1,
    "rate(12 hours)": 0.5,
    "rate(90 days)": 90,
    "cron(0 8 * * ? *)": 31,
    "cron(0 8 1 */2 ? *)": 62,
    "cron(0 8 1 1/3 ? *)": 93,
    "cron(0 8 1 JAN,APR,JUL,OCT ? *)": 93,
    "cron(0 8 1 12 ? *)": 372,
    "cron(0 8 1 11/1 ? *)": 341,
    "cron(0 8 1 OCT,jan,4,JUL ? *)": 93,
    "cron(0 8 1 2/10 ? *)": 310,
    "cron(0 8 1 12/12 ? *)": 372,
    "cron(0 8 1 */12 ? *)": 372,
    " rate(30 days) ": 30,
    " cron( 0  8 1 * ? * ) ": 31,
    "never rate(1 day)": Infinity,
    "rate(1 day) or never": Infinity,
    "never cron(0 8 1 * ? *)": Infinity,
    "cron(0 8 1 * ? *) or never": Infinity,
    "cron(0 8 1 JAN,FEV ? *)": Infinity,
    "cron(0 8 1 JAN,13 ? *)": Infinity,
    "cron(0 8 1 1st,2 ? *)": Infinity,
    "cron(0 8 1 m2,3 ? *)": Infinity,
    "cron(0 8 1 2-*/2 ? *)": Infinity,
    "cron(0 8 1 */2- ? *)": Infinity,
    "cron(0 8 1 13 ? *)": Infinity,
    "cron(0 8 1 1/0 ? *)": Infinity,
    "cron(0 8 1 1-6 ? *)": Infinity,
    "cron(0 8 1 * ? 2027)": Infinity,
    "every month": Infinity,
    "": Infinity,
  };
  for (const [expression, days] of Object.entries(gaps)) {
    it(`"${expression}" leaves at most ${days} days`, () => assert.equal(longestGap(expression), days));
  }
});
