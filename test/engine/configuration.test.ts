/**
 * Every setting of the schema, set to another value on a deployed production stack: what is documented to replace does, and
 * nothing else touches what holds data.
 */
import assert from "node:assert/strict";
import { cpSync, mkdirSync } from "node:fs";
import path from "node:path";
import { eventLogArguments, readSummary, type Step } from "../../local-cloud/cli/summary";
import { capturePulumi } from "../../local-cloud/engine/pulumi";
import { ALTERNATIVES, BASELINE, EVERYTHING, REPLACED_WITHOUT_LOSS } from "../ledger/alternatives";
import { leavesOf, type Leaf } from "../ledger/leaves";
import { HOW_TO_LIST, STATEFUL, unlistedTypes } from "../ledger/stateful";
import { writeSettings, type Settings } from "../ledger/stack-file";
import { deployed, startRun, succeeded, type Run } from "./harness";

const STACK = "production";
/** As the README says: protection is lifted in a change of its own, so that a replacement shows itself instead of being refused. */
const LIFTED: Settings = { protect: false, "database.deletionProtection": false, "cluster.deletionProtection": false, "edge.deletionProtection": false, "recovery.deletionProtection": false };
const DEPLOYED: Settings = { ...BASELINE, ...LIFTED };
/** Keys that share a preview; a preview that finds something is halved until the key is named. */
const BATCH = 24;
/** Previews at the same time: they take no lock, and the machine has two cores. */
const AT_ONCE = 2;

const leaves = leavesOf();
const replacing = leaves.filter(({ change, key }) => change === "replace" && ALTERNATIVES[key] !== undefined);
const staying = leaves.filter(({ change, key }) => change !== "replace" && ALTERNATIVES[key] !== undefined);

describe("another value for each setting of a deployed stack", function () {
  // A preview for every two dozen keys, and one for each that has to be looked at alone.
  this.timeout(3_000_000);
  let run: Run;
  before(async () => {
    run = await startRun(STACK);
    writeSettings(run.paths.project, STACK, DEPLOYED);
    const up = await capturePulumi(run.engine, ["up", "--stack", STACK, "--yes", "--skip-preview", "--non-interactive", "--suppress-progress"]);
    succeeded({ status: up.status, output: `${up.stdout}\n${up.stderr}` });
  });
  after(() => run.stop());

  it("leaves everything of the ledger protected by default, and nothing protected that the ledger does not list", async () => {
    const resources = await deployed(run, STACK);
    for (const type of unlistedTypes(resources)) {
      assert.fail(`${type} ${HOW_TO_LIST}`);
    }
  });

  it("changes nothing while nothing is set", async () => {
    const { status, output, steps } = await previewOf(run, 0, {});
    succeeded({ status, output });
    assert.deepEqual(steps.filter(({ op }) => op !== "same").map(told), []);
  });

  it("replaces nothing, and deletes nothing of the ledger, where a change is in place", async () => {
    const isAlone = (leaf: Leaf): boolean => ALTERNATIVES[leaf.key]?.alone === true || refusalOf(leaf) !== undefined;
    const batches = [...batched(staying.filter((leaf) => !isAlone(leaf)), BATCH), ...staying.filter(isAlone).map((leaf) => [leaf])];
    const found = (await inTurns(batches, (worker, batch) => problemsOf(run, worker, batch))).flat();
    assert.deepEqual(found, []);
  });

  it("replaces what the ledger says of the key, and only that, where a change is documented to replace, once protection is lifted", async () => {
    const isAlone = (leaf: Leaf): boolean => ALTERNATIVES[leaf.key]?.alone === true || ALTERNATIVES[leaf.key]?.replaces?.includes(EVERYTHING) === true || refusalOf(leaf) !== undefined;
    const batches = [...replacing.filter(isAlone).map((leaf) => [leaf]), replacing.filter((leaf) => !isAlone(leaf))];
    const found = (await inTurns(batches, (worker, batch) => replacementProblems(run, worker, batch))).flat();
    assert.deepEqual(found, []);
  });
});

/** What is wrong with keys that replace nothing: of one key by its name, of several by halving them. */
async function problemsOf(run: Run, worker: number, batch: readonly Leaf[]): Promise<string[]> {
  const [first] = batch;
  const alternative = first === undefined ? undefined : ALTERNATIVES[first.key];
  if (first !== undefined && refusalOf(first) !== undefined) {
    return refusalProblem(run, worker, first);
  }
  const { status, output, steps } = await previewOf(run, worker, settingsOf(batch));
  const losses = steps.filter(({ op, type }) => (op === "replace" && !(type in REPLACED_WITHOUT_LOSS)) || (op === "delete" && type in STATEFUL && alternative?.removes?.includes(type) !== true));
  if (status === 0 && losses.length === 0) {
    return [];
  }
  if (batch.length > 1) {
    const middle = Math.ceil(batch.length / 2);
    const halves = [batch.slice(0, middle), batch.slice(middle)];
    const problems = [await problemsOf(run, worker, halves[0] ?? []), await problemsOf(run, worker, halves[1] ?? [])].flat();
    return problems.length > 0 ? problems : [`${batch.map(({ key }) => key).join(", ")} do only together: ${told_(status, output, losses)}`];
  }
  return [
    `kianax:${first?.key} is documented as "${first?.change}", and another value would ${told_(status, output, losses)}. ` +
      'Mend the component, or document the setting as "replace" in environment/schema; a value that is refused needs another one in test/ledger/alternatives.ts.',
  ];
}

