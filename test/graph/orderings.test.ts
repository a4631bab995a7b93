import assert from "node:assert/strict";
import { keyOf, type Plan } from "../../plan";
import { withoutEdgesTo } from "../../plan/graph";
import { stackPlan, stacks } from "../../plan/testing/stacks";
import { ORDERINGS, violations, type Pair } from "./orderings";

for (const stack of stacks) {
  describe(`the order in which ${stack} is made and deleted`, function () {
    this.timeout(300_000);
    let plan: Plan;
    before(async () => (plan = await stackPlan(stack)));

    for (const { name, otherwise, pairs, without = [] } of ORDERINGS) {
      describe(name, () => {
        let found: readonly Pair[];
        before(() => {
          // A child waits for its parent in every graph.
          found = pairs(plan).filter(([first, second]) => !plan.lineOf(second.urn).includes(first));
        });

        it("is in the graph", () => {
          assert.ok(found.length > 0 || without.includes(stack), "nothing of the kind was found");
          assert.deepEqual(violations(plan, found), [], `Otherwise ${otherwise}.`);
        });

        it("would be missed", () => {
          const unnoticed = [...new Set(found.map(([first]) => first))].flatMap((first) => {
            const pairsOfFirst = found.filter(([each]) => each === first);
            const missed = violations(withoutEdgesTo(plan, [first.urn]), pairsOfFirst);
            return missed.length === pairsOfFirst.length ? [] : [keyOf(first)];
          });
          assert.deepEqual(unnoticed, []);
        });
      });
    }
  });
}
