import assert from "node:assert/strict";
import { PROFILES } from "./kernel";
import { rules } from "./rules";
import { described } from "./testing/cases";
import { goldenPlan } from "./testing/golden";
import { changesOf, readsOf, untouched } from "./testing/reads";
import { wire } from "./testing/wire";

/** Rules about the pack itself have no plan to change but its configuration: meta/exemptions.test.ts. */
const OF_THE_PACK = ["exemption-hygiene", "exemption-applied", "production-profile-not-weakened"];

describe("the mutations of the golden plan", () => {
  it("try every rule", () => {
    const tried = described.map(({ rule }) => rule.name);
    assert.deepEqual(rules.map(({ name }) => name).filter((name) => !tried.includes(name) && !OF_THE_PACK.includes(name)), []);
  });

  it("touch every property that a rule reads", function () {
    this.timeout(120_000);
    const changed = new Set<string>();
    const golden = { production: wire(goldenPlan("production"), "preview"), development: wire(goldenPlan("development"), "preview") };
    for (const { cases } of described) {
      for (const { change, profiles = PROFILES } of cases) {
        for (const profile of profiles) {
          const plan = goldenPlan(profile);
          change(plan);
          changesOf(golden[profile], wire(plan, "preview")).forEach((each) => changed.add(each));
        }
      }
    }
    const open = rules.flatMap((rule) => {
      const reads = new Set(PROFILES.flatMap((profile) => [...readsOf(rule, golden[profile], profile)]));
      return untouched(rule, reads, changed).map((property) => `${rule.name} reads ${property}, and no mutation touches it`);
    });
    assert.deepEqual(open, []);
  });
});