/** The sentence with which the other value of a key is refused. */
function refusalOf({ key }: Leaf): RegExp | undefined {
  return ALTERNATIVES[key]?.refused ?? ALTERNATIVES[key]?.refusedByPreview;
}

async function refusalProblem(run: Run, worker: number, leaf: Leaf): Promise<string[]> {
  const { key } = leaf;
  const refused = refusalOf(leaf);
  const { status, output, steps } = await previewOf(run, worker, settingsOf([leaf]));
  const changes = steps.filter(({ op, type }) => op !== "same" && type !== "pulumi:pulumi:Stack");
  return status !== 0 && refused?.test(output) === true && changes.length === 0 ? [] : [`kianax:${key} should be refused with ${String(refused)}: ${output.slice(-600)}`];
}

/** Keys that are documented to replace have to, and their replacements have to be possible with protection lifted. */
async function replacementProblems(run: Run, worker: number, batch: readonly Leaf[]): Promise<string[]> {
  const [first] = batch;
  if (first !== undefined && refusalOf(first) !== undefined) {
    return refusalProblem(run, worker, first);
  }
  const { status, output, steps } = await previewOf(run, worker, settingsOf(batch));
  if (status !== 0) {
    return [`kianax:${batch.map(({ key }) => key).join(", kianax:")}: documented as replacing, and with protection lifted refused: ${output.slice(-1500)}`];
  }
  const losses = steps.filter(({ op, type }) => (op === "replace" || op === "delete") && !(type in REPLACED_WITHOUT_LOSS));
  const stated = batch.flatMap(({ key }) => (ALTERNATIVES[key]?.replaces ?? []).map((what) => ({ key, what })));
  const idle = stated.filter(({ what }) => !losses.some((step) => isWhat(step, what)));
  const unstated = losses.filter((step) => !stated.some(({ what }) => isWhat(step, what)) && (step.op === "replace" || step.type in STATEFUL));
  return [
    ...batch.filter(({ key }) => !stated.some((each) => each.key === key)).map(({ key }) => `kianax:${key} is documented as replacing; say in test/ledger/alternatives.ts what it \`replaces\`.`),
    ...idle.map(({ key, what }) => `kianax:${key} is documented as replacing, and another value does not replace ${what}; document it as "in place" in environment/schema, or mend \`replaces\` in test/ledger/alternatives.ts.`),
    ...(unstated.length === 0 ? [] : [`${batch.map(({ key }) => key).join(", ")} would also ${unstated.map(told).join(", ")}: add it to \`replaces\` in test/ledger/alternatives.ts, if it has to be.`]),
  ];
}

/** Whether a loss is of the type, and by the input, that the ledger states. */
function isWhat({ type, replacedBy }: Step, what: string): boolean {
  const [stated = "", input] = what.split(" ");
  return stated === EVERYTHING || (stated === type && (input === undefined || replacedBy.includes(input)));
}

function settingsOf(batch: readonly Leaf[]): Settings {
  return Object.fromEntries(
    batch.flatMap(({ key }) => {
      const alternative = ALTERNATIVES[key];
      return alternative === undefined ? [] : [[alternative.at ?? key, alternative.to] as const, ...Object.entries(alternative.with ?? {})];
    }),
  );
}

interface Previewed {
  readonly status: number;
  readonly output: string;
  readonly steps: readonly Step[];
}

/** A preview in a project copy of the worker's own, without the policy pack: what it refuses is not the question here. */
async function previewOf({ engine, paths }: Run, worker: number, settings: Settings): Promise<Previewed> {
  const project = path.join(paths.local, `project-${worker}`);
  mkdirSync(project, { recursive: true });
  cpSync(paths.project, project, { recursive: true });
  writeSettings(project, STACK, settings);
  const events = path.join(paths.logs, `preview-${worker}.jsonl`);
  const { status, stdout, stderr } = await capturePulumi({ ...engine, paths: { ...paths, project } }, ["preview", "--stack", STACK, "--non-interactive", "--suppress-progress", "--suppress-outputs", "--color", "never", ...eventLogArguments(events)]);
  return { status, output: `${stdout}\n${stderr}`, steps: readSummary(events).steps };
}

/** Hands the work out to as many workers as may run at once. */
async function inTurns<T, R>(work: readonly T[], perform: (worker: number, item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = [...work.entries()];
  const worker = async (number: number): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      results[next[0]] = await perform(number, next[1]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, number) => worker(number)));
  return results;
}

/** Keys of different sections beside each other, so that those of one preview have little to do with each other. */
function batched(all: readonly Leaf[], size: number): Leaf[][] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, batch) => all.filter((_leaf, index) => index % count === batch));
}

function told_(status: number, output: string, losses: readonly Step[]): string {
  return losses.length > 0 ? losses.map(told).join(", ") : status === 0 ? "change nothing" : `be refused: ${output.trim().slice(-1500)}`;
}

function told({ op, type, urn, replacedBy }: Step): string {
  return `${op} ${type} ${urn.split("::").slice(3).join("::")}${replacedBy.length > 0 ? ` (${replacedBy.join(", ")})` : ""}`;
}
