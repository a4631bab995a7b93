import assert from "node:assert/strict";
import fc from "fast-check";
import { planned } from "./fixtures";
import { SUPPORT_CALENDAR, supportedVersions, supportNotice, supportOf, supportProblems } from "./support";

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

describe("the notice before support ends", () => {
  const DAY = 86_400_000;
  const ends = (version: string): number => Date.parse(supportOf(version)?.standardEnds ?? "");

  it("says when, what follows and where to go", () => {
    assert.deepEqual(supportNotice("1.35", day("2026-11-24")), {
      severity: "info",
      sentence: "standard support of Kubernetes 1.35 ends on 2027-03-27, in 123 days. Before that, set version to 1.36.",
    });
    assert.deepEqual(supportNotice("1.34", day("2026-12-01")), {
      severity: "warn",
      sentence:
        "standard support of Kubernetes 1.34 ends on 2026-12-02, in 1 day; EKS then upgrades the cluster by itself, and this version is refused here. " +
        "Before that, set version to 1.35, and from there to 1.36, one minor version at a time.",
    });
  });

  it("has a way out when the calendar itself is behind", () => {
    assert.equal(
      supportNotice("1.36", day("2027-07-30"))?.sentence.split("here. ")[1],
      "Before that, set version to a newer one that EKS supports, and add it to the calendar of this library.",
    );
  });

  it("leaves what is refused to the refusal", () => {
    assert.equal(supportNotice("1.31", day("2026-11-24")), undefined);
    assert.equal(supportNotice("1.99", day("2026-11-24")), undefined);
    assert.equal(supportNotice("1.36", day("2026-06-01")), undefined);
  });

  it("turns on the 180th day, becomes loud on the 90th and a refusal on the last, for every version", () => {
    fc.assert(
      fc.property(versions, fc.integer({ min: -5, max: 200 }), fc.integer({ min: 0, max: DAY - 1 }), (version, daysLeft, timeOfDay) => {
        const today = new Date(ends(version) - daysLeft * DAY + timeOfDay);
        const notice = supportNotice(version, today);
        const refused = supportProblems(version, today).length > 0;
        assert.equal(refused, daysLeft <= 0);
        assert.equal(notice?.severity, daysLeft <= 0 || daysLeft > 180 ? undefined : daysLeft > 90 ? "info" : "warn");
        assert.ok(notice === undefined || notice.sentence.includes(`in ${daysLeft} day`));
      }),
      { examples: ([181, 180, 91, 90, 1, 0] as const).map((daysLeft) => ["1.35", daysLeft, 0]) },
    );
  });

  it("says something of every version on some day, and names a version newer than it when there is one", () => {
    for (const [index, { version }] of SUPPORT_CALENDAR.entries()) {
      const notice = supportNotice(version, new Date(ends(version) - DAY));
      const next = SUPPORT_CALENDAR[index + 1]?.version;
      assert.ok(notice?.sentence.includes(next === undefined ? "add it to the calendar" : `Before that, set version to ${next}`), version);
    }
  });
});

describe("a cluster", () => {
  const notices: readonly (readonly [day: string, severity: string | undefined])[] = [
    ["2026-09-27", undefined],
    ["2026-09-28", "info"],
    ["2026-12-26", "info"],
    ["2026-12-27", "warn"],
    ["2027-03-26", "warn"],
  ];

  for (const [day, severity] of notices) {
    it(`${severity === undefined ? "says nothing of" : `gives as ${severity}`} the end of support on ${day}`, async () => {
      const { plan } = await planned({ today: new Date(`${day}T12:00:00Z`) });
      assert.deepEqual(plan.messages.map((message) => message.severity), severity === undefined ? [] : [severity]);
      assert.ok(plan.messages.every(({ text }) => text.startsWith('KianaxCluster "production": standard support of Kubernetes 1.35 ends on 2027-03-27, in ')));
    });
  }
});
