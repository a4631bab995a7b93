export { boundRoles } from "./bound-roles";
export { pipelinesChecks, type KianaxPipelinesArgs, type Repository } from "./arguments";
export { KianaxPipelines } from "./pipelines";
