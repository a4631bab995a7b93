/** Where checkov and our rules say the same of a change, and where they differ. */
import type { Trial } from "./trials";

/** Whose finding nobody else has. */
export type Side = "ours" | "checkov";

/** What a rule and a check say of the rule's changes. */
export interface Row {
  readonly rule: string;
  readonly check: string;
  /** Changes that both refuse. */
  readonly agreed: number;
  /** Changes that one of the two lets through, by what was changed. */
  readonly differing: Readonly<Record<Side, readonly string[]>>;
}

/** @param refused - for each trial, the checks that refuse it and let the golden plan through */
export function compare(trials: readonly (readonly [Trial, ReadonlySet<string>])[]): Row[] {
  const rows = new Map<string, { rule: string; check: string; agreed: number; differing: Record<Side, string[]> }>();
  const rowOf = (rule: string, check: string) => {
    const key = `${rule} ${check}`;
    const row = rows.get(key) ?? { rule, check, agreed: 0, differing: { ours: [], checkov: [] } };
    rows.set(key, row);
    return row;
  };
  const claimedBy = new Map<string, Set<string>>();
  for (const [{ rule, checks }] of trials) {
    checks.forEach((check) => claimedBy.set(check, (claimedBy.get(check) ?? new Set()).add(rule)));
  }
  for (const [{ rule, when, checks, fires }, refused] of trials) {
    for (const check of checks) {
      if (refused.has(check)) {
        rowOf(rule, check).agreed += 1;
      } else {
        rowOf(rule, check).differing.ours.push(when);
      }
    }
    for (const check of refused) {
      const claims = [...(claimedBy.get(check) ?? [])];
      // Another rule that says what the check does fires too, and that is agreement.
      if (!checks.includes(check) && !claims.some((claiming) => fires.includes(claiming))) {
        rowOf(rule, check).differing.checkov.push(when);
      }
    }
  }
  return [...rows.values()].sort((a, b) => a.rule.localeCompare(b.rule) || a.check.localeCompare(b.check));
}

/** Checks that refuse a plan and not the golden one: on whichever resource. */
export function newChecks(golden: ReadonlySet<string>, changed: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...changed].flatMap((each) => (golden.has(each) ? [] : (each.split(" ")[0] ?? []))));
}
