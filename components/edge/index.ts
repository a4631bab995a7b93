export type { KianaxEdgeArgs } from "./arguments";
export { KianaxEdge } from "./edge";
export { edgeProblems, type EdgeSettings } from "./validation";
export { AUTH_PATH_PREFIXES, type WafMode } from "./waf-rules";
