/** The profile of the pack that a stack is judged by: one of ours by its name, or a file. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { SetupError } from "../local-cloud/engine/cli";
import type { PackConfig } from "../policies/analyzer";
import type { profileProblems } from "../policies/profiles/problems";

type ProfileProblems = typeof profileProblems;

/** File of a profile, which was read and has no fault: Pulumi itself passes a misspelt rule in silence. */
export function profileFile(root: string, profile: string): string {
  const folder = path.join(root, "policies", "profiles");
  const named = path.join(folder, `${profile}.json`);
  const file = existsSync(named) ? named : path.resolve(profile);
  if (!existsSync(file)) {
    const names = readdirSync(folder).flatMap((name) => (name.endsWith(".json") ? name.replace(/\.json$/, "") : []));
    throw new SetupError(`There is no profile "${profile}" of the policy pack, and no such file; there are ${names.join(", ")}.`);
  }
  const problems = problemsOf(readFileSync(file, "utf8"), path.relative(process.cwd(), file));
  if (problems.length > 0) {
    throw new SetupError(problems.join("\n"));
  }
  return file;
}

/** The contents of the file of a profile. */
export function readProfile(root: string, profile: string): PackConfig {
  return JSON.parse(readFileSync(profileFile(root, profile), "utf8")) as PackConfig;
}

function problemsOf(text: string, source: string): string[] {
  // Loaded when there is something to judge: all rules are half a second of start.
  const load = createRequire(__filename);
  const { profileProblems } = load("../policies/profiles/problems") as { readonly profileProblems: ProfileProblems };
  const { rules } = load("../policies/rules") as { readonly rules: Parameters<ProfileProblems>[1] };
  return profileProblems(text, rules, source);
}
