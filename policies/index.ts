import { PolicyPack } from "@pulumi/policy";
import { policiesOf } from "./kernel";
import { rules } from "./rules";

// Without a profile the pack is at its strictest: every rule stands at its production level.
new PolicyPack("kianax", {
  description: "Refuses a plan that is not encrypted, not Multi-AZ or not private.",
  displayName: "Kianax platform policies",
  provider: "aws",
  enforcementLevel: "mandatory",
  policies: policiesOf(rules),
});
