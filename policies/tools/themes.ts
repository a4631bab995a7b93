/** Which folder a rule stands in. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Rule } from "../kernel";
import { rules } from "../rules";

const PACK = join(__dirname, "..");

/** Themes by their folders, each with its rules in the order of their names; folders without rules are none. */
export function themes(): ReadonlyMap<string, readonly Rule[]> {
  const folders = readdirSync(PACK, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "node_modules");
  const found = folders.map(({ name }): [string, Rule[]] => {
    const files = new Set(readdirSync(join(PACK, name)));
    return [name, rules.filter((rule) => files.has(`${rule.name}.ts`)).sort((a, b) => a.name.localeCompare(b.name, "en"))];
  });
  return new Map(found.filter(([, own]) => own.length > 0));
}
