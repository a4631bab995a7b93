import { PolicyPack } from "@pulumi/policy";
import { NO_EXEMPTIONS, policiesOf, type Exemptions, type Rule } from "./kernel";
import { rules as all } from "./rules";

export interface PackArguments {
  /** Name that the engine shows. @default "kianax" */
  readonly name?: string;
  /** Findings that were reviewed and stay: `readExemptions(file)`. @default none */
  readonly exemptions?: Exemptions;
  /** Rules of your own, after ours. */
  readonly more?: readonly Rule[];
}

/**
 * Registers the pack with the engine. Without a profile it is at its strictest: every rule stands at its production level.
 * A team with exemptions of its own has a folder with PulumiPolicy.yaml and a script that calls this.
 */
export function definePack({ name = "kianax", exemptions = NO_EXEMPTIONS, more = [] }: PackArguments = {}): PolicyPack {
  return new PolicyPack(name, {
    description: "Refuses a plan that is not encrypted, not Multi-AZ, not private, not audited or too widely allowed.",
    displayName: "Kianax platform policies",
    provider: "aws",
    enforcementLevel: "mandatory",
    policies: policiesOf([...more, ...all], { exemptions }),
  });
}
