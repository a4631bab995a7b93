import { describeCases } from "../testing/cases";
import { add, all, label, remove, retype, set, unset, type Change } from "../testing/changes";
import { policy } from "../testing/golden/identity";
import { UNKNOWN, type Input } from "../testing/plan";
import { bucketAcls, bucketEncryptions, bucketLifecycles, bucketLoggings, bucketOwnershipControls, bucketPolicy, bucketPublicAccessBlock, buckets, bucketVersionings, ecr, loadBalancers } from "../tokens";
import { storageRules } from "./index";

const BUCKET = label(buckets[0], "documents");
const POLICY = label(bucketPolicy, "documents");
const BLOCK = label(bucketPublicAccessBlock, "documents");
const CONTROLS = label(bucketOwnershipControls, "documents");
const VERSIONING = label(bucketVersionings[0], "documents");
const LIFECYCLE = label(bucketLifecycles[0], "documents");

/** What a document made of outputs says shows once the stack is deployed. */
const KNOWN = { moments: ["deployed"] } as const;
const setOn = (type: string, path: string, value: Input): Change => set(type, "documents", path, value);
const inPolicy = (path: string, value: Input): Change => setOn(bucketPolicy, `policy.jsonOf.Statement.0.${path}`, value);
const acl = (inputs: Record<string, Input>, type: string = bucketAcls[0]): Change => add(type, "documents", (plan) => ({ bucket: plan.get(buckets[0], "documents").id, ...inputs }));
const elsewhere = (type: string): Change => setOn(type, "bucket", "elsewhere");
const pointedAt = (type: string, name: string): Change => (plan) => plan.get(type, "documents").set("bucket", plan.get(buckets[0], name).id);

const KMS = [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: UNKNOWN }, bucketKeyEnabled: true }];
const DENY = { Effect: "Deny", Principal: "*", Action: "s3:*" };
const PLAIN = { Bool: { "aws:SecureTransport": "false" } };
const ARN = "arn:aws:s3:::kianax-documents";
const policyOf = (...statements: readonly Input[]): Change => setOn(bucketPolicy, "policy", policy(...statements));
const allow = (statement: Record<string, Input>): Change =>
  policyOf({ ...DENY, Resource: [ARN, `${ARN}/*`], Condition: PLAIN }, { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: `${ARN}/*`, ...statement });

