import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "./argument-error";

/** Lines of the monthly budget; AWS Budgets and the cost model group by this tag. */
export type CostLine = "eks" | "compute" | "database" | "redis" | "networking" | "monitoring" | "external";

/** How sensitive what a resource holds is. */
export type DataClass = "public" | "internal" | "confidential" | "restricted";

export type Tags = Record<string, pulumi.Input<string>>;

/** Keys that components set on taggable children; `Name` on those that the console lists by it. */
export const RESERVED_TAGS = ["Project", "Environment", "Component", "Service", "CostLine", "DataClass", "Name"] as const;

/**
 * Tags of the caller must not take the keys that budgets, policies and access rules read. IAM tells keys apart without
 * regard to case, and AWS keeps the prefix aws: to itself. https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 */
export function tagProblems(tags: Tags = {}): Problem[] {
  return Object.keys(tags).flatMap((key) => {
    const argument = `tags.${key}`;
    if (RESERVED_TAGS.some((reserved) => reserved.toLowerCase() === key.toLowerCase())) {
      return [{ argument, problem: "is set by the component; remove it from tags." }];
    }
    return /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/iu.test(key)
      ? []
      : [{ argument, problem: "must be a key of 1 to 128 letters, digits, spaces and _.:/=+-@ that does not begin with aws:." }];
  });
}
