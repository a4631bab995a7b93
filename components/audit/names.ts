/** Names of the buckets: one name space for the whole world, so the account is part of them. */

export const AUDIT_BUCKETS = ["audit-trail", "audit-trading", "audit-trading-copy", "audit-access-logs"] as const;
export type AuditBucket = (typeof AUDIT_BUCKETS)[number];

export function bucketName(base: string, bucket: AuditBucket, account: string): string {
  return `${base}-${bucket}-${account}`;
}
