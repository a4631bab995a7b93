/** What the rules that refuse read of a plan that keeps them: type, property, rules. */
import { PROFILES } from "../kernel";
import { rules } from "../rules";
import { goldenPlan } from "../testing/golden";
import { readsOf } from "../testing/reads";
import { wire } from "../testing/wire";

export function readProperties(): Record<string, Record<string, string[]>> {
  const found: Record<string, Record<string, string[]>> = {};
  for (const rule of rules.filter(({ levels, name }) => levels.production === "mandatory" && !ABOUT_EVERYTHING.includes(name))) {
    const reads = new Set(PROFILES.flatMap((profile) => [...readsOf(rule, wire(goldenPlan(profile), "preview"), profile)]));
    for (const read of reads) {
      const [type = "", property = ""] = read.split(" ");
      const ofType = (found[type] ??= {});
      ofType[property] = [...(ofType[property] ?? []), rule.name].sort();
    }
  }
  return sorted(found, (properties) => sorted(properties, (names) => names));
}

/** They read tags and Regions of whatever there is, which no one changes by hand to weaken it. */
const ABOUT_EVERYTHING = ["required-tags", "region-and-provider"];

function sorted<T>(record: Record<string, T>, inner: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.keys(record).sort().map((key) => [key, inner(record[key] as T)]));
}

export function readsText(): string {
  return `${JSON.stringify(readProperties(), null, 1)}\n`;
}
