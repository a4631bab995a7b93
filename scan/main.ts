/** `npm run scan`: third-party scanners over the plan of each stack, and over the workflows. Fails on what no reviewed exception names. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { localPaths } from "../local-cloud/engine/paths";
import { stackNames } from "../local-cloud/engine/project";
import { openCatalogue } from "../local-cloud/shapes";
import { collectPlan } from "../plan";
import { documentsOf } from "../test/iam";
import { judgeAgreement } from "./agreement/main";
import { runCheckov } from "./checkov";
import { exceptionProblems, judge, readExceptions } from "./exceptions";
import type { ScanFinding } from "./findings";
import { runParliament } from "./parliament";
import { terraformPlan } from "./terraform/plan";
import { ensureTools } from "./tools";
import { runZizmor } from "./zizmor";

export interface ScanOptions {
  readonly root: string;
  /** @default every stack that has a file */
  readonly stacks?: readonly string[];
  readonly today?: Date;
  readonly progress: (line: string) => void;
}

/** Scans, prints what was found, and gives the exit code. */
export async function runScan({ root, stacks = stackNames(root), today = new Date(), progress }: ScanOptions): Promise<number> {
  const exceptions = readExceptions(root);
  const tools = await ensureTools({ root, progress });
  const paths = localPaths(root);
  const folder = path.join(paths.local, "scan");
  mkdirSync(folder, { recursive: true });
  const catalogue = openCatalogue(path.join(root, "node_modules"), paths.cache);
  const findings: ScanFinding[] = [];
  let passed = 0;
  for (const stack of stacks) {
    progress(`Scanning ${stack} …`);
    // As deployed: a preview does not know the ARNs that policy documents are made of.
    const { resources } = await collectPlan({ root, stack, today, values: "deployed" });
    const documents = documentsOf(resources);
    for (const result of [await runCheckov(tools, terraformPlan(resources, catalogue), stack, folder), await runParliament(tools, documents, stack, folder)]) {
      findings.push(...result.findings);
      passed += result.passed;
    }
  }
  // A scan of one stack is about that stack alone.
  const whole = stacks.length === stackNames(root).length;
  if (whole) {
    progress("Scanning the workflows …");
    const result = await runZizmor(tools, root);
    findings.push(...result.findings);
    passed += result.passed;
  }
  const judged = judge(findings, exceptions, today);
  // A list is judged by all that it may excuse: a scan of one stack says nothing about entries for another.
  const problems = whole ? exceptionProblems(findings, exceptions, today) : [];
  const open = judged.filter(({ exception }) => exception === undefined).map(({ finding }) => finding);
  for (const { stack, check, title, resource, detail } of open) {
    progress(`  ${stack}  ${check}  ${resource}\n      ${title}${detail === undefined ? "" : `: ${detail}`}`);
  }
  for (const problem of problems) {
    progress(`  ${problem}`);
  }
  // Of the policies, not of a stack.
  const agreement = whole ? await judgeAgreement({ root, catalogue, tools, folder: path.join(folder, "agreement"), progress }) : undefined;
  progress(`${passed} checks passed, ${open.length} failed, ${judged.length - open.length} excused by ${exceptions.length} reviewed exceptions.`);
  const failed = open.length + problems.length + (agreement?.problems.length ?? 0);
  process.stdout.write(`\n${passed + judged.length - open.length + (agreement?.passed ?? 0)} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}
