import assert from "node:assert/strict";
import { join } from "node:path";
import { Analyzer } from "../analyzer";
import { summarize } from "../testing/cases";
import { Plan, UNKNOWN } from "../testing/plan";
import { wire } from "../testing/wire";

const TYPE = "aws:rds/instance:Instance";

describe("a rule that throws", () => {
  let analyzer: Analyzer;
  before(async () => {
    analyzer = await Analyzer.start(join(__dirname, "..", "testing", "faulty-pack"));
  });
  after(() => analyzer.stop());

  it("is a violation of its own, and drops no other rule", async () => {
    const plan = new Plan();
    plan.add(TYPE, "database", { multiAz: UNKNOWN, kmsKeyId: UNKNOWN });
    const violations = await analyzer.analyze(wire(plan, "preview"));
    assert.deepEqual(summarize(violations), [
      "mandatory resource-finds aws:rds/instance:Instance::database",
      "mandatory resource-throws aws:rds/instance:Instance::database",
      "mandatory stack-finds aws:rds/instance:Instance::database",
      "mandatory stack-throws the stack",
    ]);
    const [thrown] = violations.filter(({ rule }) => rule === "resource-throws");
    assert.match(thrown?.message ?? "", /could not be decided \(a mistake of ours\), which counts as a violation\. Mend the rule\. \[resource-throws:failed\]/);
  });

  it("never turns into Pulumi's advisory that a policy can't run", async () => {
    const plan = new Plan();
    plan.add(TYPE, "database", { multiAz: UNKNOWN });
    assert.deepEqual((await analyzer.analyze(wire(plan, "preview"))).filter(({ message, level }) => level === "advisory" || /can't run/.test(message)), []);
  });
});
