export type { KianaxAuditTrailArgs, LockMode } from "./arguments";
export { LOCK_MODES } from "./arguments";
export { KianaxAuditTrail } from "./audit-trail";
export { auditProblems, type AuditSettings } from "./validation";
