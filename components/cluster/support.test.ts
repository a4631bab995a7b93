import assert from "node:assert/strict";
import fc from "fast-check";
import { SUPPORT_CALENDAR, supportedVersions, supportOf, supportProblems } from "./support";

const day = (text: string): Date => new Date(`${text}T12:00:00Z`);
const days = fc.date({ min: day("2024-01-01"), max: day("2029-01-01"), noInvalidDate: true });
const versions = fc.constantFrom(...SUPPORT_CALENDAR.map(({ version }) => version));

describe("the support calendar", () => {
  it("allows what is in standard support", () => {
    assert.deepEqual(supportedVersions(day("2026-11-23")), ["1.34", "1.35", "1.36"]);
    assert.deepEqual(supportProblems("1.35", day("2026-11-23")), []);
  });

  it("names the version, the day support ended and the versions allowed", () => {
    assert.deepEqual(supportProblems("1.31", day("2026-11-23")), [
      { argument: "version", problem: "is 1.31, whose standard support ended on 2025-11-26; choose 1.34, 1.35 or 1.36." },
    ]);
  });

  it("takes the day that support ends as the first one without it", () => {
    assert.deepEqual(supportProblems("1.34", new Date("2026-12-01T23:59:59Z")), []);
    assert.equal(supportProblems("1.34", new Date("2026-12-02T00:00:00Z")).length, 1);
  });

  it("refuses a version before EKS has it", () => {
    assert.deepEqual(supportProblems("1.36", day("2026-06-01")), [
      { argument: "version", problem: "is 1.36, which EKS has from 2026-06-02; choose 1.33, 1.34 or 1.35." },
    ]);
  });

  it("refuses a version that it does not have", () => {
    assert.deepEqual(supportProblems("1.99", day("2026-11-23")), [
      { argument: "version", problem: 'is "1.99", a version that EKS\'s support calendar does not have; choose 1.34, 1.35 or 1.36.' },
    ]);
  });

  it("says what to do once the calendar itself has run out", () => {
    assert.deepEqual(supportProblems("1.36", day("2028-01-01")), [
      {
        argument: "version",
        problem: "is 1.36, whose standard support ended on 2027-08-02; choose a version that EKS supports, and add it to the calendar of this library.",
      },
    ]);
  });

  it("lists a version exactly when it has nothing against it", () => {
    fc.assert(
      fc.property(versions, days, (version, today) => {
        assert.equal(supportedVersions(today).includes(version), supportProblems(version, today).length === 0);
      }),
    );
  });

  it("has every version's dates in order, and every version after the one before", () => {
    for (const [index, { version, released, standardEnds, extendedEnds }] of SUPPORT_CALENDAR.entries()) {
      assert.ok(released < standardEnds && standardEnds < extendedEnds, version);
      assert.equal(version, `1.${31 + index}`);
      assert.equal(supportOf(version), SUPPORT_CALENDAR[index]);
    }
  });
});
