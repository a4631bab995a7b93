import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "./argument-error";

/** Lines of the monthly budget; AWS Budgets and the cost model group by this tag. */
export type CostLine = "eks" | "compute" | "database" | "redis" | "networking" | "monitoring" | "external";

/** How sensitive what a resource holds is. */
export type DataClass = "public" | "internal" | "confidential" | "restricted";

export type Tags = Record<string, pulumi.Input<string>>;

/** Keys that components set on every taggable child. */
export const RESERVED_TAGS = ["Project", "Environment", "Component", "Service", "CostLine", "DataClass"] as const;

/** Tags of the caller must not take the keys that budgets, policies and access rules read. */
export function tagProblems(tags: Tags = {}): Problem[] {
  return RESERVED_TAGS.filter((key) => key in tags).map((key) => ({
    argument: `tags.${key}`,
    problem: "is set by the component; remove it from tags.",
  }));
}
