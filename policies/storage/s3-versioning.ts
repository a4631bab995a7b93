import { bucketsOf, partsOf } from "../graph";
import { on, resourceRule } from "../kernel";
import { bucketVersionings } from "../tokens";

export const s3Versioning = resourceRule({
  name: "s3-versioning",
  title: "Buckets keep the versions of their objects.",
  why: "With versions, an object that was overwritten or deleted by mistake can be had back.",
  severity: "medium",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV_AWS_21"], fsbp: ["S3.14"], pci: ["10.3.4"], soc2: ["CC7.4"], gdpr: ["32(1)(c)"] },
  remediation: 'Give the bucket a BucketVersioning with versioningConfiguration: { status: "Enabled" }.',
  examples: {
    compliant: `new aws.s3.BucketVersioning("documents", { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } });`,
    violating: `new aws.s3.BucketVersioning("documents", { bucket: bucket.id, versioningConfiguration: { status: "Suspended" } });`,
  },
  types: bucketVersionings,
  check: (versioning) => versioning.value("versioningConfiguration.status").must.equal("Enabled"),
  checkStack: (stack) =>
    bucketsOf(stack).map((bucket) => (partsOf(bucket, bucketVersionings).length === 0 ? on(bucket, "versioning", "no versioning belongs to it") : undefined)),
});
