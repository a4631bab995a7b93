/**
 * `npm run policy`: the policy pack, in the process in which Pulumi runs it, over the plan of a stack; no engine, no cloud. Each
 * stack is judged twice: as a first preview sees it, and as deployed, when the documents that are made of ARNs are known.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { SetupError } from "../local-cloud/engine/cli";
import { stackNames, stackProfile } from "../local-cloud/engine/project";
import { collectPlan } from "../plan";
import { Analyzer } from "../policies/analyzer";
import { junitOf } from "./junit";
import { readProfile } from "./profile";
import { sarifOf } from "./sarif";
import { tableOf } from "./table";
import { findingsOf, isRefusal, rulesOf, type Verdict } from "./verdict";
import { wireOf } from "./wire";

export const FORMATS = { table: (verdicts: readonly Verdict[]) => `${verdicts.map(tableOf).join("\n\n")}\n`, sarif: sarifOf, junit: junitOf } as const;
export type Format = keyof typeof FORMATS;

export interface GateOptions {
  readonly root: string;
  /** @default every stack that has a file */
  readonly stacks?: readonly string[];
  readonly settings?: readonly string[];
  /** Name of a profile of the pack, or a file. @default the one that the stack's file names */
  readonly profile?: string;
  /** @default "table" */
  readonly format?: Format;
  /** File that the report is written to. @default standard output */
  readonly output?: string;
  readonly progress: (line: string) => void;
  readonly print: (text: string) => void;
}

/** Judges, prints, and gives the exit code: 1 when a mandatory rule is violated or could not be run. */
export async function runGate({ root, stacks = stackNames(root), settings = [], profile, format = "table", output, progress, print }: GateOptions): Promise<number> {
  const analyzer = await Analyzer.start(path.join(root, "policies"));
  const verdicts: Verdict[] = [];
  try {
    for (const stack of stacks) {
      progress(`Judging ${stack} …`);
      verdicts.push(await judge(analyzer, root, stack, settings, profile ?? stackProfile({ program: root }, stack)));
    }
  } finally {
    await analyzer.stop();
  }
  const report = FORMATS[format](verdicts);
  if (output === undefined) {
    print(report);
  } else {
    write(output, report);
    progress(`The report is in ${output}.`);
  }
  return verdicts.some(({ findings }) => findings.some(isRefusal)) ? 1 : 0;
}

async function judge(analyzer: Analyzer, root: string, stack: string, settings: readonly string[], profile: string): Promise<Verdict> {
  const config = readProfile(root, profile, stack);
  const plans = {
    preview: await collectPlan({ root, stack, settings }),
    deployed: await collectPlan({ root, stack, settings, values: "deployed" }),
  };
  const judged = async (moment: keyof typeof plans) => {
    await analyzer.configure(config);
    return analyzer.analyze(wireOf(plans[moment]));
  };
  const violations = { preview: await judged("preview"), deployed: await judged("deployed") };
  return { stack, profile, rules: rulesOf(await analyzer.info()), findings: findingsOf(violations), resources: plans.deployed.resources.length };
}

function write(file: string, report: string): void {
  try {
    writeFileSync(file, report);
  } catch (error) {
    throw new SetupError(`The report cannot be written to ${file} (${(error as Error).message}); name a file in a folder that exists.`);
  }
}
