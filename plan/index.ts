/** The plan of a stack without an engine: what its program registers, options and dependencies included. */
export { collectPlan, type CollectOptions } from "./collect";
export { pathText, PlanGraph } from "./graph";
export { PlanError } from "./errors";
export { keyOf, Plan, shortUrn, type PlanFacts, type PlannedOptions, type PlannedResource } from "./plan";
export { isUnknown, SECRET, UNKNOWN, type Value, type Values } from "./values";
