import assert from "node:assert/strict";
import { KianaxKeys } from "../keys";
import { KEYS } from "../network/fixtures";
import { keyOf, resolved, withMocks, type Plan, type Value } from "../testing";
import { KianaxAuditTrail } from "./audit-trail";
import { AUDIT } from "./fixtures";

const BUCKET = "aws:s3/bucket:Bucket";
const LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
const TRAIL = "aws:cloudtrail/trail:Trail";
const STREAM = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";
const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const OWNER = "kianax:audit:KianaxAuditTrail::production";
const LOCKED = ["production-audit-trading", "production-audit-trading-recovery", "production-audit-trail"];
/** ARNs as AWS makes them; the mock knows only the service. */
const outputs = { [BUCKET]: ({ inputs }: { inputs: Readonly<Record<string, Value>> }) => ({ arn: `arn:aws:s3:::${String(inputs["bucket"])}`}) };

async function planned(changes: Partial<typeof AUDIT> = {}, recoveryRegion?: string): Promise<{ plan: Plan; audit: KianaxAuditTrail }> {
  const { plan, result } = await withMocks(
    () => {
      const keys = new KianaxKeys("production", { ...KEYS, ...(recoveryRegion === undefined ? {} : { recoveryRegion }) });
      return new KianaxAuditTrail("production", { ...AUDIT, keys, alarmActions: { critical: ["arn:critical"], warning: ["arn:warning"] }, ...changes });
    },
    { outputs },
  );
  return { plan, audit: result };
}

const of = (plan: Plan, kind: string, name: string): Readonly<Record<string, Value>> => plan.one(`aws:s3/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`, name).inputs;

