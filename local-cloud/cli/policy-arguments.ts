/** Flags that put the policy pack between a plan and its deployment. */
import path from "node:path";
import { profileFile } from "../../gate/profile";
import { stackProfile } from "../engine/project";

/**
 * The pack's own levels are production's; a stack of another profile brings the pack's configuration of that name.
 * @param profile - another profile than the one that the stack's file names, such as `decommission`, or a file with one
 */
export function policyArguments(root: string, stack: string, profile = stackProfile({ program: root }, stack)): string[] {
  const pack = ["--policy-pack", path.join(root, "policies")];
  return profile === "production" ? pack : [...pack, "--policy-pack-config", profileFile(root, profile, stack)];
}
