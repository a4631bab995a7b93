/** checkov's judgement of a Terraform plan. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { SetupError } from "../local-cloud/engine/cli";
import type { ScanResult } from "./findings";
import type { TerraformPlan } from "./terraform/plan";
import type { Tools } from "./tools";

const check = z.object({ check_id: z.string(), check_name: z.string(), resource: z.string(), file_path: z.string() });
const report = z.object({
  results: z.object({ passed_checks: z.array(check), failed_checks: z.array(check), parsing_errors: z.array(z.unknown()) }),
  summary: z.object({ resource_count: z.number() }),
});

const SUFFIX = ".tfplan.json";

/** One check that a resource of a plan does not pass. */
type Refusal = z.output<typeof check>;

interface Judgement {
  readonly passed: number;
  /** By the name of the plan; a plan without refusals is not in it. */
  readonly refused: ReadonlyMap<string, readonly Refusal[]>;
}

/** @param folder - where the plan is written for the scanner to read, and removed again once it is read */
export async function runCheckov(tools: Tools, plan: TerraformPlan, stack: string, folder: string): Promise<ScanResult> {
  const { passed, refused } = await checkPlans(tools, new Map([[stack, plan]]), path.join(folder, "plans"));
  return { passed, findings: (refused.get(stack) ?? []).map(({ check_id, check_name, resource }) => ({ stack, check: check_id, title: check_name, resource })) };
}

/**
 * Judges plans, each by its name.
 * @param folder - of nothing else: where the plans are written, and removed again once they are read
 */
export async function checkPlans(tools: Tools, plans: ReadonlyMap<string, TerraformPlan>, folder: string): Promise<Judgement> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, plan] of plans) {
    writeFileSync(path.join(folder, `${name}${SUFFIX}`), JSON.stringify(plan));
  }
  const { stdout, stderr } = await tools("checkov", ["--directory", ".", "--framework", "terraform_plan", "--skip-download", "--compact", "--output", "json"], folder);
  const { results, summary } = parsed(stdout, stderr);
  const planned = [...plans.values()].reduce((sum, plan) => sum + plan.planned_values.root_module.resources.length, 0);
  // A plan that it cannot read has no failures either.
  if (results.parsing_errors.length > 0 || summary.resource_count !== planned) {
    throw new SetupError(`checkov read ${summary.resource_count} of the ${planned} resources in ${folder}: the conversion in scan/terraform made something that is no Terraform plan.`);
  }
  rmSync(folder, { recursive: true, force: true });
  const refused = new Map<string, Refusal[]>();
  for (const refusal of results.failed_checks) {
    const name = path.basename(refusal.file_path, SUFFIX);
    refused.set(name, [...(refused.get(name) ?? []), refusal]);
  }
  return { passed: results.passed_checks.length, refused };
}

function parsed(stdout: string, stderr: string): z.output<typeof report> {
  try {
    return report.parse(JSON.parse(stdout));
  } catch {
    throw new SetupError(`checkov gave no report. Its last words: ${(stderr || stdout).trim().split("\n").slice(-5).join("\n")}`);
  }
}
