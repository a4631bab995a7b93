/** S3 Object Lock: what can be locked, and what a lock keeps from happening. */
import type { CloudRecord, CloudView } from "../../provider/cloud";
import { find, of, oneOf, range, refuse, refuseIf, type Rule } from "../rule";
import { T } from "../tokens";

const MANAGING = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html";
const RETENTION = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_DefaultRetention.html";
const DEFAULT = "rule.defaultRetention";
const DAY = 24 * 60 * 60 * 1000;

export const s3ObjectLock: readonly Rule[] = [
  oneOf(T.bucketLock, `${DEFAULT}.mode`, ["GOVERNANCE", "COMPLIANCE"], RETENTION),
  oneOf(T.bucketObject, "objectLockMode", ["GOVERNANCE", "COMPLIANCE"], RETENTION),
  range(T.bucketLock, `${DEFAULT}.days`, 1, 36_500, RETENTION),
  range(T.bucketLock, `${DEFAULT}.years`, 1, 100, RETENTION),
  {
    id: "s3-lock-retention",
    types: [T.bucketLock],
    stage: "check",
    source: RETENTION,
    check: (subject) => {
      if (!subject.given("rule")) {
        return [];
      }
      const periods = ["days", "years"].filter((unit) => subject.given(`${DEFAULT}.${unit}`));
      return [
        ...(periods.length === 1 ? [] : [refuse(DEFAULT, `MalformedXML: a default retention has days or years, and this one has ${periods.length} of them.`)]),
        ...(subject.given(`${DEFAULT}.mode`) ? [] : [refuse(`${DEFAULT}.mode`, "MalformedXML: a default retention needs a mode: GOVERNANCE or COMPLIANCE.")]),
      ];
    },
  },
  {
    id: "s3-lock-needs-versions",
    types: [T.bucketLock],
    stage: "admit",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-configure.html",
    check: (subject, cloud) => {
      const bucket = find(cloud, T.bucket, subject.text("bucket"));
      return refuseIf(
        bucket !== undefined && !hasLock(bucket, cloud) && !isVersioned(bucket, cloud),
        "bucket",
        `InvalidBucketState: Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration; enable it on ${bucket?.id} first, or make the bucket with objectLockEnabled.`,
      );
    },
  },
  {
    id: "s3-lock-keeps-versioning",
    types: [T.bucketVersioning],
    stage: "admit",
    source: MANAGING,
    check: (subject, cloud) => {
      const bucket = find(cloud, T.bucket, subject.text("bucket"));
      const status = subject.text("versioningConfiguration.status");
      return refuseIf(
        bucket !== undefined && status !== undefined && status !== "Enabled" && hasLock(bucket, cloud),
        "versioningConfiguration.status",
        `InvalidBucketState: An Object Lock configuration is present on this bucket, so the versioning state cannot be changed; leave ${bucket?.id} Enabled.`,
      );
    },
  },
  {
    id: "s3-lock-takes-no-access-logs",
    types: [T.bucketLogging],
    stage: "admit",
    source: MANAGING,
    check: (subject, cloud) => {
      const target = find(cloud, T.bucket, subject.text("targetBucket"));
      return refuseIf(target !== undefined && hasLock(target, cloud), "targetBucket", `InvalidTargetBucketForLogging: the bucket ${target?.id} has Object Lock, and such buckets take no access logs; name another.`);
    },
  },
  {
    id: "s3-lock-replicates-to-lock",
    types: [T.bucketReplication],
    stage: "admit",
    source: `${MANAGING}#object-lock-managing-replication`,
    check: (subject, cloud) => {
      const source = find(cloud, T.bucket, subject.text("bucket"));
      if (source === undefined || !hasLock(source, cloud)) {
        return [];
      }
      const role = find(cloud, T.role, subject.text("role"));
      const rights = role && JSON.stringify(cloud.byType(T.rolePolicy).filter(({ inputs }) => inputs["role"] === role.id).map(({ inputs }) => inputs["policy"]));
      const lacking = ["GetObjectRetention", "GetObjectLegalHold"].filter((action) => rights !== undefined && !new RegExp(`s3:(${action}|Get\\*|\\*)`).test(rights));
      return [
        ...subject.all("rules[*].destination.bucket").flatMap(({ path, value }) => {
          const destination = typeof value === "string" ? find(cloud, T.bucket, value) : undefined;
          return destination === undefined || hasLock(destination, cloud)
            ? []
            : [refuse(path, `InvalidRequest: Object Lock is enabled on ${source.id} and must be on the destination bucket too; make ${destination.id} with objectLockEnabled.`)];
        }),
        // S3 takes such a role, and then no object of the bucket is replicated.
        ...(lacking.length === 0 ? [] : [refuse("role", `ReplicationFailed: the role ${role?.id} lacks ${lacking.map((action) => `s3:${action}`).join(" and ")} on ${source.id}, without which nothing locked is replicated.`)]),
      ];
    },
  },
  {
    id: "s3-object-lock-period",
    types: [T.bucketObject],
    stage: "admit",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html",
    check: (subject, cloud) => {
      const locks = ["objectLockMode", "objectLockRetainUntilDate", "objectLockLegalHoldStatus"].filter((name) => subject.given(name));
      const bucket = find(cloud, T.bucket, subject.text("bucket"));
      const until = subject.text("objectLockRetainUntilDate");
      return [
        ...(locks.length > 0 && bucket !== undefined && !hasLock(bucket, cloud) ? [refuse(locks[0] ?? "", `InvalidRequest: Bucket is missing Object Lock Configuration; make ${bucket.id} with objectLockEnabled.`)] : []),
        ...(subject.given("objectLockMode") === subject.given("objectLockRetainUntilDate") ? [] : [refuse("objectLockMode", "InvalidArgument: x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied.")]),
        ...(until !== undefined && subject.prior === undefined && Date.parse(until) <= cloud.now.getTime() ? [refuse("objectLockRetainUntilDate", "InvalidArgument: The retain until date must be in the future!")] : []),
      ];
    },
  },
];

