import type { Properties } from "../../../provider/values";
import type { RuleCase } from "../../testing/rule-case";
import type { World } from "../../testing/world";
import { T } from "../../tokens";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/1";
const FOREIGN_KEY = "arn:aws:kms:us-west-2:123456789012:key/1";
const GITHUB = "token.actions.githubusercontent.com";

function versioned(w: World, bucket: string): void {
  w.cloud.create(T.bucketVersioning, `${bucket}-versioning`, { bucket, versioningConfiguration: { status: "Enabled" } });
}

function replicas(w: World): void {
  w.cloud.create(T.bucket, "replica", { bucket: "kianax-replica" });
  versioned(w, "kianax-logs");
  versioned(w, "kianax-replica");
  w.cloud.create(T.bucketEncryption, "encryption", { bucket: "kianax-logs", rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] });
}

const rule = (more: Properties = {}): Properties => ({ rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::kianax-replica" }, ...more }] });
const sealed = (key: string): Properties =>
  rule({
    sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
    destination: { bucket: "arn:aws:s3:::kianax-replica", encryptionConfiguration: { replicaKmsKeyId: key } },
  });

function logTarget(w: World): void {
  w.cloud.create(T.bucket, "targets", { bucket: "targets" });
  w.cloud.create(T.bucketPolicy, "targets", { bucket: "targets", policy: { Statement: [{ Effect: "Allow", Principal: { Service: "logging.s3.amazonaws.com" }, Action: "s3:PutObject", Resource: "arn:aws:s3:::targets/*" }] } });
  w.cloud.create(T.bucketEncryption, "encryption", { bucket: "kianax-logs", rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] });
  w.cloud.create(T.bucket, "west", { bucket: "west" }, "us-west-2");
  w.cloud.create(T.bucketPolicy, "west", { bucket: "west", policy: { Statement: [{ Effect: "Allow", Principal: { Service: "logging.s3.amazonaws.com" }, Action: "s3:PutObject", Resource: "arn:aws:s3:::west/*" }] } }, "us-west-2");
}

const trusting = (condition?: Properties): Properties => ({
  assumeRolePolicy: {
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRoleWithWebIdentity", Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${GITHUB}` }, ...(condition && { Condition: condition }) }],
  },
});

export const storageCases: readonly RuleCase[] = [
  { rule: "one-of-s3/bucketReplicationConfig-rules[*].status", type: T.bucketReplication, good: () => rule(), bad: () => rule({ status: "On" }), says: [
      "rules[0].status: \"On\" is none of the values AWS takes: Enabled, Disabled."
    ] },
  {
    rule: "s3-replication-rules", type: T.bucketReplication,
    good: () => ({ rules: [{ priority: 1, filter: { prefix: "" }, deleteMarkerReplication: { status: "Enabled" } }, { priority: 2 }] as Properties[] }),
    bad: () => ({
      rules: [
        { priority: 1, filter: { prefix: "" } },
        { priority: 1, sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } } },
        { priority: 2, destination: { encryptionConfiguration: { replicaKmsKeyId: KEY } } },
      ] as Properties[],
    }),
    says: [
      "rules: InvalidRequest: two replication rules have the priority 1; priorities must be unique.",
      "rules[0]: InvalidRequest: DeleteMarkerReplication must be specified for this version of the replication configuration, which has a filter; give deleteMarkerReplication a status.",
      "rules[1]: InvalidRequest: ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects is enabled; give destination.encryptionConfiguration a key of the destination's Region.",
      "rules[2]: InvalidRequest: SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present; enable sourceSelectionCriteria.sseKmsEncryptedObjects.",
    ],
  },
  {
    rule: "s3-replication-versioning", type: T.bucketReplication,
    given: (w) => {
      replicas(w);
      w.cloud.create(T.bucket, "plain", { bucket: "plain" });
    },
    good: () => ({ bucket: "kianax-logs", ...rule() }),
    bad: () => ({ bucket: "plain", ...rule({ destination: { bucket: "plain" } }) }),
    says: [
      "bucket: InvalidRequest: Versioning must be 'Enabled' on the bucket to apply a replication configuration; enable it on plain first.",
      "rules[0].destination.bucket: InvalidRequest: Destination bucket must have versioning enabled; enable it on plain first.",
    ],
  },
  { rule: "s3-replication-destination-key", type: T.bucketReplication, given: replicas, good: () => sealed(KEY), bad: () => sealed(FOREIGN_KEY), says: [
      "rules[0].destination.encryptionConfiguration.replicaKmsKeyId: InvalidRequest: the key is in us-west-2, and the bucket kianax-replica in us-east-1; S3 encrypts replicas with a key of the destination's Region."
    ] },
  { rule: "s3-replication-key-readable", type: T.bucketReplication, given: replicas, good: () => ({ bucket: "kianax-logs", ...sealed(KEY) }), bad: () => ({ bucket: "kianax-logs", ...rule() }), says: [
      "rules: ReplicationFailed: the bucket kianax-logs encrypts with KMS, and without sourceSelectionCriteria.sseKmsEncryptedObjects no object of it would be replicated."
    ] },
  { rule: "s3-access-log-bucket", type: T.bucketLogging, given: logTarget, good: () => ({ targetBucket: "targets" }), bad: () => ({ targetBucket: "kianax-logs" }), says: [
      "targetBucket: InvalidTargetBucketForLogging: the policy of kianax-logs does not let logging.s3.amazonaws.com put objects; allow it first.",
      "targetBucket: InvalidTargetBucketForLogging: the bucket kianax-logs encrypts with KMS, and access logs only take SSE-S3; set its sseAlgorithm to AES256."
    ] },
  { rule: "s3-access-log-bucket", type: T.bucketLogging, given: logTarget, good: () => ({ targetBucket: "targets" }), bad: () => ({ targetBucket: "west" }), says: [
      "targetBucket: CrossLocationLoggingProhibited: the bucket west is in us-west-2, and access logs stay in the bucket's Region us-east-1."
    ] },
  { rule: "iam-oidc-provider-url", type: T.oidcProvider, given: (w) => w.cloud.create(T.oidcProvider, "github", { url: `https://${GITHUB}`, clientIdLists: ["sts.amazonaws.com"] }), good: () => ({ url: "https://oidc.example.org" }), bad: () => ({ url: `https://${GITHUB}` }), says: [
      "url: EntityAlreadyExists: Provider with url https://token.actions.githubusercontent.com already exists; an account has one for each issuer, so import it."
    ] },
  { rule: "iam-oidc-provider-https", type: T.oidcProvider, good: () => ({ url: `https://${GITHUB}`, clientIdLists: ["sts.amazonaws.com"] }), bad: () => ({ url: `http://${GITHUB}`, clientIdLists: [] }), says: [
      "url: ValidationError: the issuer \"http://token.actions.githubusercontent.com\" must begin with https://.",
      "clientIdLists: InvalidInput: the provider has no audience; name at least one, such as sts.amazonaws.com."
    ] },
  { rule: "iam-trust-github-subject", type: T.role, good: () => trusting({ StringEquals: { [`${GITHUB}:sub`]: "repo:kianax/infrastructure:pull_request" } }), bad: () => trusting({ StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } }), says: [
      "assumeRolePolicy: MalformedPolicyDocument: Role trust policies that trust token.actions.githubusercontent.com must evaluate token.actions.githubusercontent.com:sub; without it every repository on GitHub could take the role."
    ] },
  { rule: "iam-trust-github-subject", type: T.role, good: () => trusting({ StringLike: { [`${GITHUB}:sub`]: "repo:kianax/*" } }), bad: () => trusting({ StringLike: { [`${GITHUB}:sub`]: ["repo:kianax/a:*", "*"] } }), says: [
      "assumeRolePolicy: MalformedPolicyDocument: Role trust policies that trust token.actions.githubusercontent.com must evaluate token.actions.githubusercontent.com:sub; without it every repository on GitHub could take the role."
    ] },
];
