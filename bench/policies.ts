/** What the policy pack costs by itself: its process driven over the engine's protocol, on plans of 400 and of 4,000 resources. */
import path from "node:path";
import { wireOf } from "../gate/wire";
import { collectPlan } from "../plan";
import { Analyzer, type WireResource } from "../policies/analyzer";

export interface PolicyFigures {
  /** Median seconds from the start of the pack's process until it answers. */
  readonly startSeconds: number;
  /** Median milliseconds of the pack for each resource of a plan of 400. */
  readonly millisecondsPerResource: number;
  /** Cost of a resource among 4,000 against that among 400. To reach: at most 1.3. */
  readonly growth: number;
}

const SMALL = 400;
const LARGE = 4000;

export async function measurePolicies(root: string, runs: number, progress: (line: string) => void): Promise<PolicyFigures> {
  const plan = wireOf(await collectPlan({ root, stack: "production" }));
  const kinds = { small: copiesOf(plan, SMALL), large: copiesOf(plan, LARGE) };
  const seconds = { start: [] as number[], small: [] as number[], large: [] as number[] };
  // The first round fills the cache of what was transpiled, and is thrown away.
  for (let round = 0; round <= runs; round += 1) {
    for (const kind of ["small", "large"] as const) {
      const analyzer = await timed(() => Analyzer.start(path.join(root, "policies")));
      try {
        await analyzer.result.configure({});
        const { seconds: taken } = await timed(() => analyzer.result.analyze(kinds[kind]));
        progress(`${round === 0 ? "warm-up" : `round ${round}/${runs}`}  pack on ${kinds[kind].length} resources ${taken.toFixed(2)} s`);
        if (round > 0) {
          seconds.start.push(analyzer.seconds);
          seconds[kind].push(taken);
        }
      } finally {
        await analyzer.result.stop();
      }
    }
  }
  const cost = (kind: "small" | "large"): number => median(seconds[kind]) / kinds[kind].length;
  return { startSeconds: round(median(seconds.start)), millisecondsPerResource: round(cost("small") * 1000), growth: round(cost("large") / cost("small")) };
}

/** A plan of so many resources: the stack's own, as if projects beside it were in the same stack. */
function copiesOf(plan: readonly WireResource[], count: number): WireResource[] {
  const copies = Array.from({ length: Math.ceil(count / plan.length) }, (_, copy) =>
    copy === 0 ? plan : (JSON.parse(JSON.stringify(plan).replaceAll("::kianax::", `::kianax-${copy}::`)) as WireResource[]),
  );
  return copies.flat().slice(0, count);
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly seconds: number }> {
  const started = process.hrtime.bigint();
  const result = await work();
  return { result, seconds: Number(process.hrtime.bigint() - started) / 1e9 };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
