/** Plans of this repository's stacks, made once in a process: each takes seconds, and many tests read them. */
import path from "node:path";
import { stackNames } from "../../local-cloud/engine/project";
import { collectPlan, type CollectOptions } from "../collect";
import { GOLDEN_DAY } from "../golden";
import type { Plan } from "../plan";

export const repository = path.resolve(__dirname, "..", "..");

/** Stacks with a file beside Pulumi.yaml. */
export const stacks = stackNames(repository);

const made = new Map<string, Promise<Plan>>();

/** Start mocha's `before` with it: a plan takes up to half a minute on a busy machine. */
export function stackPlan(stack: string, values: CollectOptions["values"] = "preview", ...settings: string[]): Promise<Plan> {
  const key = JSON.stringify([stack, values, settings]);
  let plan = made.get(key);
  if (plan === undefined) {
    plan = collectPlan({ root: repository, stack, values, settings, today: GOLDEN_DAY });
    made.set(key, plan);
  }
  return plan;
}
