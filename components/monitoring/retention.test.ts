import assert from "node:assert/strict";
import fc from "fast-check";
import { LOG_RETENTION_DAYS, logRetention } from "./retention";

describe("retention of logs", () => {
  it("is one of the periods that CloudWatch has", () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 4000 }), (days) => {
        assert.equal(logRetention("days", days).length === 0, LOG_RETENTION_DAYS.includes(days));
      }),
    );
  });
});
