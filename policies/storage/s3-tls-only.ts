import { covers, documentOf, type PolicyDocument, type Statement } from "../documents";
import { bucketsOf, partsOf } from "../graph";
import { on, resourceRule, type Findings, type Value } from "../kernel";
import { bucketPolicy, buckets } from "../tokens";

/**
 * That a bucket has a policy is decided in the first preview. What the policy says is judged when the bucket's ARN in it is known: in
 * `pulumi up` before the policy is put, and in every later preview.
 */
export const s3TlsOnly = resourceRule({
  name: "s3-tls-only",
  title: "Buckets refuse every request that is not made over TLS.",
  why: "S3 answers plain HTTP as well; only the bucket's policy keeps a client from sending data and signatures in clear.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { fsbp: ["S3.5"], cis: ["2.1.1"], pci: ["4.2.1"], gdpr: ["32(1)(a)"] },
  remediation:
    'Give the bucket a BucketPolicy that denies "s3:*" to Principal "*" on the bucket\'s ARN and on that with "/*", with the condition Bool aws:SecureTransport "false" and no other.',
  examples: {
    compliant: `new aws.s3.BucketPolicy("documents", { bucket: bucket.id, policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: [{
  Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucket.arn, pulumi.interpolate\`\${bucket.arn}/*\`], Condition: { Bool: { "aws:SecureTransport": "false" } },
}] }) });`,
    violating: `new aws.s3.Bucket("documents"); // and no BucketPolicy`,
  },
  types: [bucketPolicy, ...buckets],
  check: (resource) => (resource.type === bucketPolicy || resource.value("policy").exists ? mustDenyPlainHttp(resource.value("policy")) : undefined),
  checkStack: (stack) =>
    bucketsOf(stack).map((bucket) =>
      partsOf(bucket, [bucketPolicy]).length === 0 && !bucket.value("policy").present ? on(bucket, "policy", "no bucket policy belongs to it, so it takes plain HTTP") : undefined,
    ),
});

function mustDenyPlainHttp(policy: Value): Findings {
  const document = documentOf(policy);
  if (document.state === "absent") {
    return policy.must.bePresent();
  }
  // What cannot be read at all is s3-no-public-acl-or-policy's to refuse.
  const undecided = document.state !== "readable" || !document.complete;
  return undecided || coversWholeBucket(document) ? undefined : { id: policy.path, message: `${policy.path} does not deny plain HTTP for the whole bucket and all of its objects` };
}

/** One statement or several may name the bucket and its objects. */
function coversWholeBucket({ statements }: PolicyDocument): boolean {
  const resources = statements.filter(deniesPlainHttp).flatMap((statement) => statement.resources);
  return resources.includes("*") || resources.some((bucket) => resources.some((objects) => objects === `${bucket}/*` || (objects === `${bucket}*` && !bucket.endsWith("/"))));
}

function deniesPlainHttp({ denies, principals, exceptPrincipals, actions, exceptActions, exceptResources, conditions }: Statement): boolean {
  const [condition, ...others] = conditions;
  return (
    denies &&
    !exceptPrincipals &&
    !exceptActions &&
    !exceptResources &&
    principals.some(({ kind, id }) => kind === "AWS" && id === "*") &&
    // Only what ends in a bare wildcard stands for every action, those of the future included.
    actions.some((action) => covers(action, "s3:") && covers(action, "s3:AnyAction")) &&
    others.length === 0 &&
    condition?.operator === "bool" &&
    condition.key === "aws:securetransport" &&
    condition.values.length === 1 &&
    condition.values[0]?.toLowerCase() === "false"
  );
}
