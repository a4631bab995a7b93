import { bucketsOf, partsOf, takesAccessLogs } from "../graph";
import { about, on, stackRule, type Findings, type View } from "../kernel";
import { bucketEncryptions } from "../tokens";

export const s3Encryption = stackRule({
  name: "s3-encryption",
  title: "Buckets are encrypted with a KMS key of this account.",
  why: "With a customer managed key, reading an object takes a right on the key as well as on the bucket.",
  severity: "medium",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV_AWS_19", "CKV_AWS_145"], fsbp: ["S3.17"], pci: ["3.5.1", "8.3.2"], gdpr: ["32(1)(a)"] },
  remediation:
    'Give the bucket a BucketServerSideEncryptionConfiguration with sseAlgorithm "aws:kms", kmsMasterKeyId and bucketKeyEnabled: true; only a bucket that takes load balancer or S3 access logs may use "AES256".',
  examples: {
    compliant: `new aws.s3.BucketServerSideEncryptionConfiguration("documents", {
  bucket: documents.id,
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn }, bucketKeyEnabled: true }],
});`,
    violating: `new aws.s3.BucketServerSideEncryptionConfiguration("documents", {
  bucket: documents.id,
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
});`,
  },
  check: (stack) =>
    bucketsOf(stack).map((bucket) => {
      const configurations = partsOf(bucket, bucketEncryptions);
      const rules = configurations.flatMap((subject) => subject.list("rules").items.map((rule) => ({ rule, subject })));
      return rules.length === 0
        ? on(bucket, "rules", "no encryption configuration with rules known at preview belongs to it")
        : rules.map(({ rule, subject }) => about(subject, checkRule(rule, takesAccessLogs(bucket))));
    }),
});

function checkRule(rule: View, logTarget: boolean): Findings {
  const algorithm = rule.value("applyServerSideEncryptionByDefault.sseAlgorithm");
  if (logTarget && algorithm.is("AES256")) {
    return undefined;
  }
  return [
    algorithm.must.oneOf(["aws:kms", "aws:kms:dsse"]),
    rule.value("applyServerSideEncryptionByDefault.kmsMasterKeyId").must.bePresent(),
    // Dual-layer encryption has no bucket keys.
    algorithm.is("aws:kms:dsse") ? undefined : rule.value("bucketKeyEnabled").must.equal(true),
  ];
}
