import assert from "node:assert/strict";
import { decide, documentOf, type Decision, type Request } from "../../test/iam";
import { keyOf, resolved, withMocks, type Plan, type Value } from "../testing";
import { stateArgs } from "./fixtures";
import { KianaxStateBackend } from "./state-backend";

const BUCKET = "aws:s3/bucket:Bucket";
const STATE = "arn:aws:s3:::pulumi-state-kianax-production-111122223333";
const COPY = "arn:aws:s3:::pulumi-state-replica-kianax-production-111122223333";
const BUCKETS = ["production-pulumi-state", "production-pulumi-state-logs", "production-pulumi-state-replica"];
/** ARNs as S3 makes them; the mock knows only the service. */
const outputs = {
  [BUCKET]: ({ inputs }: { inputs: Readonly<Record<string, Value>> }) => ({ arn: `arn:aws:s3:::${String(inputs["bucket"])}`, id: inputs["bucket"] }),
  "aws:kms/key:Key": ({ name }: { name: string }) => ({ keyId: `mrk-${name}`, arn: `arn:aws:kms:us-east-1:111122223333:key/mrk-${name}` }),
  "aws:kms/replicaKey:ReplicaKey": ({ name }: { name: string }) => ({ keyId: `mrk-${name}`, arn: `arn:aws:kms:us-west-2:111122223333:key/mrk-${name}` }),
};

const configuration = (plan: Plan, kind: string, name: string): Readonly<Record<string, Value>> => plan.one(`aws:s3/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`, name).inputs;

