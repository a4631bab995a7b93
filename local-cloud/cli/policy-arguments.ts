/** Flags that put the policy pack between a plan and its deployment. */
import path from "node:path";

/** The pack's own levels are production's; another stack brings the profile of its name. */
export function policyArguments(root: string, stack: string): string[] {
  const pack = ["--policy-pack", path.join(root, "policies")];
  return stack === "production" ? pack : [...pack, "--policy-pack-config", path.join(root, "policies", "profiles", `${stack}.json`)];
}
