import { bucketEncryptions, buckets, bucketLifecycles, bucketLoggings, bucketOwnershipControls, bucketPolicy, bucketPublicAccessBlock, bucketVersionings } from "../../tokens";
import { json, type Input, type Plan, type PlannedResource } from "../plan";

/** A bucket for access logs of buckets, and the parts of the buckets that other concerns make. */
export function addStorage(plan: Plan): PlannedResource {
  const logs = plan.add(buckets[0], "bucket-logs", { bucket: "kianax-bucket-logs" });
  plan.add(bucketEncryptions[0], "bucket-logs", { bucket: logs.id, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] });
  closeBucket(plan, logs);
  for (const name of ["access-logs", "documents"]) {
    closeBucket(plan, plan.get(buckets[0], name), logs);
  }
  return logs;
}

/** What closes a bucket, keeps its versions and has its requests logged, under the bucket's own name. */
export function closeBucket(plan: Plan, bucket: PlannedResource, logs?: PlannedResource): void {
  const { name } = bucket;
  plan.add(bucketPublicAccessBlock, name, {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  plan.add(bucketOwnershipControls, name, { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } });
  plan.add(bucketPolicy, name, { bucket: bucket.id, policy: json({ Version: "2012-10-17", Statement: [tlsOnly(bucket), readByRole(bucket)] }) });
  plan.add(bucketVersionings[0], name, { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } });
  plan.add(bucketLifecycles[0], name, {
    bucket: bucket.id,
    rules: [
      { id: "versions", status: "Enabled", noncurrentVersionExpiration: { noncurrentDays: 30 } },
      { id: "uploads", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } },
    ],
  });
  if (logs !== undefined) {
    plan.add(bucketLoggings[0], name, { bucket: bucket.id, targetBucket: logs.id, targetPrefix: `${name}/` });
  }
}

function tlsOnly(bucket: PlannedResource): Input {
  return {
    Sid: "TlsOnly",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucket.out("arn"), bucket.out("arn/*")],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

function readByRole(bucket: PlannedResource): Input {
  return { Sid: "Read", Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:role/audit" }, Action: "s3:GetObject", Resource: bucket.out("arn/*") };
}
