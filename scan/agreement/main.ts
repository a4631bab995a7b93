/** checkov's opinion of each change of the golden plan that our rules refuse: two judges that never saw each other. */
import { rmSync } from "node:fs";
import path from "node:path";
import type { Catalogue } from "../../local-cloud/shapes";
import { checkPlans } from "../checkov";
import type { Tools } from "../tools";
import { compare, newChecks, type Row } from "./compare";
import { readReasons, reasonProblems } from "./reasons";
import { golden, trials, type Trial } from "./trials";

const GOLDEN = "golden";
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
  /** Where the plans are written; removed afterwards. */
  readonly folder: string;
  readonly progress: (line: string) => void;
}

/** Prints the table, and what in it has no reason. */
export async function judgeAgreement({ root, catalogue, tools, folder, progress }: AgreementOptions): Promise<Agreement> {
  const tried = trials(root, catalogue);
  progress(`Asking checkov about ${tried.length} changes of the golden plan (a few minutes) …`);
  const standing = checksOf((await checkPlans(tools, new Map([[GOLDEN, golden(catalogue)]]), path.join(folder, GOLDEN))).refused.get(GOLDEN));
  const batches = Array.from({ length: Math.ceil(tried.length / BATCH) }, (_, index) => ({ folder: path.join(folder, String(index)), trials: tried.slice(index * BATCH, (index + 1) * BATCH) }));
  const judged: (readonly [Trial, ReadonlySet<string>])[] = [];
  const work = async (): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      const { refused } = await checkPlans(tools, new Map(batch.trials.map(({ plan }, index) => [String(index), plan])), batch.folder);
      judged.push(...batch.trials.map((trial, index) => [trial, newChecks(standing, checksOf(refused.get(String(index))))] as const));
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

/** As `CKV_AWS_16 aws_db_instance.database`. */
function checksOf(refusals: readonly { readonly check_id: string; readonly resource: string }[] = []): ReadonlySet<string> {
  return new Set(refusals.map(({ check_id, resource }) => `${check_id} ${resource}`));
}

function tableOf(rows: readonly Row[]): string {
  const line = (rule: string, ...counts: readonly (string | number)[]): string => `${rule.padEnd(36)} ${counts.map((count) => String(count).padStart(12)).join(" ")}`;
  return [line("rule", "both", "only ours", "only checkov"), ...rows.map(({ rule, agreed, onlyOurs, onlyCheckov }) => line(rule, agreed, onlyOurs.length, Object.values(onlyCheckov).flat().length))].join("\n");
}