describe("KianaxAuditTrail", () => {
  let plan: Plan;
  let audit: KianaxAuditTrail;
  before(async () => ({ plan, audit } = await planned({}, "us-west-2")));

  it("locks what it keeps from the first day on, for as long as it is told", () => {
    assert.deepEqual(plan.all(LOCK).map(({ name }) => name), LOCKED);
    for (const name of LOCKED) {
      assert.equal(of(plan, "Bucket", name)["objectLockEnabled"], true);
      const days = name === "production-audit-trail" ? 1096 : 2557;
      assert.deepEqual(of(plan, "BucketObjectLockConfiguration", name)["rule"], { defaultRetention: { mode: "COMPLIANCE", days } });
      assert.deepEqual(((of(plan, "BucketLifecycleConfiguration", name)["rules"] as Record<string, unknown>[])[0] ?? {})["expiration"], { days: days + 1 });
    }
  });

  it("protects what holds it and what fills it", () => {
    const kept = plan.resources.filter(({ parent, protect }) => parent === OWNER && protect === true).map(keyOf).sort();
    assert.deepEqual(kept, [`${TRAIL}::production-audit`, `${STREAM}::production-audit-trading`, ...["production-audit-access-logs", ...LOCKED].map((name) => `${BUCKET}::${name}`)].sort());
  });

  it("encrypts both with the key of audit, and access logs as S3 can", () => {
    for (const name of ["production-audit-trail", "production-audit-trading"]) {
      assert.deepEqual(plan.one("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", name).madeOf["rules"], ["aws:kms/key:Key::production-audit"]);
    }
    const west = plan.one("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "production-audit-trading-recovery");
    assert.deepEqual(west.madeOf["rules"], ["aws:kms/replicaKey:ReplicaKey::production-audit-recovery"]);
    assert.deepEqual(of(plan, "BucketServerSideEncryptionConfiguration", "production-audit-access-logs")["rules"], [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }]);
  });

  it("knows who read either, in a bucket that no lock keeps logs out of", () => {
    assert.deepEqual(
      plan.all("aws:s3/bucketLogging:BucketLogging").map(({ inputs }) => [inputs["bucket"], inputs["targetBucket"], inputs["targetPrefix"]]),
      [
        ["production-audit-trading-id", "production-audit-access-logs-id", "trading/"],
        ["production-audit-trail-id", "production-audit-access-logs-id", "trail/"],
      ],
    );
    assert.equal(of(plan, "Bucket", "production-audit-access-logs")["objectLockEnabled"], undefined);
  });

  describe("its trail", () => {
    it("has the management events of every Region, validated, encrypted and searchable", () => {
      const { inputs, madeOf } = plan.one(TRAIL, "production-audit");
      const flags = ["isMultiRegionTrail", "includeGlobalServiceEvents", "enableLogging", "enableLogFileValidation"];
      assert.deepEqual(flags.map((flag) => inputs[flag]), [true, true, true, true]);
      assert.equal(inputs["name"], "kianax-production-audit");
      assert.deepEqual(madeOf["kmsKeyId"], ["aws:kms/key:Key::production-audit"]);
      assert.match(String(inputs["cloudWatchLogsGroupArn"]), /:\*$/);
    });

    it("has every access to records of trading beside them, and to nothing else", () => {
      assert.deepEqual((plan.one(TRAIL, "production-audit").inputs["advancedEventSelectors"] as { fieldSelectors: unknown }[]).map(({ fieldSelectors }) => fieldSelectors), [
        [{ field: "eventCategory", equals: ["Management"] }],
        [
          { field: "eventCategory", equals: ["Data"] },
          { field: "resources.type", equals: ["AWS::S3::Object"] },
          { field: "resources.ARN", startsWiths: ["arn:aws:s3:::kianax-production-audit-trading-111122223333/"] },
        ],
      ]);
    });

    it("waits for whatever CloudTrail looks at when it is made", () => {
      const { dependsOn } = plan.one(TRAIL, "production-audit");
      for (const needed of ["aws:s3/bucketPolicy:BucketPolicy::production-audit-trail", `${LOCK}::production-audit-trail`, "aws:iam/rolePolicy:RolePolicy::production-audit-trail"]) {
        assert.ok(dependsOn.includes(needed), needed);
      }
    });

    it("is searchable for as long as told, under a key", () => {
      const { inputs, madeOf } = plan.one("aws:cloudwatch/logGroup:LogGroup", "production-audit-trail");
      assert.deepEqual([inputs["name"], inputs["retentionInDays"]], ["/kianax/production/platform/trail", 365]);
      assert.deepEqual(madeOf["kmsKeyId"], ["aws:kms/key:Key::production-logs"]);
    });
  });

  describe("its stream", () => {
    const configuration = (): Record<string, Value> => plan.one(STREAM, "production-audit-trading").inputs["extendedS3Configuration"] as Record<string, Value>;

    it("writes a line for each record into files by day, compressed", () => {
      const { prefix, errorOutputPrefix, bufferingInterval, compressionFormat, fileExtension, customTimeZone } = configuration();
      assert.deepEqual(
        [prefix, errorOutputPrefix, bufferingInterval, compressionFormat, fileExtension, customTimeZone],
        [
          "records/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/",
          "undelivered/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/",
          300,
          "GZIP",
          ".json.gz",
          "UTC",
        ],
      );
      assert.deepEqual(configuration()["processingConfiguration"], {
        enabled: true,
        processors: [{ type: "AppendDelimiterToRecord", parameters: [{ parameterName: "Delimiter", parameterValue: String.raw`\n` }] }],
      });
    });

    it("is encrypted on the way as well", () => {
      const { inputs, madeOf } = plan.one(STREAM, "production-audit-trading");
      assert.deepEqual([(inputs["serverSideEncryption"] as Record<string, Value>)["enabled"], (inputs["serverSideEncryption"] as Record<string, Value>)["keyType"]], [true, "CUSTOMER_MANAGED_CMK"]);
      assert.deepEqual(madeOf["serverSideEncryption"], ["aws:kms/key:Key::production-audit"]);
    });

    it("says why it could not deliver, where its role may say so", () => {
      assert.deepEqual(configuration()["cloudwatchLoggingOptions"], { enabled: true, logGroupName: "/kianax/production/platform/trading-records", logStreamName: "delivery" });
      assert.equal(plan.one("aws:cloudwatch/logStream:LogStream", "production-audit-trading").inputs["logGroupName"], "/kianax/production/platform/trading-records");
    });

    it("waits for its rights and for the lock: nothing is written before it", () => {
      const { dependsOn } = plan.one(STREAM, "production-audit-trading");
      for (const needed of ["aws:iam/rolePolicy:RolePolicy::production-audit-trading", `${LOCK}::production-audit-trading`, "aws:s3/bucketPolicy:BucketPolicy::production-audit-trading"]) {
        assert.ok(dependsOn.includes(needed), needed);
      }
    });

    it("is what services are given", async () => {
      assert.equal(await resolved(audit.tradingStreamName), "kianax-production-audit-trading");
    });
  });

  it("turns what happens in the trail into alarms, each of its severity", () => {
    const filters = plan.all(FILTER);
    assert.ok(filters.length >= 7);
    for (const { name, inputs } of filters) {
      const [, suffix = ""] = /^production-audit-(.+)$/.exec(name) ?? [];
      const alarm = plan.one(ALARM, `production-audit-${suffix}`).inputs;
      const metric = inputs["metricTransformation"] as Record<string, Value>;
      assert.deepEqual([alarm["namespace"], alarm["metricName"]], [metric["namespace"], metric["name"]], suffix);
      assert.equal(inputs["logGroupName"], "/kianax/production/platform/trail");
    }
    const critical = plan.all(ALARM).filter(({ inputs }) => (inputs["alarmActions"] as string[])[0] === "arn:critical").map(({ name }) => name.replace("production-audit-", ""));
    assert.deepEqual(critical, ["key-changes", "root-use", "sign-in-without-mfa", "trading-delivery", "trading-throttled", "trail-changes"]);
  });

  it("alarms when records wait for longer than their files take", async () => {
    const threshold = (from: Plan): Value | undefined => from.one(ALARM, "production-audit-trading-delivery").inputs["threshold"];
    assert.deepEqual([threshold(plan), threshold((await planned({ bufferSeconds: 60 }, "us-west-2")).plan)], [1200, 720]);
  });

  describe("its copy", () => {
    const COPY = "production-audit-trading-recovery";

    it("lies in the recovery Region, all of it", () => {
      for (const kind of ["Bucket", "BucketObjectLockConfiguration", "BucketVersioning", "BucketPolicy", "BucketPublicAccessBlock", "BucketServerSideEncryptionConfiguration", "BucketLifecycleConfiguration"]) {
        assert.equal(of(plan, kind, COPY)["region"], "us-west-2", kind);
      }
    });

    it("is made once both sides are locked", () => {
      const { inputs, dependsOn } = plan.one(REPLICATION, "production-audit-replication");
      assert.equal(inputs["bucket"], "production-audit-trading-id");
      assert.ok(dependsOn.includes(`${LOCK}::${COPY}`));
    });

    it("is by a role that may read the locks, for nothing locked is copied otherwise", () => {
      assert.match(String(plan.one("aws:iam/rolePolicy:RolePolicy", "production-audit-replication").inputs["policy"]), /"s3:GetObjectRetention","s3:GetObjectLegalHold"/);
    });

    it("is not made when nobody asks for it", async () => {
      const { plan: alone, audit: without } = await planned({ replicate: false }, "us-west-2");
      assert.deepEqual(alone.all(REPLICATION), []);
      assert.equal(without.recoveryBucketName, undefined);
    });
  });

  it("can be deleted in development: nothing is locked for longer than told, by governance", async () => {
    const { plan: development } = await planned({ lockMode: "GOVERNANCE", tradingRetentionDays: 1, trailRetentionDays: 14, replicate: false });
    assert.deepEqual(of(development, "BucketObjectLockConfiguration", "production-audit-trading")["rule"], { defaultRetention: { mode: "GOVERNANCE", days: 1 } });
  });
});
