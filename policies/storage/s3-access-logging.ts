import { bucketsOf, partsOf, takesAccessLogs } from "../graph";
import { on, resourceRule } from "../kernel";
import { bucketLoggings } from "../tokens";

/** A bucket that takes access logs is left out, since logging into itself would never end. It is one by what writes into it, not by its name. */
export const s3AccessLogging = resourceRule({
  name: "s3-access-logging",
  title: "Every request to a bucket is written down.",
  why: "After a leak the access log tells who read which object.",
  severity: "medium",
  levels: { production: "mandatory", development: "off" },
  controls: { checkov: ["CKV_AWS_18"], fsbp: ["S3.9"], pci: ["10.2.1"] },
  remediation: "Give the bucket a BucketLogging whose targetBucket is a bucket for access logs in the same Region.",
  examples: {
    compliant: `new aws.s3.BucketLogging("documents", { bucket: bucket.id, targetBucket: logs.id, targetPrefix: "documents/" });`,
    violating: `new aws.s3.Bucket("documents"); // and no BucketLogging`,
  },
  types: bucketLoggings,
  check: (logging) => logging.value("targetBucket").must.bePresent(),
  checkStack: (stack) =>
    bucketsOf(stack).map((bucket) =>
      takesAccessLogs(bucket) || partsOf(bucket, bucketLoggings).some((logging) => !logging.dependenciesOf("targetBucket").includes(bucket))
        ? undefined
        : on(bucket, "logging", "no access logging into another bucket belongs to it"),
    ),
});
