import assert from "node:assert/strict";
import { PROFILES } from "../../kernel";
import { Analyzer } from "../../analyzer";
import { profileOf } from "../profiles";
import { wire } from "../wire";
import { goldenPlan } from "./index";

describe("the golden plan", () => {
  let analyzer: Analyzer;
  before(async () => {
    analyzer = await Analyzer.start();
  });
  after(() => analyzer.stop());

  for (const profile of PROFILES) {
    for (const moment of ["preview", "deployed"] as const) {
      it(`of ${profile} keeps every rule of its profile, ${moment}`, async () => {
        await analyzer.configure(profileOf(profile));
        assert.deepEqual(await analyzer.analyze(wire(goldenPlan(profile), moment)), []);
      });
    }
  }

  it("of production keeps every rule of the pack without a profile, which is as strict", async () => {
    await analyzer.configure({});
    assert.deepEqual(await analyzer.analyze(wire(goldenPlan("production"), "preview")), []);
  });

  it("of development breaks exactly what its profile relaxes, when held to production", async () => {
    await analyzer.configure(profileOf("production"));
    const violations = await analyzer.analyze(wire(goldenPlan("development"), "preview"));
    assert.deepEqual([...new Set(violations.map(({ rule }) => rule))].sort(), [
      "alb-deletion-protection",
      "eks-control-plane-logs",
      "eks-deletion-protection",
      "eks-endpoint-private",
      "eks-node-disk-encrypted",
      "eks-nodes-multi-az",
      "kms-deletion-window",
      "log-group-retention-cmk",
      "nat-per-az",
      "rds-backups",
      "rds-deletion-protection",
      "rds-final-snapshot",
      "rds-monitoring",
      "rds-multi-az",
      "redis-backups",
      "redis-multi-az",
      "sg-egress-restricted",
    ]);
  });
});
