export type { KianaxEdgeArgs } from "./arguments";
export { KianaxEdge } from "./edge";
export type { TlsVersion } from "./load-balancer";
export { edgeProblems, type EdgeSettings } from "./validation";
export type { VercelArgs, VercelTarget, VercelVariable } from "./vercel";
export type { GroupMode, ManagedRuleGroup, ManagedRules } from "./waf-groups";
export { AUTH_PATH_PREFIXES, type WafMode } from "./waf-rules";
