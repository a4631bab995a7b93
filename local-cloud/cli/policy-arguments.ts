/** Flags that put the policy pack between a plan and its deployment. */
import path from "node:path";
import { stackProfile } from "../engine/project";

/** The pack's own levels are production's; a stack of another profile brings the pack's configuration of that name. */
export function policyArguments(root: string, stack: string): string[] {
  const pack = ["--policy-pack", path.join(root, "policies")];
  const profile = stackProfile({ program: root }, stack);
  return profile === "production" ? pack : [...pack, "--policy-pack-config", path.join(root, "policies", "profiles", `${profile}.json`)];
}
