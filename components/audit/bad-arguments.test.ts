import { describeBadArguments, someNeighbour } from "../testing";
import { KianaxAuditTrail } from "./audit-trail";
import { AUDIT } from "./fixtures";
import { auditChecks } from "./validation";

const whole = (argument: string, from: number, to: number, unit: string, value: number): string => `${argument} must be a whole number from ${from} to ${to} ${unit}, not ${value}.`;
const PERIODS = "1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653";

describeBadArguments({
  component: 'KianaxAuditTrail "production"',
  checks: auditChecks,
  valid: { ...AUDIT, keys: someNeighbour },
  make: (args) => new KianaxAuditTrail("production", args),
  cases: {
    keys: [{ args: { keys: { audit: {} } as never }, says: 'keys must be a KianaxKeys, or an object with its audit, logs, not {"audit":{}}.' }],
    lockMode: [{ args: { lockMode: "compliance" as never }, says: 'lockMode must be one of GOVERNANCE, COMPLIANCE, not "compliance".' }],
    trailRetentionDays: [
      { args: { trailRetentionDays: 0 }, says: whole("trailRetentionDays", 1, 36_500, "days", 0) },
      { args: { trailRetentionDays: 1.5 }, says: whole("trailRetentionDays", 1, 36_500, "days", 1.5) },
    ],
    tradingRetentionDays: [{ args: { tradingRetentionDays: 36_501 }, says: whole("tradingRetentionDays", 1, 36_500, "days", 36_501) }],
    infrequentAccessAfterDays: [{ args: { infrequentAccessAfterDays: 29 }, says: whole("infrequentAccessAfterDays", 30, 36_500, "days", 29) }],
    archiveAfterDays: [
      { args: { archiveAfterDays: -1 }, says: whole("archiveAfterDays", 1, 36_500, "days", -1) },
      {
        args: { archiveAfterDays: 59 },
        says: "archiveAfterDays must be 60 or more, not 59: files stay in Standard-IA (infrequentAccessAfterDays) for 30 days, or are paid for as if they did.",
      },
    ],
    deepArchiveAfterDays: [
      {
        args: { deepArchiveAfterDays: 179 },
        says: "deepArchiveAfterDays must be 180 or more, not 179: files stay in Glacier Instant Retrieval (archiveAfterDays) for 90 days, or are paid for as if they did.",
      },
    ],
    logRetentionDays: [{ args: { logRetentionDays: 366 }, says: `logRetentionDays must be one of ${PERIODS}, not 366.` }],
    accessLogRetentionDays: [{ args: { accessLogRetentionDays: 0 }, says: whole("accessLogRetentionDays", 1, 3653, "days", 0) }],
    bufferSeconds: [
      { args: { bufferSeconds: 59 }, says: whole("bufferSeconds", 60, 900, "seconds", 59) },
      { args: { bufferSeconds: 901 }, says: whole("bufferSeconds", 60, 900, "seconds", 901) },
    ],
    replicate: [
      { args: { keys: { audit: {}, logs: {} } as never }, says: "replicate needs a recovery Region: give KianaxKeys a recoveryRegion, or set it to false." },
      {
        args: { namePrefix: "a".repeat(24), environment: "b".repeat(24) },
        says: `environment makes the s3 bucket name "${"a".repeat(24)}-${"b".repeat(24)}-audit-trail-000000000000" of 74 characters, and AWS allows 63: shorten it.`,
      },
    ],
    alarmActions: [{ args: { alarmActions: { critical: [] } as never }, says: "alarmActions.warning is missing; it must be a list." }],
  },
});
