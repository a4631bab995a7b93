import type { Profile } from "../../kernel";
import { providers } from "../../tokens";
import type { Plan } from "../plan";

/** The provider of all resources, which gives them the tags that they must have; nested configuration travels as JSON text. */
export function addProvider(plan: Plan, profile: Profile): void {
  plan.add(providers.aws, "default", {
    region: "us-east-1",
    allowedAccountIds: JSON.stringify([profile === "production" ? "444455556666" : "111122223333"]),
    defaultTags: JSON.stringify({ tags: { Environment: profile, Owner: "platform@kianax.io", CostLine: "compute", DataClass: "internal" } }),
  });
}
