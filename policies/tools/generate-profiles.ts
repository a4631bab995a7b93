/** Writes profiles/<profile>.json from the rules: `npx ts-node policies/tools/generate-profiles.ts`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROFILE_FILES } from "../kernel";
import { rules } from "../rules";
import { profileText } from "./profiles";

const folder = join(__dirname, "..", "profiles");
mkdirSync(folder, { recursive: true });
for (const profile of PROFILE_FILES) {
  writeFileSync(join(folder, `${profile}.json`), profileText(rules, profile));
}
