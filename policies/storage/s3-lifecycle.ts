import { bucketsOf, partsOf } from "../graph";
import { about, on, stackRule, type Findings, type StackResource, type View } from "../kernel";
import { bucketLifecycles } from "../tokens";

export const s3Lifecycle = stackRule({
  name: "s3-lifecycle",
  title: "Buckets forget abandoned uploads and old versions.",
  why: "Both are invisible in a listing and are paid for until somebody looks.",
  severity: "low",
  levels: { production: "advisory", development: "advisory" },
  controls: { checkov: ["CKV2_AWS_61", "CKV_AWS_300"], fsbp: ["S3.10", "S3.13"], pci: ["10.5.1"], gdpr: ["5(1)(e)"] },
  remediation: "Give the bucket a BucketLifecycleConfiguration with abortIncompleteMultipartUpload and noncurrentVersionExpiration in rules that are Enabled.",
  examples: {
    compliant: `new aws.s3.BucketLifecycleConfiguration("documents", { bucket: bucket.id, rules: [{
  id: "tidy", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 }, noncurrentVersionExpiration: { noncurrentDays: 30 },
}] });`,
    violating: `new aws.s3.Bucket("documents"); // and no BucketLifecycleConfiguration`,
  },
  check: (stack) =>
    bucketsOf(stack).map((bucket) => {
      const configurations = partsOf(bucket, bucketLifecycles);
      return configurations.length === 0 ? on(bucket, "lifecycle", "no lifecycle configuration belongs to it") : configurations.map((each) => about(each, checkRules(each)));
    }),
});

function checkRules(configuration: StackResource): Findings {
  const rules = configuration.list("rules");
  if (rules.state === "unknown") {
    return configuration.value("rules").must.beLiteral();
  }
  const enabled = rules.items.filter((rule) => rule.value("status").is("Enabled"));
  const lacks = (what: string, has: (rule: View) => boolean): Findings =>
    enabled.some(has) ? undefined : { id: what, message: `no rule that is Enabled has ${what}` };
  return [
    lacks("abortIncompleteMultipartUpload", (rule) => rule.value("abortIncompleteMultipartUpload.daysAfterInitiation").present),
    lacks("noncurrentVersionExpiration", (rule) => rule.value("noncurrentVersionExpiration.noncurrentDays").present),
  ];
}
