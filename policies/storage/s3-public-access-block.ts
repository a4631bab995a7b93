import { bucketsOf, partsOf } from "../graph";
import { on, resourceRule } from "../kernel";
import { bucketPublicAccessBlock } from "../tokens";

const FLAGS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

export const s3PublicAccessBlock = resourceRule({
  name: "s3-public-access-block",
  title: "Every bucket has a public access block with all four flags.",
  why: "It holds against every later mistake in a policy or an ACL, of whoever makes it.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: {
    checkov: ["CKV2_AWS_6", "CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56"],
    fsbp: ["S3.8"],
    cis: ["2.1.4"],
    pci: ["1.3.1"],
    soc2: ["CC6.1"],
    gdpr: ["5(1)(f)", "25"],
  },
  remediation: "Give the bucket a BucketPublicAccessBlock with blockPublicAcls, blockPublicPolicy, ignorePublicAcls and restrictPublicBuckets: true.",
  examples: {
    compliant: `new aws.s3.BucketPublicAccessBlock("documents", {
  bucket: bucket.id, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true,
});`,
    violating: `new aws.s3.BucketPublicAccessBlock("documents", { bucket: bucket.id, blockPublicAcls: true });`,
  },
  types: [bucketPublicAccessBlock],
  check: (block) => FLAGS.map((flag) => block.value(flag).must.equal(true)),
  checkStack: (stack) =>
    bucketsOf(stack).map((bucket) =>
      partsOf(bucket, [bucketPublicAccessBlock]).length === 0 ? on(bucket, "publicAccessBlock", "no public access block belongs to it") : undefined,
    ),
});
