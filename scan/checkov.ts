/** checkov's judgement of a Terraform plan. */
import { writeFileSync } from "node:fs";
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

const AS_JSON = ["--framework", "terraform_plan", "--skip-download", "--compact", "--output", "json"] as const;

/** @param folder - where the plan is written for the scanner to read */
export async function runCheckov(tools: Tools, plan: TerraformPlan, stack: string, folder: string): Promise<ScanResult> {
  const file = `${stack}.tfplan.json`;
  writeFileSync(path.join(folder, file), JSON.stringify(plan));
  const { stdout, stderr } = await tools("checkov", ["--file", file, ...AS_JSON], folder);
  const { results, summary } = parsed(stdout, stderr);
  const planned = plan.planned_values.root_module.resources.length;
  // A plan that it cannot read has no failures either.
  if (results.parsing_errors.length > 0 || summary.resource_count !== planned) {
    throw new SetupError(`checkov read ${summary.resource_count} of the ${planned} resources of ${file}: the conversion in scan/terraform made something that is no Terraform plan.`);
  }
  return {
    passed: results.passed_checks.length,
    findings: results.failed_checks.map(({ check_id, check_name, resource }) => ({ stack, check: check_id, title: check_name, resource })),
  };
}

/** What it refuses in each file of a folder of plans, as `CKV_AWS_16 aws_db_instance.database`. */
export async function checkFolder(tools: Tools, folder: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { stdout, stderr } = await tools("checkov", ["--directory", ".", ...AS_JSON], folder);
  const refused = new Map<string, Set<string>>();
  for (const { file_path, check_id, resource } of parsed(stdout, stderr).results.failed_checks) {
    const file = path.basename(file_path);
    refused.set(file, (refused.get(file) ?? new Set()).add(`${check_id} ${resource}`));
  }
  return refused;
}

function parsed(stdout: string, stderr: string): z.output<typeof report> {
  try {
    return report.parse(JSON.parse(stdout));
  } catch {
    throw new SetupError(`checkov gave no report. Its last words: ${(stderr || stdout).trim().split("\n").slice(-5).join("\n")}`);
  }
}
