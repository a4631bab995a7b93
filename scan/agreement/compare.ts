/** Where checkov and our rules say the same of a change, and where they differ. */
import type { Trial } from "./trials";

/** What both judges say of the changes that one rule refuses. */
export interface Row {
  readonly rule: string;
  /** Changes that the rule and one of the checks that it names refuse. */
  readonly agreed: number;
  /** What was changed where none of those checks refuses. */
  readonly onlyOurs: readonly string[];
  /** Checks that the rule names, and that refuse none of its changes. */
  readonly silent: readonly string[];
  /** What was changed where a check refuses that no rule which fires names. */
  readonly onlyCheckov: Readonly<Record<string, readonly string[]>>;
}

/** Stands for a rule in the row of the plan that keeps all of them. */
export const GOLDEN_ROW = "the golden plan";

/**
 * @param judged - each trial with the checks that refuse it and let the golden plan through
 * @param standing - checks that refuse the golden plan, in which we find nothing wrong
 */
export function compare(judged: readonly (readonly [Trial, ReadonlySet<string>])[], standing: ReadonlySet<string>): Row[] {
  const named = new Map<string, readonly string[]>(judged.map(([{ rule, checks }]) => [rule, checks]));
  const golden = { rule: GOLDEN_ROW, agreed: 0, onlyOurs: [], silent: [], onlyCheckov: Object.fromEntries([...checksOf(standing)].sort().map((check) => [check, ["nothing"]])) };
  return [golden, ...[...named].map(([rule, checks]) => rowOf(rule, checks, judged.filter(([trial]) => trial.rule === rule), named)).sort((a, b) => a.rule.localeCompare(b.rule))];
}

function rowOf(rule: string, checks: readonly string[], judged: readonly (readonly [Trial, ReadonlySet<string>])[], named: ReadonlyMap<string, readonly string[]>): Row {
  const lone = judged.filter(([, refused]) => !checks.some((check) => refused.has(check)));
  const onlyCheckov: Record<string, string[]> = {};
  for (const [{ when, fires }, refused] of judged) {
    const expected = fires.flatMap((each) => named.get(each) ?? []);
    for (const check of [...refused].filter((each) => !expected.includes(each))) {
      onlyCheckov[check] = [...(onlyCheckov[check] ?? []), when];
    }
  }
  return {
    rule,
    agreed: judged.length - lone.length,
    onlyOurs: lone.map(([{ when }]) => when),
    silent: checks.filter((check) => !judged.some(([, refused]) => refused.has(check))),
    onlyCheckov,
  };
}

/** Checks that refuse a plan and not the golden one: on whichever resource. */
export function newChecks(golden: ReadonlySet<string>, changed: ReadonlySet<string>): ReadonlySet<string> {
  return checksOf([...changed].filter((each) => !golden.has(each)));
}

function checksOf(refusals: Iterable<string>): Set<string> {
  return new Set([...refusals].flatMap((each) => each.split(" ")[0] ?? []));
}
