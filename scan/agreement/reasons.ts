/** Why checkov and our rules differ, reviewed: what has no reason fails the scan, and so does a reason that nothing needs any more. */
import path from "node:path";
import { z } from "zod";
import { wildcardMatches } from "../../test/iam";
import { readReviewed } from "../reviewed";
import type { Row } from "./compare";

export const REASONS_FILE = path.join("scan", "agreement.yaml");

const reasonSchema = z.union([
  /** Changes of a rule that no check refuses. */
  z.strictObject({ rule: z.string().min(1), onlyOurs: z.string().min(20) }),
  /** A check that a rule names, and that refuses none of its changes. */
  z.strictObject({ check: z.string().min(1), silent: z.string().min(20) }),
  /** A check that refuses what we let through, on changes of these rules; * stands for anything. */
  z.strictObject({ check: z.string().min(1), rules: z.array(z.string().min(1)).min(1), onlyCheckov: z.string().min(20) }),
]);

export type Reason = z.output<typeof reasonSchema>;

export function readReasons(root: string): Reason[] {
  return readReviewed(root, REASONS_FILE, reasonSchema);
}

interface Difference {
  readonly text: string;
  readonly isExplained: (reason: Reason) => boolean;
}

/** What is wrong with the reasons: differences without one, and reasons for what does not differ. */
export function reasonProblems(rows: readonly Row[], reasons: readonly Reason[]): string[] {
  const differences = rows.flatMap(differencesOf);
  const open = differences.filter(({ isExplained }) => !reasons.some(isExplained));
  const idle = reasons.flatMap(single).filter((reason) => !differences.some(({ isExplained }) => isExplained(reason)));
  return [...open.map(({ text }) => `${text}; say why in ${REASONS_FILE}.`), ...idle.map((reason) => `${REASONS_FILE}: the judges do not differ any more where ${nameOf(reason)}: remove the entry.`)];
}

function differencesOf({ rule, onlyOurs, silent, onlyCheckov }: Row): Difference[] {
  return [
    ...(onlyOurs.length === 0 ? [] : [{ text: `${rule}: ${onlyOurs.length} changes that no check refuses, such as "${onlyOurs[0]}"`, isExplained: (reason: Reason) => "onlyOurs" in reason && reason.rule === rule }]),
    ...silent.map((check) => ({ text: `${rule} names ${check}, which refuses none of its changes`, isExplained: (reason: Reason) => "silent" in reason && reason.check === check })),
    ...Object.entries(onlyCheckov).map(([check, changes]) => ({
      text: `${rule}: ${changes.length} changes that ${check} refuses, and no rule of ours that names it, such as "${changes[0]}"`,
      isExplained: (reason: Reason) => "onlyCheckov" in reason && reason.check === check && reason.rules.some((pattern) => wildcardMatches(pattern, rule)),
    })),
  ];
}

/** An entry for several rules is idle where one of them does not need it. */
function single(reason: Reason): Reason[] {
  return "rules" in reason ? reason.rules.map((rule) => ({ ...reason, rules: [rule] })) : [reason];
}

function nameOf(reason: Reason): string {
  return "onlyOurs" in reason ? `only ${reason.rule} refused` : "silent" in reason ? `${reason.check} was silent` : `only ${reason.check} refused changes of ${reason.rules.join(", ")}`;
}
