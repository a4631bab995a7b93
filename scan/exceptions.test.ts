import assert from "node:assert/strict";
import path from "node:path";
import { exceptionProblems, judge, readExceptions, type Exception } from "./exceptions";
import type { ScanFinding } from "./findings";

const TODAY = new Date("2026-11-24T12:00:00Z");
const FINDING: ScanFinding = { stack: "production", check: "CKV_AWS_144", title: "replication", resource: "aws_s3_bucket.production-logs" };
const EXCEPTION: Exception = { check: "CKV_AWS_144", resources: ["aws_s3_bucket.*-logs"], reason: "Logs are copies of what happened.", owner: "platform@kianax.io", expires: "2027-02-01" };
const isExcused = (exception: Exception, finding = FINDING): boolean => judge([finding], [exception], TODAY)[0]?.exception !== undefined;

describe("reviewed exceptions", () => {
  it("excuse the check on the resources that they name and nothing else", () => {
    assert.equal(isExcused(EXCEPTION), true);
    assert.equal(isExcused(EXCEPTION, { ...FINDING, check: "CKV_AWS_145" }), false);
    assert.equal(isExcused(EXCEPTION, { ...FINDING, resource: "aws_s3_bucket.production-trail" }), false);
  });

  it("excuse nothing once they have expired, and say so", () => {
    const expired = { ...EXCEPTION, expires: "2026-11-23" };
    assert.equal(isExcused(expired), false);
    assert.equal(isExcused({ ...EXCEPTION, expires: "2026-11-24" }), true);
    assert.deepEqual(exceptionProblems([FINDING], [expired], TODAY), [
      `${path.join("scan", "exceptions.yaml")}: the entry for CKV_AWS_144 on aws_s3_bucket.*-logs expired on 2026-11-23: mend what it excuses, or review it and give it a new day.`,
    ]);
  });

  it("may not run for ever", () => {
    assert.match(exceptionProblems([FINDING], [{ ...EXCEPTION, expires: "2027-05-24" }], TODAY).join(), /180 days are the most: give it a day until 2027-05-23/);
    assert.deepEqual(exceptionProblems([FINDING], [{ ...EXCEPTION, expires: "2027-05-23" }], TODAY), []);
  });

  it("that excuse nothing any more are to be removed", () => {
    assert.match(exceptionProblems([], [EXCEPTION], TODAY).join(), /excuses nothing on aws_s3_bucket\.\*-logs: remove it/);
    const twoPatterns = { ...EXCEPTION, resources: ["aws_s3_bucket.*-logs", "aws_s3_bucket.gone"] };
    assert.match(exceptionProblems([FINDING], [twoPatterns], TODAY).join(), /excuses nothing on aws_s3_bucket\.gone/);
  });

  it("of this repository can be read", () => assert.ok(readExceptions(path.resolve(__dirname, "..")).length > 0));
});
