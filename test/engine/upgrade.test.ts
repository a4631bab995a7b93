/** What a released version deployed becomes what the present program describes, and nothing that holds data is touched on the way. */
import assert from "node:assert/strict";
import type { Step } from "../../local-cloud/cli/summary";
import { HOW_TO_LIST, STATEFUL, unlistedTypes } from "../ledger/stateful";
import { recordedStacks, restoreRecord } from "../upgrade/records";
import { REVIEWED, type Reviewed } from "../upgrade/reviewed";
import { deployed, startRun, succeeded, type Run } from "./harness";

/** Steps after which what stood before is gone. */
const LOSSES = new Set(["replace", "delete", "delete-replaced", "create-replacement", "discard", "discard-replaced"]);

const records = recordedStacks();

describe("the recorded releases", () => {
  it("are there, each with both stacks", () => {
    assert.ok(records.length > 0);
    for (const version of new Set(records.map((record) => record.version))) {
      assert.deepEqual(records.filter((record) => record.version === version).map(({ stack }) => stack).sort(), ["development", "production"], version);
    }
  });

  it("leave no reviewed exception without a use", () => {
    const versions = new Set(records.map(({ version }) => version));
    assert.deepEqual(REVIEWED.flatMap(({ from }) => from).filter((version) => !versions.has(version)), []);
    assert.deepEqual(REVIEWED.filter(({ type }) => type in STATEFUL), []);
  });
});

for (const record of records) {
  const { version, stack } = record;
  describe(`${stack} as ${version} deployed it`, () => {
    let run: Run;
    before(async () => (run = await startRun(stack, { account: record.account, restore: (paths) => restoreRecord(record, paths) })));
    after(() => run.stop());

    it("is what it was recorded as", async () => {
      assert.ok((await deployed(run, stack)).length > 200);
      assert.ok(run.engine.cloud.cloud.all().length > 150);
    });

    it("is upgraded by the present program, with nothing of the ledger replaced or deleted", async () => {
      const preview = await run.operate("preview");
      succeeded(preview);
      const losses = preview.steps.filter(({ op }) => LOSSES.has(op));
      assert.deepEqual(losses.filter(({ type }) => type in STATEFUL).map(told), []);
      const reviewed = REVIEWED.filter((entry) => entry.from.includes(version) && (entry.stack ?? stack) === stack).map((entry) => ({ ...entry, name: entry.name.replace("{stack}", stack) }));
      const surprises = losses.filter((step) => !reviewed.some((entry) => concerns(entry, step)));
      assert.deepEqual(surprises.map(told), [], "Keep the resource's name and what replaces it as released, or add the loss with its reason to test/upgrade/reviewed.ts.");
      const idle = reviewed.filter((entry) => !losses.some((step) => concerns(entry, step)));
      assert.deepEqual(idle, [], "Remove what no upgrade needs from test/upgrade/reviewed.ts.");
    });

    it("comes up, keeps every ledger resource under its id, and is then unchanged", async () => {
      const before = kept(await deployed(run, stack));
      succeeded(await run.operate("up"));
      const resources = await deployed(run, stack);
      const after = new Map(kept(resources));
      for (const [urn, id] of before) {
        assert.equal(after.get(urn), id, `${urn} has another id after the upgrade`);
      }
      for (const type of unlistedTypes(resources)) {
        assert.fail(`${type} ${HOW_TO_LIST}`);
      }
      const preview = await run.operate("preview", { flags: ["--expect-no-changes"] });
      succeeded(preview);
    });
  });
}

function kept(resources: readonly { readonly type: string; readonly urn: string; readonly id?: string }[]): [urn: string, id: string | undefined][] {
  return resources.filter(({ type }) => type in STATEFUL).map(({ urn, id }) => [urn, id]);
}

function concerns({ type, name }: Pick<Reviewed, "type" | "name">, step: Step): boolean {
  return step.type === type && nameOf(step) === name;
}

function told(step: Step): string {
  return `${step.op} ${step.type} ${nameOf(step)}${step.replacedBy.length > 0 ? ` (${step.replacedBy.join(", ")})` : ""}`;
}

function nameOf({ urn }: Step): string {
  return urn.split("::").slice(3).join("::");
}
