import { containsUnknown, isObject, type Failure, type Value } from "../../provider/values";
import type { Reader } from "../reader";
import { find, of, oneOf, others, refuse, refuseIf, type Rule } from "../rule";
import { T } from "../tokens";
import { parsePolicy } from "./policy-document";

const LIFECYCLE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-configuration-examples.html";
const ENCRYPTION = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html";

export const s3: readonly Rule[] = [
  oneOf(T.bucketEncryption, "rules[*].applyServerSideEncryptionByDefault.sseAlgorithm", ["AES256", "aws:kms", "aws:kms:dsse"], ENCRYPTION),
  {
    id: "s3-encryption-key",
    types: [T.bucketEncryption],
    stage: "check",
    source: ENCRYPTION,
    check: (subject) =>
      subject.objects("rules").flatMap((rule, index) =>
        rule.text("applyServerSideEncryptionByDefault.sseAlgorithm") === "AES256" && rule.given("applyServerSideEncryptionByDefault.kmsMasterKeyId")
          ? [refuse(`rules[${index}].applyServerSideEncryptionByDefault.kmsMasterKeyId`, "InvalidArgument: AES256 takes no KMS key; use aws:kms or remove kmsMasterKeyId.")]
          : [],
      ),
  },
  oneOf(T.bucketVersioning, "versioningConfiguration.status", ["Enabled", "Suspended", "Disabled"], "https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html"),
  oneOf(T.bucketOwnership, "rule.objectOwnership", ["BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced"], "https://docs.aws.amazon.com/AmazonS3/latest/API/API_OwnershipControlsRule.html"),
  {
    id: "s3-versioning-not-disabled-later",
    types: [T.bucketVersioning],
    stage: "admit",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
    check: (subject) =>
      refuseIf(
        subject.text("versioningConfiguration.status") === "Disabled" && subject.prior !== undefined && of(subject.prior).text("versioningConfiguration.status") !== "Disabled",
        "versioningConfiguration.status",
        "InvalidArgument: a bucket that had versioning can only suspend it; write Suspended.",
      ),
  },
  oneOf(T.bucketLifecycle, "rules[*].status", ["Enabled", "Disabled"], LIFECYCLE),
  oneOf(T.bucketLifecycle, "rules[*].transitions[*].storageClass", ["GLACIER", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "DEEP_ARCHIVE", "GLACIER_IR"], LIFECYCLE),
  {
    id: "s3-lifecycle-rules",
    types: [T.bucketLifecycle],
    stage: "check",
    source: LIFECYCLE,
    check: (subject) => {
      const rules = subject.objects("rules");
      const ids = rules.map((rule) => rule.text("id"));
      const twice = ids.find((id, index) => id !== undefined && ids.indexOf(id) !== index);
      return [
        ...(twice === undefined ? [] : [refuse("rules", `InvalidArgument: two lifecycle rules have the id "${twice}"; ids must be unique.`)]),
        ...rules.flatMap((rule, index) => {
          const actions = ["expiration", "transitions", "noncurrentVersionExpiration", "noncurrentVersionTransitions", "abortIncompleteMultipartUpload"];
          return [
            ...(actions.some((name) => rule.given(name) && rule.count(name) !== 0) ? [] : [refuse(`rules[${index}]`, `MalformedXML: the lifecycle rule does nothing; give it one of ${actions.join(", ")}.`)]),
            ...rule.objects("transitions").flatMap((transition, position) => {
              const days = transition.number("days");
              return days !== undefined && days < 30 && ["STANDARD_IA", "ONEZONE_IA"].includes(transition.text("storageClass") ?? "")
                ? [refuse(`rules[${index}].transitions[${position}].days`, `InvalidArgument: objects move to ${transition.text("storageClass")} after 30 days at the earliest, not after ${days}.`)]
                : [];
            }),
            ...agingProblems(rule, `rules[${index}]`),
          ];
        }),
      ];
    },
  },
  {
    id: "s3-one-configuration-per-bucket",
    types: [T.bucketPolicy, T.bucketVersioning, T.bucketLifecycle, T.bucketEncryption, T.bucketPublicAccessBlock, T.bucketOwnership, T.bucketLogging, T.bucketReplication, T.bucketLock],
    stage: "admit",
    source: "https://www.pulumi.com/registry/packages/aws/api-docs/s3/bucketpolicy/",
    check: (subject, cloud) => {
      const bucket = subject.text("bucket");
      const other = bucket === undefined ? undefined : others(subject, cloud, subject.type).find(({ inputs, urn }) => inputs["bucket"] === bucket && urn !== subject.urn);
      return refuseIf(other !== undefined, "bucket", `OperationAborted: another resource (${other?.urn.split("::").at(-1)}) sets this configuration of the bucket ${bucket} already, and each would undo the other; merge the two.`);
    },
  },
  {
    id: "s3-policy-names-own-bucket",
    types: [T.bucketPolicy],
    stage: "check",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html",
    check: (subject) => {
      const policy = subject.at("policy");
      const bucket = subject.text("bucket");
      const { document } = containsUnknown(policy) ? {} : parsePolicy(policy);
      const statements = isObject(document) && Array.isArray(document["Statement"]) ? document["Statement"].filter(isObject) : [];
      const resources = statements.map((statement) => statement["Resource"]).flatMap((value): Value[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]));
      const stranger = resources.find((resource) => typeof resource === "string" && bucket !== undefined && resource !== "*" && !new RegExp(`^arn:[\\w-]+:s3:::${escape(bucket)}(/.*|\\*)?$`).test(resource));
      return refuseIf(stranger !== undefined, "policy", `MalformedPolicy: policy has invalid resource ${String(stranger)}; a bucket's policy can only speak of the bucket ${bucket} and its objects.`);
    },
  },
  {
    id: "s3-public-policy-blocked",
    types: [T.bucketPolicy],
    stage: "admit",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    check: (subject, cloud) => {
      const bucket = find(cloud, T.bucket, subject.text("bucket"));
      const block = cloud.byType(T.bucketPublicAccessBlock).find(({ inputs }) => inputs["bucket"] === bucket?.id);
      const { document } = parsePolicy(subject.at("policy"));
      const statements = isObject(document) && Array.isArray(document["Statement"]) ? document["Statement"].filter(isObject) : [];
      const open = statements.some(({ Effect, Principal, Condition }) => Effect === "Allow" && Condition === undefined && (Principal === "*" || (isObject(Principal) && Principal["AWS"] === "*")));
      return refuseIf(open && block?.inputs["blockPublicPolicy"] === true, "policy", "AccessDenied: the policy opens the bucket to everyone, and the bucket's BlockPublicPolicy setting refuses such policies; name principals.");
    },
  },
];

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Objects are deleted after they have moved, and stay a month in an infrequent-access class before they move on. */
function agingProblems(rule: Reader, path: string): Failure[] {
  const moves = rule.objects("transitions").map((transition) => ({ storageClass: transition.text("storageClass") ?? "", days: transition.number("days") }));
  const end = rule.number("expiration.days");
  const infrequent = moves.find(({ storageClass }) => storageClass === "STANDARD_IA");
  return moves.flatMap(({ storageClass, days }, position) => {
    const at = `${path}.transitions[${position}].days`;
    const tooLate = days !== undefined && end !== undefined && end <= days;
    const tooSoon = days !== undefined && infrequent?.days !== undefined && !["STANDARD_IA", "INTELLIGENT_TIERING"].includes(storageClass) && days < infrequent.days + 30;
    return [
      ...(tooLate ? [refuse(`${path}.expiration.days`, `InvalidArgument: 'Days' in the Expiration action must be greater than 'Days' in the Transition action; ${end} is not above ${days}.`)] : []),
      ...(tooSoon ? [refuse(at, `InvalidArgument: 'Days' in the Transition action for ${storageClass} must be 30 days more than those for STANDARD_IA, ${(infrequent.days ?? 0) + 30} or more, not ${days}.`)] : []),
    ];
  });
}
