/** Why checkov and our rules differ, reviewed: what has no reason fails the scan, and so does a reason that nothing needs any more. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse, YAMLError } from "yaml";
import { z } from "zod";
import { SetupError } from "../../local-cloud/engine/cli";
import { wildcardMatches } from "../../test/iam";
import type { Row, Side } from "./compare";

export const REASONS_FILE = path.join("scan", "agreement.yaml");

const reasonSchema = z.strictObject({
  /** `CKV_AWS_16`. */
  check: z.string().min(1),
  /** Who alone refuses. */
  only: z.enum(["ours", "checkov"]),
  /** Rules whose changes it is about; * stands for anything. */
  rules: z.array(z.string().min(1)).min(1),
  reason: z.string().min(20),
});

export type Reason = z.output<typeof reasonSchema>;

export function readReasons(root: string): Reason[] {
  let content: unknown;
  try {
    content = parse(readFileSync(path.join(root, REASONS_FILE), "utf8"));
  } catch (error) {
    throw new SetupError(`${REASONS_FILE} cannot be read: ${error instanceof YAMLError ? error.message.split("\n")[0] : String(error)}`);
  }
  const result = z.array(reasonSchema).safeParse(content);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new SetupError(`${REASONS_FILE}: entry ${issue?.path.map((step) => (typeof step === "number" ? step + 1 : String(step))).join(", ")}: ${issue?.message}.`);
  }
  return result.data;
}

/** What is wrong with the reasons: differences without one, and reasons for what does not differ. */
export function reasonProblems(rows: readonly Row[], reasons: readonly Reason[]): string[] {
  const differences = rows.flatMap(({ rule, check, differing }) =>
    (["ours", "checkov"] as const).flatMap((only) => (differing[only].length === 0 ? [] : [{ rule, check, only, changes: differing[only] }])),
  );
  const open = differences.filter((difference) => !reasons.some((reason) => isAbout(reason, difference)));
  return [
    ...open.map(({ rule, check, only, changes }) => `${rule}: ${changes.length} changes that ${only === "ours" ? `we refuse and ${check} lets through` : `${check} refuses and we let through`}, such as "${changes[0]}"; say why in ${REASONS_FILE}.`),
    ...reasons.flatMap((reason) =>
      reason.rules.filter((rule) => !differences.some((difference) => isAbout({ ...reason, rules: [rule] }, difference))).map((rule) => `${REASONS_FILE}: ${reason.check} and ${rule} do not differ any more where only ${reason.only} refused: remove the entry.`),
    ),
  ];
}

function isAbout({ check, only, rules }: Reason, difference: { readonly rule: string; readonly check: string; readonly only: Side }): boolean {
  return check === difference.check && only === difference.only && rules.some((rule) => wildcardMatches(rule, difference.rule));
}
