import assert from "node:assert/strict";
import type { Plan, PlannedResource } from "../../plan";
import { differenceSentence, goldenDifference, goldenOf, isSame, readGolden } from "../../plan/golden";
import { repository, stackPlan, stacks } from "../../plan/testing/stacks";

/** Fails with the readable difference and the way out. */
function assertGolden(stack: string, text: string): void {
  const difference = goldenDifference(readGolden(repository, stack), text);
  if (!isSame(difference)) {
    throw new assert.AssertionError({
      message:
        `The plan of ${stack} is not its golden one (test/golden/${stack}.yaml): ${differenceSentence(difference)}.\n\n${difference.lines.join("\n")}\n\n` +
        "If this is what you meant, run `npm run golden:update` and let the diff of the golden plan be reviewed with your change.",
    });
  }
}

for (const stack of stacks) {
  describe(`the golden plan of ${stack}`, function () {
    this.timeout(180_000);
    let preview: Plan;
    let deployed: Plan;
    before(async () => {
      preview = await stackPlan(stack);
      deployed = await stackPlan(stack, "deployed");
    });

    it("is what the program plans", () => assertGolden(stack, goldenOf(preview, deployed)));

    const database = (): PlannedResource => preview.one("aws:rds/instance:Instance", `${stack}-postgres`);
    const losses: [string, (resource: PlannedResource) => PlannedResource, RegExp][] = [
      ["the database loses its protection", (r) => ({ ...r, options: { ...r.options, protect: false } }), /^aws:rds\/instance:Instance::.*-postgres\n(.*\n)*?- {3}protect: true$/m],
      ["the database is made before its log groups", (r) => ({ ...r, dependencies: r.dependencies.filter((urn) => !urn.includes("logGroup")) }), /^- {3}dependsOn:/m],
      ["the database forgets to ignore a change", (r) => ({ ...r, options: { ...r.options, ignoreChanges: ["tags"] } }), /^\+ {3}ignoreChanges: \[ tags \]$/m],
      ["the database is no longer encrypted", (r) => ({ ...r, inputs: { ...r.inputs, storageEncrypted: false } }), /^- {5}storageEncrypted: true\n\+ {5}storageEncrypted: false$/m],
      ["the database takes another key", (r) => ({ ...r, propertyDependencies: { ...r.propertyDependencies, kmsKeyId: [] } }), /^- {5}kmsKeyId: \$\{aws:kms\/key:Key::/m],
    ];
    for (const [what, change, shown] of losses) {
      it(`tells when ${what}`, () => {
        const changed = goldenOf(preview.with(database().urn, change), deployed);
        assert.throws(
          () => assertGolden(stack, changed),
          (error: Error) => {
            assert.match(error.message, /1 resource changed \(aws:rds\/instance:Instance::/);
            assert.match(error.message, shown);
            assert.match(error.message, /npm run golden:update/);
            return true;
          },
        );
      });
    }

    it("tells when a resource goes", () => {
      const [alarm] = preview.all("aws:cloudwatch/metricAlarm:MetricAlarm");
      const less = goldenOf(preview.without([alarm?.urn ?? ""]), deployed);
      assert.throws(() => assertGolden(stack, less), /1 resource removed \(aws:cloudwatch\/metricAlarm:MetricAlarm::/);
    });
  });
}
