/**
 * `npm run bench`: previews of both stacks with and without the policy pack, beside an empty program and a flat one
 * with as many plain resources. All kinds alternate in one run and the figures are ratios of medians, because a shared
 * machine changes its speed and not its proportions.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { policyArguments } from "../local-cloud/cli/policy-arguments";
import { eventLogArguments, readSummary } from "../local-cloud/cli/summary";
import { ensureCli } from "../local-cloud/engine/cli";
import { localPaths } from "../local-cloud/engine/paths";
import { capturePulumi, startEngine, type Engine } from "../local-cloud/engine/pulumi";
import { MemoryWatch } from "./memory";
import { measurePolicies, median, round, type PolicyFigures } from "./policies";

export interface BenchOptions {
  readonly root: string;
  readonly json: boolean;
  readonly runs: number;
  readonly progress: (line: string) => void;
}

interface Kind {
  readonly name: string;
  readonly engine: Engine;
  readonly args: readonly string[];
}

interface Measured {
  readonly seconds: readonly number[];
  readonly peaks: ReadonlyMap<string, number>;
}

export async function runBench({ root, json, runs, progress }: BenchOptions): Promise<number> {
  mkdirSync(path.join(root, ".local"), { recursive: true });
  const folder = mkdtempSync(path.join(root, ".local", "bench-"));
  const engines: Engine[] = [];
  const start = async (program: string, stack: string): Promise<Engine> => {
    const paths = localPaths(root, path.join(folder, `${path.basename(program)}-${stack}`), program);
    const cli = await ensureCli({ paths, environment: process.env, progress });
    const engine = await startEngine({ cli, paths, stack, environment: process.env });
    engines.push(engine);
    return engine;
  };
  try {
    const production = await start(root, "production");
    const development = await start(root, "development");
    const resources = await countResources(production);
    progress(`The production plan has ${resources} resources; the flat program registers as many.`);
    const flat = await start(path.join(root, "bench", "programs", "flat"), "bench");
    const kinds: Kind[] = [
      { name: "empty", engine: await start(path.join(root, "bench", "programs", "empty"), "bench"), args: ["--stack", "bench"] },
      { name: "flat", engine: flat, args: ["--stack", "bench", "--config", `bench-flat:count=${resources}`] },
      { name: "production", engine: production, args: ["--stack", "production"] },
      { name: "production with policies", engine: production, args: ["--stack", "production", ...policyArguments(root, "production")] },
      { name: "development", engine: development, args: ["--stack", "development"] },
      { name: "development with policies", engine: development, args: ["--stack", "development", ...policyArguments(root, "development")] },
    ];
    const measured = await measure(kinds, runs, progress);
    const policies = await measurePolicies(root, runs, progress);
    report({ ...figures(measured, resources), ...policies }, measured, json);
    return 0;
  } finally {
    await Promise.all(engines.map((engine) => engine.cloud.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function countResources(engine: Engine): Promise<number> {
  const events = path.join(engine.paths.logs, "count.jsonl");
  await preview(engine, ["--stack", "production", ...eventLogArguments(events)]);
  return [...readSummary(events).resourcesByKind.values()].reduce((sum, count) => sum + count, 0);
}

async function measure(kinds: readonly Kind[], runs: number, progress: BenchOptions["progress"]): Promise<Map<string, Measured>> {
  const measured = new Map<string, Measured>();
  // The first round fills caches and is thrown away.
  for (let round = 0; round <= runs; round += 1) {
    for (const { name, engine, args } of kinds) {
      const watch = new MemoryWatch(process.pid);
      const started = process.hrtime.bigint();
      await preview(engine, args);
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      const peaks = watch.stop();
      if (round > 0) {
        const before = measured.get(name);
        measured.set(name, {
          seconds: [...(before?.seconds ?? []), seconds],
          peaks: new Map([...peaks].map(([process, peak]) => [process, Math.max(peak, before?.peaks.get(process) ?? 0)])),
        });
      }
      progress(`${round === 0 ? "warm-up" : `round ${round}/${runs}`}  ${name.padEnd(26)} ${seconds.toFixed(2)} s`);
    }
  }
  return measured;
}

async function preview(engine: Engine, args: readonly string[]): Promise<void> {
  const { status, stdout, stderr } = await capturePulumi(engine, ["preview", "--non-interactive", "--suppress-progress", ...args]);
  if (status !== 0) {
    throw new Error(`A benchmarked preview failed, so there is nothing to measure:\n${stdout}\n${stderr}`);
  }
}

interface Figures {
  readonly resources: number;
  /** Production with policies against the flat program without. To reach: at most 1.5. */
  readonly previewRatio: number;
  /** Production with policies against the empty program. */
  readonly emptyRatio: number;
  /** Part of the production preview that the policy pack costs. To reach: at most 0.25. */
  readonly policyShare: number;
  /** What the policy pack adds to the preview of production, against that preview without it. To reach: at most 0.5. */
  readonly policyCost: number;
  readonly developmentRatio: number;
  /** Largest process. To reach: at most 700. */
  readonly peakMemoryMb: number;
}

function figures(measured: ReadonlyMap<string, Measured>, resources: number): Figures {
  const time = (name: string): number => median(measured.get(name)?.seconds ?? []);
  const judged = time("production with policies");
  return {
    resources,
    previewRatio: round(judged / time("flat")),
    emptyRatio: round(judged / time("empty")),
    policyShare: round((judged - time("production")) / judged),
    policyCost: round((judged - time("production")) / time("production")),
    developmentRatio: round(time("development with policies") / time("flat")),
    peakMemoryMb: Math.round(Math.max(...[...measured.values()].flatMap(({ peaks }) => [...peaks.values()]))),
  };
}

function report(result: Figures & PolicyFigures, measured: ReadonlyMap<string, Measured>, json: boolean): void {
  const kinds = [...measured].map(([name, { seconds, peaks }]) => ({
    name,
    medianSeconds: round(median(seconds)),
    peakMb: Object.fromEntries([...peaks].map(([process, peak]) => [process, Math.round(peak)])),
  }));
  if (json) {
    process.stdout.write(`${JSON.stringify({ ...result, kinds }, null, 2)}\n`);
    return;
  }
  for (const { name, medianSeconds, peakMb } of kinds) {
    const memory = Object.entries(peakMb).map(([process, peak]) => `${process} ${peak} MB`).join(", ");
    process.stdout.write(`${name.padEnd(26)} ${medianSeconds.toFixed(2).padStart(6)} s   ${memory}\n`);
  }
  for (const [name, value] of Object.entries(result)) {
    process.stdout.write(`${name.padEnd(26)} ${String(value).padStart(6)}\n`);
  }
}