/** Why S3 keeps an object from being deleted; undefined when it does not. */
export function lockOf(object: CloudRecord, cloud: CloudView): string | undefined {
  const values = of(object);
  if (values.text("objectLockLegalHoldStatus") === "ON") {
    return `AccessDenied: Access Denied because object protected by object lock: ${object.id} has a legal hold; set objectLockLegalHoldStatus to OFF, run up, then delete.`;
  }
  const { mode, until } = retentionOf(object, cloud);
  if (mode === undefined || until <= cloud.now.getTime()) {
    return undefined;
  }
  const date = new Date(until).toISOString().slice(0, 10);
  if (mode === "COMPLIANCE") {
    return `AccessDenied: Access Denied because object protected by object lock: ${object.id} is locked in compliance mode, and nobody can delete it before ${date}.`;
  }
  return values.flag("forceDestroy") === true
    ? undefined
    : `AccessDenied: Access Denied because object protected by object lock: ${object.id} is locked in governance mode until ${date}; set forceDestroy to true, run up, then delete, which takes the right s3:BypassGovernanceRetention.`;
}

/** Its own retention, or that of its bucket from when it was made. */
function retentionOf(object: CloudRecord, cloud: CloudView): { readonly mode: string | undefined; readonly until: number } {
  const values = of(object);
  const own = values.text("objectLockMode");
  if (own !== undefined) {
    return { mode: own, until: Date.parse(values.text("objectLockRetainUntilDate") ?? "") };
  }
  const lock = cloud.byType(T.bucketLock).find(({ inputs }) => inputs["bucket"] === values.text("bucket"));
  const rule = lock && of(lock);
  const days = rule?.number(`${DEFAULT}.days`) ?? (rule?.number(`${DEFAULT}.years`) ?? 0) * 365;
  return { mode: rule?.text(`${DEFAULT}.mode`), until: Date.parse(object.madeAt ?? "") + days * DAY };
}

function hasLock(bucket: CloudRecord, cloud: CloudView): boolean {
  return of(bucket).flag("objectLockEnabled") === true || cloud.byType(T.bucketLock).some(({ inputs }) => inputs["bucket"] === bucket.id);
}

function isVersioned(bucket: CloudRecord, cloud: CloudView): boolean {
  return cloud.byType(T.bucketVersioning).some((record) => record.inputs["bucket"] === bucket.id && of(record).text("versioningConfiguration.status") === "Enabled");
}