describeCases("buckets", storageRules, {
  "s3-public-access-block": [
    { state: "violating", when: "public policies let through", change: setOn(bucketPublicAccessBlock, "blockPublicPolicy", false), fires: [BLOCK], says: /blockPublicPolicy is false/ },
    { state: "violating", when: "public ACLs let through", change: setOn(bucketPublicAccessBlock, "blockPublicAcls", false), fires: [BLOCK] },
    { state: "violating", when: "public ACLs heeded", change: setOn(bucketPublicAccessBlock, "ignorePublicAcls", false), fires: [BLOCK] },
    { state: "unknown", when: "a flag known only later", change: setOn(bucketPublicAccessBlock, "restrictPublicBuckets", UNKNOWN), fires: [BLOCK] },
    { state: "absent", when: "a flag left out", change: unset(bucketPublicAccessBlock, "documents", "restrictPublicBuckets"), fires: [BLOCK] },
    { state: "absent", when: "no block", change: remove(bucketPublicAccessBlock, "documents"), fires: [BUCKET], says: /no public access block/ },
    { state: "violating", when: "the block of another bucket", change: pointedAt(bucketPublicAccessBlock, "trail"), fires: [BUCKET] },
    { state: "violating", when: "a block of a name that nothing proves", change: elsewhere(bucketPublicAccessBlock), fires: [BUCKET] },
    { state: "absent", when: "no block of a BucketV2", change: all(retype(buckets[0], "documents", buckets[1]), remove(bucketPublicAccessBlock, "documents")), fires: [label(buckets[1], "documents")] },
  ],
  "s3-no-public-acl-or-policy": [
    { state: "violating", when: "a public ACL", change: acl({ acl: "public-read" }), fires: [label(bucketAcls[0], "documents")], says: /acl is "public-read"/ },
    { state: "violating", when: "an ACL for every account of AWS, under the other token", change: acl({ acl: "authenticated-read" }, bucketAcls[1]), fires: [label(bucketAcls[1], "documents")] },
    { state: "unknown", when: "an ACL known only later", change: acl({ acl: UNKNOWN }), fires: [label(bucketAcls[0], "documents")] },
    { state: "compliant", when: "a private ACL", change: acl({ acl: "private" }), fires: [] },
    { state: "violating", when: "a grant to everyone", change: acl({ accessControlPolicy: { grants: [{ grantee: { type: "Group", uri: "http://acs.amazonaws.com/groups/global/AllUsers" } }] } }), fires: [label(bucketAcls[0], "documents")] },
    { state: "compliant", when: "a grant to log delivery", change: acl({ accessControlPolicy: { grants: [{ grantee: { uri: "http://acs.amazonaws.com/groups/s3/LogDelivery" } }, { grantee: { id: "1" } }] } }), fires: [] },
    { state: "violating", when: "a public ACL on the bucket", change: setOn(buckets[0], "acl", "public-read-write"), fires: [BUCKET] },
    { state: "violating", when: "a grant on the bucket", change: setOn(buckets[0], "grants", [{ uri: "http://acs.amazonaws.com/groups/global/AuthenticatedUsers" }]), fires: [BUCKET] },
    { state: "violating", when: "ACLs that count", change: setOn(bucketOwnershipControls, "rule.objectOwnership", "ObjectWriter"), fires: [CONTROLS] },
    { state: "unknown", when: "ownership known only later", change: setOn(bucketOwnershipControls, "rule.objectOwnership", UNKNOWN), fires: [CONTROLS] },
    { state: "absent", when: "no ownership controls", change: remove(bucketOwnershipControls, "documents"), fires: [BUCKET] },
    { state: "violating", when: "the controls of another bucket", change: elsewhere(bucketOwnershipControls), fires: [BUCKET] },
    { state: "violating", when: "a statement for everyone", change: allow({ Principal: "*" }), fires: [POLICY], says: /Read of policy allows everyone/ },
    { state: "violating", when: "everyone by AWS and a list", change: allow({ Principal: { AWS: ["arn:aws:iam::111122223333:root", "*"] } }), fires: [POLICY] },
    { state: "violating", when: "everyone but one", change: allow({ NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" } }), fires: [POLICY] },
    { state: "violating", when: "everyone with a condition on something else", change: allow({ Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }), fires: [POLICY] },
    { state: "violating", when: "everyone from anywhere", change: allow({ Principal: "*", Condition: { IpAddress: { "aws:SourceIp": ["198.51.100.0/24", "0.0.0.0/0"] } } }), fires: [POLICY] },
    { state: "violating", when: "an organisation only where the key is there", change: allow({ Principal: "*", Condition: { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } } }), fires: [POLICY] },
    { state: "violating", when: "everyone from either half of the internet", change: allow({ Principal: "*", Condition: { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } } }), fires: [POLICY] },
    { state: "violating", when: "everyone of any organisation", change: allow({ Principal: "*", Condition: { StringLike: { "aws:PrincipalOrgID": "o-*" } } }), fires: [POLICY] },
    { state: "compliant", when: "everyone of an organisation", change: allow({ Principal: "*", Condition: { StringEquals: { "AWS:principalorgid": "o-1" } } }), fires: [] },
    { state: "compliant", when: "a principal by name", change: allow({ Principal: { AWS: "arn:aws:iam::111122223333:role/app" } }), fires: [] },
    { state: "violating", when: "a text that is no document", change: setOn(bucketPolicy, "policy", "everyone"), fires: [POLICY], says: /no policy document/ },
    { state: "violating", when: "a statement for everyone among outputs, once they are known", change: setOn(bucketPolicy, "policy.jsonOf.Statement.1.Principal", "*"), ...KNOWN, fires: [POLICY] },
    { state: "unknown", when: "a document that depends on nothing of the stack", change: setOn(bucketPolicy, "policy", UNKNOWN), fires: [POLICY], says: /depends on no resource/ },
    { state: "unknown", when: "a document of outputs waits for them", change: setOn(bucketPolicy, "policy.jsonOf.Statement.1.Principal", "*"), moments: ["preview"], fires: [] },
  ],
  "s3-tls-only": [
    { state: "absent", when: "no policy", change: remove(bucketPolicy, "documents"), fires: [BUCKET], says: /takes plain HTTP/ },
    { state: "violating", when: "the policy of another bucket", change: elsewhere(bucketPolicy), fires: [BUCKET] },
    { state: "absent", when: "a policy that says nothing", change: unset(bucketPolicy, "documents", "policy"), fires: [POLICY] },
    { state: "violating", when: "another principal", change: inPolicy("Principal", { AWS: "arn:aws:iam::111122223333:root" }), ...KNOWN, fires: [POLICY], says: /does not deny plain HTTP/ },
    { state: "violating", when: "reading only", change: inPolicy("Action", ["s3:GetObject", "s3:Get*"]), ...KNOWN, fires: [POLICY] },
    { state: "violating", when: "objects only", change: inPolicy("Resource", [`${ARN}/*`]), ...KNOWN, fires: [POLICY] },
    { state: "violating", when: "the bucket only", change: inPolicy("Resource", ARN), ...KNOWN, fires: [POLICY] },
    { state: "violating", when: "requests over TLS instead", change: inPolicy("Condition", { Bool: { "aws:SecureTransport": "true" } }), ...KNOWN, fires: [POLICY] },
    { state: "violating", when: "both at once, which never holds", change: inPolicy("Condition", { Bool: { "aws:SecureTransport": ["true", "false"] } }), ...KNOWN, fires: [POLICY] },
    { state: "violating", when: "a second condition", change: inPolicy("Condition", { ...PLAIN, StringEquals: { "aws:SourceVpc": "vpc-1" } }), ...KNOWN, fires: [POLICY] },
    { state: "absent", when: "no condition on TLS", change: inPolicy("Condition", { StringEquals: { "aws:SourceVpc": "vpc-1" } }), ...KNOWN, fires: [POLICY] },
    { state: "violating", when: "everything but some actions", change: all(inPolicy("NotAction", "s3:Get*"), unset(bucketPolicy, "documents", "policy.jsonOf.Statement.0.Action")), ...KNOWN, fires: [POLICY] },
    { state: "violating", when: "everything but some resources", change: all(inPolicy("NotResource", [ARN, `${ARN}/*`]), unset(bucketPolicy, "documents", "policy.jsonOf.Statement.0.Resource")), ...KNOWN, fires: [POLICY] },
    { state: "compliant", when: "single values in another order, in an object", change: setOn(bucketPolicy, "policy", { Statement: { Condition: { bool: { "AWS:SECURETRANSPORT": [false] } }, Resource: "*", Action: ["*"], Principal: { AWS: ["*"] }, Effect: "Deny" } }), fires: [] },
    { state: "compliant", when: "two statements", change: policyOf({ ...DENY, Resource: ARN, Condition: PLAIN }, { ...DENY, Resource: [`${ARN}/*`], Condition: { BoolIfExists: { "aws:SecureTransport": "false" } } }), fires: [] },
    { state: "violating", when: "an inline policy that says nothing of TLS", change: all(remove(bucketPolicy, "documents"), setOn(buckets[0], "policy", policy({ Effect: "Deny", Principal: "*", Action: "s3:DeleteBucket", Resource: ARN }))), fires: [BUCKET] },
    { state: "compliant", when: "an inline policy", change: all(remove(bucketPolicy, "documents"), setOn(buckets[0], "policy", policy({ ...DENY, Resource: [ARN, `${ARN}/*`], Condition: PLAIN }))), fires: [] },
    { state: "unknown", when: "a document of outputs waits for them", change: inPolicy("Action", "s3:GetObject"), moments: ["preview"], fires: [] },
  ],
  "s3-versioning": [
    { state: "violating", when: "versions suspended", change: setOn(bucketVersionings[0], "versioningConfiguration.status", "Suspended"), fires: [VERSIONING], says: /is "Suspended", and must be "Enabled"/ },
    { state: "unknown", when: "a status known only later", change: setOn(bucketVersionings[0], "versioningConfiguration.status", UNKNOWN), fires: [VERSIONING] },
    { state: "absent", when: "no status", change: unset(bucketVersionings[0], "documents", "versioningConfiguration.status"), fires: [VERSIONING] },
    { state: "absent", when: "no versioning", change: remove(bucketVersionings[0], "documents"), fires: [BUCKET] },
    { state: "violating", when: "the versioning of another bucket", change: pointedAt(bucketVersionings[0], "trail"), fires: [BUCKET] },
    { state: "compliant", when: "the other token", change: retype(bucketVersionings[0], "documents", bucketVersionings[1]), fires: [] },
    { state: "violating", when: "versions suspended under the other token", change: all(setOn(bucketVersionings[0], "versioningConfiguration.status", "Disabled"), retype(bucketVersionings[0], "documents", bucketVersionings[1])), fires: [label(bucketVersionings[1], "documents")] },
  ],
  "s3-access-logging": [
    { state: "absent", when: "no logging", change: remove(bucketLoggings[0], "documents"), fires: [BUCKET], says: /no access logging/ },
    { state: "absent", when: "no target", change: unset(bucketLoggings[0], "documents", "targetBucket"), fires: [label(bucketLoggings[0], "documents")] },
    { state: "unknown", when: "a target made elsewhere counts as one", change: setOn(bucketLoggings[0], "targetBucket", UNKNOWN), fires: [] },
    { state: "violating", when: "a bucket that logs into itself", change: (plan) => setOn(bucketLoggings[0], "targetBucket", plan.get(buckets[0], "documents").id)(plan), fires: [BUCKET], says: /into another bucket/ },
    { state: "violating", when: "the logging of another bucket", change: pointedAt(bucketLoggings[0], "trail"), fires: [BUCKET] },
    { state: "violating", when: "a bucket that takes logs no more", change: all(remove(bucketLoggings[0], "access-logs"), set(loadBalancers[0], "edge", "accessLogs.bucket", "elsewhere"), set(bucketEncryptions[0], "access-logs", "rules", KMS)), fires: [label(buckets[0], "access-logs")] },
    { state: "compliant", when: "no logging of a bucket that takes a load balancer's logs", change: remove(bucketLoggings[0], "access-logs"), fires: [] },
    { state: "compliant", when: "the other token", change: retype(bucketLoggings[0], "documents", bucketLoggings[1]), fires: [] },
    { state: "absent", when: "no logging of a BucketV2", change: all(retype(buckets[0], "documents", buckets[1]), remove(bucketLoggings[0], "documents")), fires: [label(buckets[1], "documents")] },
  ],
  "s3-lifecycle": [
    { state: "absent", when: "no configuration", change: remove(bucketLifecycles[0], "documents"), fires: [BUCKET] },
    { state: "violating", when: "a rule switched off", change: setOn(bucketLifecycles[0], "rules.1.status", "Disabled"), fires: [LIFECYCLE], says: /abortIncompleteMultipartUpload/ },
    { state: "absent", when: "old versions kept", change: unset(bucketLifecycles[0], "documents", "rules.0.noncurrentVersionExpiration"), fires: [LIFECYCLE], says: /noncurrentVersionExpiration/ },
    { state: "absent", when: "abandoned uploads kept", change: unset(bucketLifecycles[0], "documents", "rules.1.abortIncompleteMultipartUpload"), fires: [LIFECYCLE] },
    { state: "unknown", when: "rules known only later", change: setOn(bucketLifecycles[0], "rules", UNKNOWN), fires: [LIFECYCLE] },
    { state: "unknown", when: "a rule that may be switched off", change: setOn(bucketLifecycles[0], "rules.0.status", UNKNOWN), fires: [LIFECYCLE] },
    { state: "violating", when: "the configuration of another bucket", change: elsewhere(bucketLifecycles[0]), fires: [BUCKET] },
    { state: "compliant", when: "the other token", change: retype(bucketLifecycles[0], "documents", bucketLifecycles[1]), fires: [] },
  ],
  "s3-no-force-destroy": [
    { state: "violating", when: "a bucket that goes with its objects", change: setOn(buckets[0], "forceDestroy", true), fires: [BUCKET] },
    { state: "unknown", when: "a bucket that may", change: setOn(buckets[0], "forceDestroy", UNKNOWN), fires: [BUCKET] },
    { state: "violating", when: "a BucketV2 that does", change: all(setOn(buckets[0], "forceDestroy", true), retype(buckets[0], "documents", buckets[1])), fires: [label(buckets[1], "documents")] },
    { state: "violating", when: "a repository that goes with its images", change: set(ecr.repository, "gateway", "forceDelete", true), fires: [label(ecr.repository, "gateway")] },
    { state: "unknown", when: "a repository that may", change: set(ecr.repository, "gateway", "forceDelete", UNKNOWN), fires: [label(ecr.repository, "gateway")] },
    { state: "compliant", when: "said to stay", change: all(setOn(buckets[0], "forceDestroy", false), set(ecr.repository, "gateway", "forceDelete", false)), fires: [] },
    { state: "absent", when: "nothing said, which is AWS's safe default", change: unset(buckets[0], "documents", "forceDestroy"), fires: [] },
  ],
});
