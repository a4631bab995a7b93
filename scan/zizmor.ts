/** zizmor's judgement of the workflows: what lets others in, what may do more than it needs, what is not pinned. */
import { z } from "zod";
import { SetupError } from "../local-cloud/engine/setup-error";
import type { ScanFinding, ScanResult } from "./findings";
import type { Tools } from "./tools";

const location = z.object({
  symbolic: z.object({ key: z.object({ Local: z.object({ verbatim_path: z.string() }) }), kind: z.string() }),
  concrete: z.object({ location: z.object({ start_point: z.object({ row: z.number() }) }) }),
});
const report = z.array(z.object({ ident: z.string(), desc: z.string(), url: z.string(), ignored: z.boolean(), locations: z.array(location) }));

/** Where findings of workflows belong: to no stack. */
export const WORKFLOWS = "workflows";

/**
 * Everything that it knows without asking GitHub; only matters of taste, such as names of jobs, are left out. What a comment in a
 * workflow would silence is a finding all the same: exceptions are reviewed in one place.
 */
export async function runZizmor(tools: Tools, root: string): Promise<ScanResult> {
  const { stdout, stderr } = await tools("zizmor", ["--offline", "--no-config", "--strict-collection", "--persona", "auditor", "--min-severity", "low", "--format", "json", "--no-progress", ".github"], root);
  const findings = parsed(stdout, stderr).map(findingOf);
  // It does not say how much it looked at: the run itself is the check that passes.
  return { passed: 1, findings };
}

function parsed(stdout: string, stderr: string): z.output<typeof report> {
  try {
    return report.parse(JSON.parse(stdout));
  } catch {
    throw new SetupError(`zizmor gave no report on the workflows. Its last words: ${(stderr || stdout).trim().split("\n").slice(-5).join("\n")}`);
  }
}

function findingOf({ ident, desc, url, locations }: z.output<typeof report>[number]): ScanFinding {
  const primary = locations.find(({ symbolic }) => symbolic.kind === "Primary") ?? locations[0];
  const file = primary?.symbolic.key.Local.verbatim_path.replace(/^\.\//, "") ?? "";
  return { stack: WORKFLOWS, check: `zizmor ${ident}`, title: desc, resource: file, detail: `line ${(primary?.concrete.location.start_point.row ?? 0) + 1}, ${url}` };
}
