/** Settings of a test's stack, written into the project copy as its file would have them. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";
import type { Json } from "../../environment/merge";

export type Settings = Readonly<Record<string, Json>>;

/**
 * @param settings - values by path below `kianax:`, such as `network.peerings[0].cidr`, or by a full key of another namespace
 */
export function writeSettings(project: string, stack: string, settings: Settings): void {
  const file = path.join(project, `Pulumi.${stack}.yaml`);
  const content = parse(readFileSync(file, "utf8")) as { config: Record<string, unknown> };
  for (const [key, value] of Object.entries(settings)) {
    if (key.includes(":")) {
      content.config[key] = value;
    } else {
      const [section = "", ...steps] = key.split(/[.[\]]+/).filter((step) => step !== "");
      content.config[`kianax:${section}`] = placed(content.config[`kianax:${section}`], steps, value);
    }
  }
  // In quotes: YAML has moments and numbers that JSON writes as text.
  writeFileSync(file, stringify(content, { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" }));
}

/** The value with another one at the path below it. */
export function placed(holder: unknown, [step, ...rest]: readonly string[], value: Json): unknown {
  if (step === undefined) {
    return value;
  }
  if (Array.isArray(holder)) {
    return holder.map((element: unknown, index) => (String(index) === step ? placed(element, rest, value) : element));
  }
  const map = typeof holder === "object" && holder !== null ? (holder as Record<string, unknown>) : {};
  return { ...map, [step]: placed(map[step], rest, value) };
}
