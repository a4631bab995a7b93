/** What S3 asks of buckets that receive from others: replicas and access logs. */
import type { CloudRecord, CloudView } from "../../provider/cloud";
import { find, of, oneOf, refuse, refuseIf, type Rule } from "../rule";
import { T } from "../tokens";

const REPLICATION = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html";
const RULES = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationRule.html";
const LOGGING = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html";
const DESTINATION = "rules[*].destination.bucket";

export const s3Delivery: readonly Rule[] = [
  oneOf(T.bucketReplication, "rules[*].status", ["Enabled", "Disabled"], RULES),
  {
    id: "s3-replication-rules",
    types: [T.bucketReplication],
    stage: "check",
    source: RULES,
    check: (subject) => {
      const rules = subject.objects("rules");
      const priorities = rules.flatMap((rule) => rule.number("priority") ?? []);
      const twice = priorities.find((priority, index) => priorities.indexOf(priority) !== index);
      return [
        ...(twice === undefined ? [] : [refuse("rules", `InvalidRequest: two replication rules have the priority ${twice}; priorities must be unique.`)]),
        ...rules.flatMap((rule, index) => {
          const path = `rules[${index}]`;
          const sealed = rule.text("sourceSelectionCriteria.sseKmsEncryptedObjects.status") === "Enabled";
          return [
            ...(rule.given("filter") && rule.absent("deleteMarkerReplication")
              ? [refuse(path, "InvalidRequest: DeleteMarkerReplication must be specified for this version of the replication configuration, which has a filter; give deleteMarkerReplication a status.")]
              : []),
            ...(sealed && rule.absent("destination.encryptionConfiguration.replicaKmsKeyId")
              ? [refuse(path, "InvalidRequest: ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects is enabled; give destination.encryptionConfiguration a key of the destination's Region.")]
              : []),
            ...(!sealed && rule.given("destination.encryptionConfiguration.replicaKmsKeyId")
              ? [refuse(path, "InvalidRequest: SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present; enable sourceSelectionCriteria.sseKmsEncryptedObjects.")]
              : []),
          ];
        }),
      ];
    },
  },
  {
    id: "s3-replication-versioning",
    types: [T.bucketReplication],
    stage: "admit",
    source: REPLICATION,
    check: (subject, cloud) => {
      const source = find(cloud, T.bucket, subject.text("bucket"));
      return [
        ...(source === undefined || versioned(source, cloud) ? [] : [refuse("bucket", `InvalidRequest: Versioning must be 'Enabled' on the bucket to apply a replication configuration; enable it on ${source.id} first.`)]),
        ...subject.all(DESTINATION).flatMap(({ path, value }) => {
          const destination = typeof value === "string" ? find(cloud, T.bucket, value) : undefined;
          return destination === undefined || versioned(destination, cloud) ? [] : [refuse(path, `InvalidRequest: Destination bucket must have versioning enabled; enable it on ${destination.id} first.`)];
        }),
      ];
    },
  },
  {
    id: "s3-replication-destination-key",
    types: [T.bucketReplication],
    stage: "admit",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html",
    check: (subject, cloud) =>
      subject.objects("rules").flatMap((rule, index) => {
        const key = rule.text("destination.encryptionConfiguration.replicaKmsKeyId");
        const region = key?.split(":")[3];
        const bucket = find(cloud, T.bucket, rule.text("destination.bucket"));
        return bucket !== undefined && region !== undefined && region !== bucket.region
          ? [refuse(`rules[${index}].destination.encryptionConfiguration.replicaKmsKeyId`, `InvalidRequest: the key is in ${region}, and the bucket ${bucket.id} in ${bucket.region}; S3 encrypts replicas with a key of the destination's Region.`)]
          : [];
      }),
  },
  {
    id: "s3-replication-key-readable",
    types: [T.bucketReplication],
    stage: "admit",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html",
    check: (subject, cloud) => {
      // S3 takes such a configuration and then replicates nothing, which nobody would notice before the replica is needed.
      const encryption = configurationOf(subject.text("bucket"), T.bucketEncryption, cloud);
      const sealed = encryption !== undefined && of(encryption).all("rules[*].applyServerSideEncryptionByDefault.sseAlgorithm").some(({ value }) => value !== "AES256");
      const replicated = subject.objects("rules").some((rule) => rule.text("sourceSelectionCriteria.sseKmsEncryptedObjects.status") === "Enabled");
      return refuseIf(
        sealed && !replicated,
        "rules",
        `ReplicationFailed: the bucket ${subject.text("bucket")} encrypts with KMS, and without sourceSelectionCriteria.sseKmsEncryptedObjects no object of it would be replicated.`,
      );
    },
  },
  {
    id: "s3-access-log-bucket",
    types: [T.bucketLogging],
    stage: "admit",
    source: LOGGING,
    check: (subject, cloud) => {
      const name = subject.text("targetBucket");
      const target = find(cloud, T.bucket, name);
      if (target === undefined) {
        return [];
      }
      const policy = configurationOf(target.id, T.bucketPolicy, cloud);
      const encryption = configurationOf(target.id, T.bucketEncryption, cloud);
      const kms = encryption !== undefined && of(encryption).all("rules[*].applyServerSideEncryptionByDefault.sseAlgorithm").some(({ value }) => value !== "AES256");
      return [
        ...(JSON.stringify(policy?.inputs["policy"] ?? "").includes("logging.s3.amazonaws.com")
          ? []
          : [refuse("targetBucket", `InvalidTargetBucketForLogging: the policy of ${name} does not let logging.s3.amazonaws.com put objects; allow it first.`)]),
        ...(kms ? [refuse("targetBucket", `InvalidTargetBucketForLogging: the bucket ${name} encrypts with KMS, and access logs only take SSE-S3; set its sseAlgorithm to AES256.`)] : []),
        ...(target.region === cloud.region ? [] : [refuse("targetBucket", `CrossLocationLoggingProhibited: the bucket ${name} is in ${target.region}, and access logs stay in the bucket's Region ${cloud.region}.`)]),
      ];
    },
  },
];

function versioned(bucket: CloudRecord, cloud: CloudView): boolean {
  const versioning = configurationOf(bucket.id, T.bucketVersioning, cloud);
  return versioning !== undefined && of(versioning).text("versioningConfiguration.status") === "Enabled";
}

function configurationOf(bucket: string | undefined, type: string, cloud: CloudView): CloudRecord | undefined {
  return cloud.byType(type).find(({ inputs }) => inputs["bucket"] === bucket);
}
