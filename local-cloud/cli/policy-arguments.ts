/** Flags that put the policy pack between a plan and its deployment. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { SetupError } from "../engine/cli";
import { stackProfile } from "../engine/project";

/** The pack's own levels are production's; a stack of another profile brings the pack's configuration of that name. */
/** @param profile - another profile than the one that the stack's file names, such as `decommission` */
export function policyArguments(root: string, stack: string, profile = stackProfile({ program: root }, stack)): string[] {
  const pack = ["--policy-pack", path.join(root, "policies")];
  if (profile === "production") {
    return pack;
  }
  const folder = path.join(root, "policies", "profiles");
  const file = path.join(folder, `${profile}.json`);
  if (!existsSync(file)) {
    const names = readdirSync(folder).map((name) => name.replace(/\.json$/, ""));
    throw new SetupError(`There is no profile "${profile}" of the policy pack; there are ${names.join(", ")}.`);
  }
  return [...pack, "--policy-pack-config", file];
}
