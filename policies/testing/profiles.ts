import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackConfig } from "../analyzer";
import type { ProfileFile } from "../kernel";

export function profileOf(profile: ProfileFile): PackConfig {
  return JSON.parse(readFileSync(join(__dirname, "..", "profiles", `${profile}.json`), "utf8")) as PackConfig;
}
