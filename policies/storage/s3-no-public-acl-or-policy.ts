import { mustBecomeKnown, mustBePrivate } from "../documents";
import { bucketsOf, partsOf } from "../graph";
import { on, resourceRule, type Findings, type Resource, type Value } from "../kernel";
import { bucketAcls, bucketOwnershipControls, bucketPolicy, buckets } from "../tokens";

const PRIVATE_ACLS = ["private", "log-delivery-write", "bucket-owner-read", "bucket-owner-full-control", "aws-exec-read"];
const LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";

/**
 * A policy made of outputs is judged when they are known: in `pulumi up` before the policy is put, and in every later preview. Until
 * then the bucket's public access block, which `s3-public-access-block` demands, holds.
 */
export const s3NoPublicAclOrPolicy = resourceRule({
  name: "s3-no-public-acl-or-policy",
  title: "No ACL and no policy of a bucket lets everyone in.",
  why: "A statement for everyone is read as one for everyone in this account, and opens the bucket to any account of AWS.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_20", "CKV_AWS_57", "CKV_AWS_70", "CKV2_AWS_65"], fsbp: ["S3.2", "S3.3", "S3.12"], pci: ["7.2.1"], gdpr: ["5(1)(f)", "25"] },
  remediation:
    'Give the bucket BucketOwnershipControls with objectOwnership: "BucketOwnerEnforced" and no ACL; name principals in its policy, or add a condition on who calls, such as aws:SourceAccount or aws:PrincipalOrgID.',
  examples: {
    compliant: `new aws.s3.BucketOwnershipControls("documents", { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } });`,
    violating: `new aws.s3.BucketAcl("documents", { bucket: bucket.id, acl: "public-read" });`,
  },
  types: [bucketPolicy, bucketOwnershipControls, ...bucketAcls, ...buckets],
  check: checkPart,
  checkStack: (stack) => [
    bucketsOf(stack).map((bucket) =>
      partsOf(bucket, [bucketOwnershipControls]).length === 0 ? on(bucket, "ownershipControls", "no ownership controls belong to it, so its ACLs may count") : undefined,
    ),
    stack.ofType(bucketPolicy, ...buckets).map((owner) => mustBecomeKnown(owner, "policy")),
  ],
});

function checkPart(part: Resource): Findings {
  if (part.type === bucketOwnershipControls) {
    return part.value("rule.objectOwnership").must.equal("BucketOwnerEnforced");
  }
  const acl = part.value("acl");
  return [
    acl.exists ? acl.must.oneOf(PRIVATE_ACLS) : undefined,
    part.list("accessControlPolicy.grants").each((grant) => mustNotBeForAll(grant.value("grantee.uri"))),
    part.list("grants").each((grant) => mustNotBeForAll(grant.value("uri"))),
    mustBePrivate(part.value("policy")),
  ];
}

/** A grant without a URI is one to an account. */
function mustNotBeForAll(uri: Value): Findings {
  return uri.exists ? uri.must.oneOf([LOG_DELIVERY]) : undefined;
}
