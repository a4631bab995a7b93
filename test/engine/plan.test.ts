/** The plan that is collected without an engine, held against the engine's own preview. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { specialAssetSig, specialResourceSig, specialSecretSig, unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { prepareProject } from "../../local-cloud/engine/project";
import { signature } from "../../local-cloud/monitor";
import { collectPlan, SECRET, UNKNOWN, type Plan, type PlannedResource } from "../../plan";
import { repository, startRun, succeeded, type Run } from "./harness";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** As `--json` tells of a resource, and as `--save-plan` does; what is empty or false is left out. */
interface State {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly parent?: string;
  readonly inputs?: { [key: string]: Json };
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  readonly provider?: string;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  readonly additionalSecretOutputs?: readonly string[];
  readonly customTimeouts?: Readonly<Record<string, number>>;
  readonly deletedWith?: string;
  readonly importID?: string;
  readonly aliases?: readonly string[];
}

interface Goal extends Omit<State, "urn" | "inputs"> {
  readonly name: string;
  readonly inputDiff: { readonly adds?: { [key: string]: Json } };
  readonly deleteBeforeReplace?: boolean;
}

interface Preview {
  readonly config: Readonly<Record<string, string>>;
  readonly states: ReadonlyMap<string, State>;
  readonly goals: ReadonlyMap<string, Goal>;
}

async function preview(run: Run, stack: string): Promise<Preview> {
  const saved = path.join(run.paths.logs, "plan.json");
  const { status, output } = await run.pulumi("preview", "--stack", stack, "--json", "--save-plan", saved, "--show-sames", "--non-interactive");
  succeeded({ status, output });
  const json = JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1)) as { config: Preview["config"]; steps: { newState: State }[] };
  const { resourcePlans } = JSON.parse(readFileSync(saved, "utf8")) as { resourcePlans: Record<string, { goal: Goal }> };
  return {
    config: json.config,
    states: new Map(json.steps.map(({ newState }) => [newState.urn, newState])),
    goals: new Map(Object.entries(resourcePlans).map(([urn, { goal }]) => [urn, goal])),
  };
}

/** Values as a plan shows them. Names that a provider completes at random end alike. */
function shown(value: Json): Json {
  if (value === unknownValue) return UNKNOWN;
  if (value === "[secret]") return SECRET;
  if (typeof value === "string") return value.replace(/-[0-9a-f]{7}$/, "-random");
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== "object" || value === null) return value;
  const mark = value[signature];
  if (mark === specialResourceSig) return { urn: value["urn"] ?? null };
  if (mark === specialSecretSig) return SECRET;
  if (mark === specialAssetSig) throw new Error("The programs of this test have no assets.");
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (key === "__internal" ? [] : [[key, shown(inner)]])));
}

const sorted = (list: readonly string[] | undefined): string[] => [...(list ?? [])].sort();
const nonEmpty = (lists: State["propertyDependencies"]): object => Object.fromEntries(Object.entries(lists ?? {}).filter(([, urns]) => urns.length > 0).map(([key, urns]) => [key, sorted(urns)]));
const providerUrn = (reference: string | undefined): string | undefined => (reference === undefined || reference === "" ? undefined : reference.split("::").slice(0, -1).join("::"));
const inputsOf = (inputs: object | undefined): Json => shown((inputs ?? {}) as Json);

function common({ type, custom, parent, dependencies, propertyDependencies, provider, protect, ignoreChanges, additionalSecretOutputs }: Omit<State, "urn" | "inputs">): object {
  return {
    type,
    custom,
    parent,
    dependencies: sorted(dependencies),
    propertyDependencies: nonEmpty(propertyDependencies),
    provider: providerUrn(provider),
    protect: protect ?? false,
    ignoreChanges: ignoreChanges ?? [],
    additionalSecretOutputs: sorted(additionalSecretOutputs),
  };
}

function commonOf({ type, custom, parent, dependencies, propertyDependencies, options }: PlannedResource): object {
  const { provider, protect, ignoreChanges, additionalSecretOutputs } = options;
  return { type, custom, parent, dependencies, propertyDependencies, provider, protect, ignoreChanges, additionalSecretOutputs: sorted(additionalSecretOutputs) };
}

