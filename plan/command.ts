/** `npm run plan`: the plan of a stack in seconds, without engine, CLI, state or cloud. */
import { collectPlan } from "./collect";
import { PlanError } from "./errors";
import { goldenOf } from "./golden";
import { pathText, PlanGraph } from "./graph";
import { keyOf, type Plan, type PlannedResource } from "./plan";
import { planTable } from "./table";

export interface PlanCommand {
  readonly root: string;
  readonly stack: string;
  /** Overrides, as `--set` gives them. */
  readonly settings: readonly string[];
  /** The whole plan as JSON in place of a table. */
  readonly json: boolean;
  /** With the ids and outputs that a deployment would give. */
  readonly deployed: boolean;
  /** Only the resources whose `type::name` contains this, with everything that is known of them. */
  readonly show?: string;
  /** Why the first of two resources waits for the second, each named by a part of its `type::name`. */
  readonly why?: readonly [string, string];
  /** Takes what was asked for. */
  readonly print: (line: string) => void;
  /** Takes what went wrong. */
  readonly say: (line: string) => void;
}

/** Prints a plan, or why there is none; gives the exit code. */
export async function runPlan(command: PlanCommand): Promise<number> {
  try {
    for (const line of await answer(command)) {
      command.print(line);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof PlanError)) {
      throw error;
    }
    command.say(error.message);
    return 1;
  }
}

async function answer({ root, stack, settings, json, deployed, show, why }: PlanCommand): Promise<string[]> {
  const collect = (values: "preview" | "deployed"): Promise<Plan> => collectPlan({ root, stack, settings, values });
  const plan = await collect(deployed ? "deployed" : "preview");
  if (json) {
    return [JSON.stringify(plan, undefined, 2)];
  }
  if (why !== undefined) {
    return explained(plan, theOne(plan, why[0]), theOne(plan, why[1]));
  }
  if (show !== undefined) {
    const found = matching(plan, show).map(keyOf);
    const text = goldenOf(deployed ? await collect("preview") : plan, deployed ? plan : await collect("deployed"));
    return text.split("\n\n").filter((block) => found.some((key) => block.trimStart().startsWith(`${key}:`) || block.trimStart().startsWith(`${key} in `)));
  }
  return planTable(plan);
}

function explained(plan: Plan, second: PlannedResource, first: PlannedResource): string[] {
  const path = new PlanGraph(plan).path(second.urn, first.urn);
  if (path === undefined) {
    throw new PlanError([`${keyOf(second)} does not wait for ${keyOf(first)}: the engine may make them in any order.`]);
  }
  return [`${keyOf(second)} waits for ${keyOf(first)}:`, `  ${pathText(path)}`];
}

function matching(plan: Plan, part: string): PlannedResource[] {
  const found = plan.resources.filter((resource) => keyOf(resource).toLowerCase().includes(part.toLowerCase()));
  if (found.length === 0) {
    throw new PlanError([`The plan of ${plan.stack} has no resource whose type::name contains "${part}"; \`npm run plan -- --stack ${plan.stack}\` lists them all.`]);
  }
  return found;
}

/** The one whose name this is, else the only one that contains it. */
function theOne(plan: Plan, part: string): PlannedResource {
  const found = matching(plan, part);
  const exact = found.filter((resource) => resource.name === part || keyOf(resource) === part);
  const [only, ...others] = exact.length > 0 ? exact : found;
  if (only === undefined || others.length > 0) {
    throw new PlanError([`"${part}" is in the type::name of ${others.length + 1} resources; write more of one: ${found.slice(0, 8).map(keyOf).join(", ")}${found.length > 8 ? " …" : ""}`]);
  }
  return only;
}
