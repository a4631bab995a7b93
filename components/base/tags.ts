import type * as pulumi from "@pulumi/pulumi";

/** The line of the budget that pays for a resource. */
export type CostLine = "eks" | "compute" | "database" | "redis" | "networking" | "monitoring" | "external";

/** How confidential the data is that a resource holds or carries. */
export type DataClass = "public" | "internal" | "confidential" | "restricted";

/** Tags as AWS resources take them. */
export type Tags = Record<string, pulumi.Input<string>>;

/** The keys every resource carries; `tags` of a component's arguments cannot set them. */
export const STANDARD_TAG_KEYS = ["Project", "Environment", "Component", "Service", "CostLine", "DataClass"] as const;

/** What a component knows about a child's tags. */
export interface TagSubject {
  readonly costLine: CostLine;
  readonly dataClass: DataClass;
  /** The `Name` tag, which network resources show in the console. */
  readonly name?: string;
}

/** What a component knows about itself. */
export interface TagOwner {
  readonly project: string;
  readonly environment: string;
  readonly component: string;
  readonly service: string;
  readonly tags: Tags;
}

/** The tags of one child: the team's own, then the standard ones. */
export function standardTags(owner: TagOwner, subject: TagSubject): Tags {
  return {
    ...owner.tags,
    Project: owner.project,
    Environment: owner.environment,
    Component: owner.component,
    Service: owner.service,
    CostLine: subject.costLine,
    DataClass: subject.dataClass,
    ...(subject.name === undefined ? {} : { Name: subject.name }),
  };
}