const seconds = (time: string): number => Number(time.replace(/[ms]$/, "")) * (time.endsWith("m") ? 60 : 1);

function assertStatesEqual(plan: Plan, states: Preview["states"]): void {
  for (const [urn, state] of states) {
    const planned = plan.get(urn);
    const { retainOnDelete, replaceOnChanges, deletedWith, importId, customTimeouts } = planned.options;
    const isRoot = planned.type === "pulumi:pulumi:Stack";
    assert.deepEqual(
      {
        ...commonOf(planned),
        inputs: isRoot ? {} : inputsOf(planned.inputs),
        retainOnDelete,
        replaceOnChanges,
        deletedWith,
        importId,
        customTimeouts: Object.fromEntries(Object.entries(customTimeouts).map(([action, time]) => [action, seconds(time)])),
      },
      {
        ...common(state),
        inputs: isRoot ? {} : inputsOf(state.inputs),
        retainOnDelete: state.retainOnDelete ?? false,
        replaceOnChanges: state.replaceOnChanges ?? [],
        deletedWith: state.deletedWith,
        importId: state.importID,
        customTimeouts: state.customTimeouts ?? {},
      },
      urn,
    );
  }
}

function assertGoalsEqual(plan: Plan, goals: Preview["goals"]): void {
  assert.deepEqual(plan.resources.map(({ urn }) => urn), sorted([...goals.keys()]));
  for (const [urn, goal] of goals) {
    const planned = plan.get(urn);
    assert.deepEqual(
      { ...commonOf(planned), name: planned.name, inputs: inputsOf(planned.inputs), deleteBeforeReplace: planned.options.deleteBeforeReplace },
      { ...common(goal), name: goal.name, inputs: inputsOf(goal.inputDiff.adds), deleteBeforeReplace: goal.deleteBeforeReplace },
      urn,
    );
  }
}

const shop = path.join(__dirname, "fixtures", "options");
const programs = [
  { stack: "production", program: repository },
  { stack: "development", program: repository },
  { stack: "test", program: shop },
];

for (const { stack, program } of programs) {
  describe(`the collected plan of ${path.basename(program) === "options" ? "a program with every option" : stack}`, () => {
    let run: Run;
    let engine: Preview;
    let plan: Plan;
    before(async () => {
      run = await startRun(stack, { program });
      engine = await preview(run, stack);
      plan = await collectPlan({ root: repository, program, stack });
    });
    after(() => run.stop());

    it("is of the configuration that the engine reads", () => assert.deepEqual(plan.config, engine.config));

    it("has the resources, default providers included, with goals as the engine saves them", () => assertGoalsEqual(plan, engine.goals));

    it("has the states that the engine's preview tells", () => {
      assert.ok(engine.states.size > 10);
      assertStatesEqual(plan, engine.states);
    });
  });
}

describe("aliases of a collected plan", () => {
  let run: Run;
  before(async () => (run = await startRun("test", { program: shop })));
  after(() => run.stop());

  it("hold those under which the engine finds what has another name now, children included", async () => {
    succeeded(await run.operate("up", { set: ["shop:former=true"] }));
    prepareProject(run.paths);
    const { states } = await preview(run, "test");
    const plan = await collectPlan({ root: repository, program: shop, stack: "test" });
    const found = [...states.values()].filter(({ aliases = [] }) => aliases.length > 0);
    const types = new Set(found.map(({ type }) => type));
    for (const type of ["shop:index:Shop", "aws:s3/bucket:Bucket", "aws:s3/bucketPolicy:BucketPolicy", "awsx:ecr:Repository", "aws:ecr/repository:Repository", "aws:sqs/queue:Queue"]) {
      assert.ok(types.has(type), `the engine found no ${type} by an alias`);
    }
    for (const { urn, aliases = [] } of found) {
      const { options } = plan.get(urn);
      assert.deepEqual(aliases.filter((alias) => !options.aliases.includes(alias)), [], urn);
    }
  });
});