describe("KianaxStateBackend", () => {
  let plan: Plan;
  let backend: KianaxStateBackend;
  before(async () => ({ plan, result: backend } = await withMocks(() => new KianaxStateBackend("production", stateArgs), { outputs })));

  it("names bucket and key as pulumi login and the stack files do", async () => {
    assert.equal(await resolved(backend.url), "s3://pulumi-state-kianax-production-111122223333?region=us-east-1");
    assert.equal(backend.secretsProvider, "awskms://alias/kianax-production-pulumi?region=us-east-1");
    assert.equal(backend.recoverySecretsProvider, "awskms://alias/kianax-production-pulumi?region=us-west-2");
  });

  it("protects every bucket and key", () => {
    const kept = plan.resources.filter(({ type }) => [BUCKET, "aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"].includes(type));
    assert.equal(kept.length, 7);
    assert.deepEqual(kept.filter(({ protect }) => protect !== true).map(keyOf), []);
  });

  it("rotates the keys, and has the same ones in the recovery Region under the same names", () => {
    for (const { inputs } of plan.all("aws:kms/key:Key")) {
      assert.deepEqual([inputs["enableKeyRotation"], inputs["rotationPeriodInDays"], inputs["deletionWindowInDays"], inputs["multiRegion"]], [true, 365, 30, true]);
    }
    assert.deepEqual(plan.all("aws:kms/replicaKey:ReplicaKey").map(({ inputs }) => [inputs["region"], inputs["primaryKeyArn"]]), [
      ["us-west-2", "arn:aws:kms:us-east-1:111122223333:key/mrk-production-pulumi"],
      ["us-west-2", "arn:aws:kms:us-east-1:111122223333:key/mrk-production-state"],
    ]);
    assert.deepEqual(plan.all("aws:kms/alias:Alias").map(({ inputs }) => [inputs["name"], inputs["region"], inputs["targetKeyId"]]), [
      ["alias/kianax-production-pulumi", undefined, "mrk-production-pulumi"],
      ["alias/kianax-production-pulumi", "us-west-2", "mrk-production-pulumi-recovery"],
      ["alias/kianax-production-state", undefined, "mrk-production-state"],
      ["alias/kianax-production-state", "us-west-2", "mrk-production-state-recovery"],
    ]);
  });

  for (const name of BUCKETS) {
    const region = name.endsWith("replica") ? "us-west-2" : undefined;
    it(`closes ${name}, all of it in its own Region`, () => {
      for (const setting of ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"]) {
        assert.equal(configuration(plan, "BucketPublicAccessBlock", name)[setting], true, setting);
      }
      assert.deepEqual(configuration(plan, "BucketOwnershipControls", name)["rule"], { objectOwnership: "BucketOwnerEnforced" });
      assert.deepEqual(configuration(plan, "BucketVersioning", name)["versioningConfiguration"], { status: "Enabled" });
      for (const kind of ["Bucket", "BucketPublicAccessBlock", "BucketOwnershipControls", "BucketVersioning", "BucketPolicy", "BucketServerSideEncryptionConfiguration", "BucketLifecycleConfiguration"]) {
        assert.equal(configuration(plan, kind, name)["region"], region, kind);
      }
    });

    it(`refuses requests to ${name} without TLS 1.2, whoever makes them`, () => {
      const policy = documentOf(configuration(plan, "BucketPolicy", name)["policy"]);
      const bucketArn = `arn:aws:s3:::${String(configuration(plan, "Bucket", name)["bucket"])}`;
      const asked = (context: Request["context"], resource = `${bucketArn}/x`): Decision =>
        decide({ identity: [documentOf({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } })], resource: policy }, { action: "s3:GetObject", resource, context, principal: { AWS: "arn:aws:iam::111122223333:role/admin" } });
      assert.equal(asked({ "aws:SecureTransport": "true", "s3:TlsVersion": "1.2" }), "allowed");
      assert.equal(asked({ "aws:SecureTransport": "true", "s3:TlsVersion": "1.1" }), "denied explicitly");
      assert.equal(asked({ "aws:SecureTransport": "false" }), "denied explicitly");
      assert.equal(asked({ "aws:SecureTransport": "false" }, bucketArn), "denied explicitly");
    });
  }

  it("encrypts state and copy with the key of their Region, and access logs as S3 can", () => {
    const encryption = (name: string): Value => configuration(plan, "BucketServerSideEncryptionConfiguration", name)["rules"] as Value;
    const sealed = (key: string): object[] => [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key }, bucketKeyEnabled: true }];
    assert.deepEqual(encryption("production-pulumi-state"), sealed("arn:aws:kms:us-east-1:111122223333:key/mrk-production-state"));
    assert.deepEqual(encryption("production-pulumi-state-replica"), sealed("arn:aws:kms:us-west-2:111122223333:key/mrk-production-state-recovery"));
    assert.deepEqual(encryption("production-pulumi-state-logs"), [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }]);
  });

  it("keeps earlier versions as long as it is told, and the state itself for ever", () => {
    for (const name of ["production-pulumi-state", "production-pulumi-state-replica"]) {
      const rules = configuration(plan, "BucketLifecycleConfiguration", name)["rules"] as Record<string, unknown>[];
      assert.deepEqual(rules.map(({ noncurrentVersionExpiration }) => noncurrentVersionExpiration).filter((each) => each !== undefined), [{ noncurrentDays: 365 }]);
      assert.deepEqual(rules.filter((rule) => "expiration" in rule), []);
    }
  });

  it("lets S3 alone write access logs, for this bucket of this account", () => {
    const policy = documentOf(configuration(plan, "BucketPolicy", "production-pulumi-state-logs")["policy"]);
    const logs = "arn:aws:s3:::pulumi-state-logs-kianax-production-111122223333/state/1";
    const asked = (service: string, source: string, account = "111122223333"): Decision =>
      decide({ resource: policy }, { action: "s3:PutObject", resource: logs, principal: { Service: service }, context: { "aws:SourceArn": source, "aws:SourceAccount": account, "aws:SecureTransport": "true" } });
    assert.equal(asked("logging.s3.amazonaws.com", STATE), "allowed");
    assert.equal(asked("logging.s3.amazonaws.com", "arn:aws:s3:::another"), "denied implicitly");
    assert.equal(asked("logging.s3.amazonaws.com", STATE, "999999999999"), "denied implicitly");
    assert.equal(asked("cloudtrail.amazonaws.com", STATE), "denied implicitly");
    assert.deepEqual([configuration(plan, "BucketLogging", "production-pulumi-state")["targetPrefix"]], ["state/"]);
  });

  it("copies everything, deletions included, once both sides keep versions", () => {
    const replication = plan.one("aws:s3/bucketReplicationConfig:BucketReplicationConfig", "production-pulumi-state-replication");
    const [rule, ...more] = replication.inputs["rules"] as Record<string, unknown>[];
    assert.deepEqual(more, []);
    assert.deepEqual([rule?.["filter"], rule?.["deleteMarkerReplication"], rule?.["sourceSelectionCriteria"]], [{ prefix: "" }, { status: "Enabled" }, { sseKmsEncryptedObjects: { status: "Enabled" } }]);
    for (const name of ["production-pulumi-state", "production-pulumi-state-replica"]) {
      assert.ok(replication.dependsOn.includes(`aws:s3/bucketVersioning:BucketVersioning::${name}`), name);
    }
  });

  describe("its replication role", () => {
    const asked = (action: string, resource: string, context: Request["context"] = {}): Decision =>
      decide({ identity: [documentOf(plan.one("aws:iam/rolePolicy:RolePolicy", "production-pulumi-state-replication").inputs["policy"])] }, { action, resource, context });
    const east = { "kms:ViaService": "s3.us-east-1.amazonaws.com" };
    const west = { "kms:ViaService": "s3.us-west-2.amazonaws.com" };
    const stateKey = "arn:aws:kms:us-east-1:111122223333:key/mrk-production-state";
    const copyKey = "arn:aws:kms:us-west-2:111122223333:key/mrk-production-state-recovery";

    it("does what S3 needs", () => {
      for (const [action, resource, context] of [
        ["s3:GetReplicationConfiguration", STATE, {}],
        ["s3:GetObjectVersionForReplication", `${STATE}/.pulumi/meta.yaml`, {}],
        ["s3:ReplicateObject", `${COPY}/.pulumi/meta.yaml`, {}],
        ["s3:ReplicateDelete", `${COPY}/.pulumi/meta.yaml`, {}],
        ["kms:Decrypt", stateKey, east],
        ["kms:Encrypt", copyKey, west],
      ] as const) {
        assert.equal(asked(action, resource, context), "allowed", action);
      }
    });

    it("does nothing else: no write here, no read there, no key but through S3, no secret", () => {
      for (const [action, resource, context] of [
        ["s3:PutObject", `${STATE}/.pulumi/meta.yaml`, {}],
        ["s3:ReplicateObject", `${STATE}/.pulumi/meta.yaml`, {}],
        ["s3:DeleteObject", `${COPY}/.pulumi/meta.yaml`, {}],
        ["s3:GetObject", `${COPY}/.pulumi/meta.yaml`, {}],
        ["s3:GetObjectVersionForReplication", "arn:aws:s3:::another/x", {}],
        ["kms:Decrypt", stateKey, {}],
        ["kms:Decrypt", copyKey, west],
        ["kms:Encrypt", stateKey, east],
        ["kms:Decrypt", "arn:aws:kms:us-east-1:111122223333:key/mrk-production-pulumi", east],
      ] as const) {
        assert.equal(asked(action, resource, context), "denied implicitly", `${action} ${resource}`);
      }
    });

    it("is taken by S3 alone, for this bucket of this account", () => {
      const role = plan.one("aws:iam/role:Role", "production-pulumi-state-replication").inputs;
      assert.equal(role["path"], "/bootstrap/");
      const takes = (service: string, source: string): Decision =>
        decide({ resource: documentOf(role["assumeRolePolicy"]), resourceMustAllow: true }, { action: "sts:AssumeRole", principal: { Service: service }, context: { "aws:SourceArn": source, "aws:SourceAccount": "111122223333" } });
      assert.equal(takes("s3.amazonaws.com", STATE), "allowed");
      assert.equal(takes("s3.amazonaws.com", COPY), "denied implicitly");
      assert.equal(takes("ec2.amazonaws.com", STATE), "denied implicitly");
    });
  });

  it("makes nothing in another Region without a recovery Region", async () => {
    const { plan: alone, result } = await withMocks(() => new KianaxStateBackend("production", { ...stateArgs, recoveryRegion: undefined }), { outputs });
    assert.equal(result.replica, undefined);
    assert.deepEqual(alone.resources.filter(({ inputs, name }) => inputs["region"] !== undefined || /replica/.test(name)).map(keyOf), []);
  });
});
