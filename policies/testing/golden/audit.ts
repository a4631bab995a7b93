import type { Profile } from "../../kernel";
import { bucketEncryptions, buckets, iam, kmsKey, logGroup, trail } from "../../tokens";
import { json, type Plan, type PlannedResource } from "../plan";
import { closeBucket } from "./storage";

/** A trail with its bucket, its log group and a key for each, and the log group of a service. */
export function addAudit(plan: Plan, profile: Profile, accessLogs: PlannedResource): void {
  const production = profile === "production";
  const [auditKey, logsKey] = ["audit", "logs"].map((name) => plan.add(kmsKey, name, { enableKeyRotation: true, deletionWindowInDays: production ? 30 : 7 }));
  const bucket = plan.add(buckets[0], "trail", { bucket: "kianax-trail" });
  plan.add(bucketEncryptions[0], "trail", {
    bucket: bucket.id,
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: auditKey?.out("arn") }, bucketKeyEnabled: true }],
  });
  closeBucket(plan, bucket, accessLogs);
  const ownKey = production ? { kmsKeyId: logsKey?.out("arn") } : {};
  plan.add(logGroup, "app", { name: "/kianax/app", retentionInDays: 30, ...ownKey });
  const records = plan.add(logGroup, "trail", { name: "/kianax/trail", retentionInDays: production ? 365 : 14, ...ownKey });
  const role = plan.add(iam.role, "trail", {
    assumeRolePolicy: json({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Action: "sts:AssumeRole" }],
    }),
  });
  plan.add(trail, "audit", {
    s3BucketName: bucket.id,
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    enableLogging: true,
    enableLogFileValidation: true,
    kmsKeyId: auditKey?.out("arn"),
    cloudWatchLogsGroupArn: records.out("arn"),
    cloudWatchLogsRoleArn: role.out("arn"),
  });
}
