/** The profile of the pack that a stack is judged by: one of ours by its name, or a file. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { SetupError } from "../local-cloud/engine/cli";
import type { PackConfig } from "../policies/analyzer";
import type { profileProblems } from "../policies/profiles/problems";

type ProfileProblems = typeof profileProblems;

/** File of a profile, which was read and has no fault for that stack: Pulumi itself passes a misspelt rule, and a lower level, in silence. */
export function profileFile(root: string, profile: string, stack: string): string {
  const folder = path.join(root, "policies", "profiles");
  const named = path.join(folder, `${profile}.json`);
  const file = existsSync(named) ? named : path.resolve(profile);
  if (!existsSync(file)) {
    const names = readdirSync(folder).flatMap((name) => (name.endsWith(".json") ? name.replace(/\.json$/, "") : []));
    throw new SetupError(`There is no profile "${profile}" of the policy pack, and no such file; there are ${names.join(", ")}.`);
  }
  const problems = problemsOf(readFileSync(file, "utf8"), path.relative(process.cwd(), file), stack);
  if (problems.length > 0) {
    throw new SetupError(problems.join("\n"));
  }
  return file;
}

/** The contents of the file of a profile. */
export function readProfile(root: string, profile: string, stack: string): PackConfig {
  return JSON.parse(readFileSync(profileFile(root, profile, stack), "utf8")) as PackConfig;
}

function problemsOf(text: string, source: string, stack: string): string[] {
  // Loaded when there is something to judge: all rules are half a second of start.
  const load = createRequire(__filename);
  const { profileProblems } = load("../policies/profiles/problems") as { readonly profileProblems: ProfileProblems };
  const { rules } = load("../policies/rules") as { readonly rules: Parameters<ProfileProblems>[1] };
  return profileProblems(text, rules, source, stack);
}
