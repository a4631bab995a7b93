/** checkov's opinion of each change of the golden plan that our rules refuse: two judges that never saw each other. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Catalogue } from "../../local-cloud/shapes";
import { checkFolder } from "../checkov";
import type { Tools } from "../tools";
import { compare, newChecks, type Row } from "./compare";
import { readReasons, reasonProblems } from "./reasons";
import { golden, trials, type Trial } from "./trials";

const GOLDEN = "golden.json";
/** checkov keeps all plans of a folder in memory, six megabytes each, and works on one after another. */
const BATCH = 50;
const AT_ONCE = 2;

export interface Agreement {
  /** Changes that both refuse, check by check. */
  readonly passed: number;
  readonly problems: readonly string[];
}

export interface AgreementOptions {
  readonly root: string;
  readonly catalogue: Catalogue;
  readonly tools: Tools;
  /** Where the plans are written; removed before and after. */
  readonly folder: string;
  readonly progress: (line: string) => void;
}

/** Prints the table, and what in it has no reason. */
export async function judgeAgreement({ root, catalogue, tools, folder, progress }: AgreementOptions): Promise<Agreement> {
  const tried = trials(root, catalogue);
  progress(`Asking checkov about ${tried.length} changes of the golden plan (a few minutes) …`);
  rmSync(folder, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  const batches = Array.from({ length: Math.ceil(tried.length / BATCH) }, (_, index) => ({ folder: path.join(folder, String(index)), trials: tried.slice(index * BATCH, (index + 1) * BATCH) }));
  const judged: (readonly [Trial, ReadonlySet<string>])[] = [];
  let standing: ReadonlySet<string> = new Set();
  const work = async (): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      const result = await judgeBatch(batch.folder, batch.trials, catalogue, tools);
      judged.push(...result.judged);
      standing = result.standing;
      progress(`  ${judged.length} of ${tried.length}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  rmSync(folder, { recursive: true, force: true });
  const rows = compare(judged, standing);
  const problems = reasonProblems(rows, readReasons(root));
  progress(tableOf(rows));
  problems.forEach((problem) => progress(`  ${problem}`));
  return { passed: rows.reduce((sum, { agreed }) => sum + agreed, 0), problems };
}

/** What checkov refuses of the golden plan, and newly of each changed one. */
async function judgeBatch(folder: string, tried: readonly Trial[], catalogue: Catalogue, tools: Tools): Promise<{ readonly judged: (readonly [Trial, ReadonlySet<string>])[]; readonly standing: ReadonlySet<string> }> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, GOLDEN), JSON.stringify(golden(catalogue)));
  tried.forEach(({ plan }, index) => writeFileSync(path.join(folder, `${index}.json`), JSON.stringify(plan)));
  const refused = await checkFolder(tools, folder);
  const of = (file: string): ReadonlySet<string> => refused.get(file) ?? new Set();
  return { standing: of(GOLDEN), judged: tried.map((trial, index) => [trial, newChecks(of(GOLDEN), of(`${index}.json`))] as const) };
}

function tableOf(rows: readonly Row[]): string {
  const line = (rule: string, ...counts: readonly (string | number)[]): string => `${rule.padEnd(36)} ${counts.map((count) => String(count).padStart(12)).join(" ")}`;
  return [line("rule", "both", "only ours", "only checkov"), ...rows.map(({ rule, agreed, onlyOurs, onlyCheckov }) => line(rule, agreed, onlyOurs.length, Object.values(onlyCheckov).flat().length))].join("\n");
}
