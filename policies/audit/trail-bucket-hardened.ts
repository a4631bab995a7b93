import { takesAccessLogs } from "../graph";
import { on, stackRule, type Findings, type StackResource } from "../kernel";
import { buckets, trail } from "../tokens";

const BUCKETS: readonly string[] = buckets;

/**
 * The rules for all buckets demand a public access block, TLS, versions and no forceDestroy of the trail's bucket too, once it is made in
 * this stack. They let a bucket off access logging and a KMS key when it takes access logs itself, so a trail's bucket may not.
 */
export const trailBucketHardened = stackRule({
  name: "trail-bucket-hardened",
  title: "The trail's bucket is made here, and is held to more than a bucket for logs.",
  why: "Who wants to hide something starts with the record of it.",
  severity: "high",
  levels: { production: "mandatory", development: "off" },
  controls: { fsbp: ["CloudTrail.6", "CloudTrail.7"], cis: ["3.4"] },
  remediation: "Let the trail write to a Bucket of this stack that takes nothing but trails, and send access logs elsewhere.",
  examples: {
    compliant: `new aws.cloudtrail.Trail("audit", { s3BucketName: bucket.id }); new aws.s3.BucketLogging("audit", { bucket: bucket.id, targetBucket: logs.id, targetPrefix: "trail/" });`,
    violating: `new aws.cloudtrail.Trail("audit", { s3BucketName: "a-bucket-made-elsewhere" });`,
  },
  check: (stack) =>
    stack.ofType(trail).map((audit) => {
      const made = audit.dependenciesOf("s3BucketName").filter(({ type }) => BUCKETS.includes(type));
      return made.length === 0 ? on(audit, "s3BucketName", "s3BucketName names no bucket of this stack, so nothing proves it safe") : made.map(checkBucket);
    }),
});

function checkBucket(bucket: StackResource): Findings {
  return takesAccessLogs(bucket) ? on(bucket, "accessLogs", "takes access logs beside the trail, which lets it off logging and a KMS key") : undefined;
}
