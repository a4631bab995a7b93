/** Audit trails as tests make them. */
import type { KianaxAuditTrailArgs } from "./arguments";

/** Arguments of production without its keys. */
export const AUDIT: Omit<KianaxAuditTrailArgs, "keys"> = {
  environment: "production",
  lockMode: "COMPLIANCE",
  trailRetentionDays: 1096,
  tradingRetentionDays: 2557,
  infrequentAccessAfterDays: 30,
  archiveAfterDays: 90,
  deepArchiveAfterDays: 365,
  logRetentionDays: 365,
  accessLogRetentionDays: 365,
  bufferSeconds: 300,
  replicate: true,
};
