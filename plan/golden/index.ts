/** Golden plans: what each stack's program plans, kept as text in `test/golden/` and reviewed as a diff. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Plan } from "../plan";
import { goldenDocument } from "./document";
import { goldenText } from "./text";

export { differenceSentence, goldenDifference, isSame, type GoldenDifference } from "./difference";

/** The day for which golden plans are made: a plan of another day may say more of versions near their end. */
export const GOLDEN_DAY = new Date("2026-03-02T12:00:00Z");

/** The text of a plan. @param deployed - the same plan collected with the values of a deployment */
export function goldenOf(preview: Plan, deployed: Plan): string {
  return goldenText(preview.stack, goldenDocument(preview, deployed));
}

export function goldenFile(root: string, stack: string): string {
  return path.join(root, "test", "golden", `${stack}.yaml`);
}

/** The golden text of a stack; empty for a stack that has none yet. */
export function readGolden(root: string, stack: string): string {
  const file = goldenFile(root, stack);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

export function writeGolden(root: string, stack: string, text: string): void {
  const file = goldenFile(root, stack);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
