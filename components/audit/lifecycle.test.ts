import assert from "node:assert/strict";
import fc from "fast-check";
import { agingRules } from "./lifecycle";

const TIERS = { infrequentAccessAfterDays: 30, archiveAfterDays: 90, deepArchiveAfterDays: 365 };

describe("how files of the audit trail grow old", () => {
  it("moves them along the tiers, and deletes them the day after their lock has ended", () => {
    assert.deepEqual(agingRules(2557, TIERS)[0], {
      id: "age",
      status: "Enabled",
      filter: { prefix: "" },
      transitions: [
        { days: 30, storageClass: "STANDARD_IA" },
        { days: 90, storageClass: "GLACIER_IR" },
        { days: 365, storageClass: "DEEP_ARCHIVE" },
      ],
      expiration: { days: 2558 },
      noncurrentVersionExpiration: { noncurrentDays: 1 },
    });
  });

  it("leaves out the steps that would come too late", () => {
    const classes = (days: number): unknown => (agingRules(days, TIERS)[0]?.transitions as { storageClass: string }[] | undefined)?.map(({ storageClass }) => storageClass);
    assert.equal(classes(1), undefined);
    assert.equal(classes(30), undefined);
    assert.deepEqual(classes(31), ["STANDARD_IA"]);
    assert.deepEqual(classes(365), ["STANDARD_IA", "GLACIER_IR"]);
  });

  it("never deletes what is locked, and moves nothing after its end, whatever the periods are", () => {
    const period = fc.integer({ min: 1, max: 36_500 });
    fc.assert(
      fc.property(period, period, period, period, (days, first, second, third) => {
        const [rule] = agingRules(days, { infrequentAccessAfterDays: first, archiveAfterDays: second, deepArchiveAfterDays: third });
        const { expiration, transitions = [] } = rule as { expiration: { days: number }; transitions?: { days: number }[] };
        assert.ok(expiration.days > days);
        assert.ok(transitions.every((transition) => transition.days < expiration.days));
      }),
    );
  });

  it("takes away marks of deletion with nothing beneath them", () => {
    assert.deepEqual(agingRules(10, TIERS)[1]?.expiration, { expiredObjectDeleteMarker: true });
  });
});
