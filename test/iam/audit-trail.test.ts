/** Who can write, read, change and delete what the audit trail keeps, judged over its policies. */
import assert from "node:assert/strict";
import { AUDIT } from "../../components/audit/fixtures";
import { KianaxAuditTrail } from "../../components/audit";
import { KianaxKeys } from "../../components/keys";
import { KEYS } from "../../components/network/fixtures";
import { withMocks, type Plan, type Value } from "../../components/testing";
import { decide, documentOf, type Context, type Decision, type Document } from ".";

const BUCKET = "aws:s3/bucket:Bucket";
const ACCOUNT = "111122223333";
const TRAIL_ARN = `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/kianax-production-audit`;
const TRAIL = `arn:aws:s3:::kianax-production-audit-trail-${ACCOUNT}`;
const TRADING = `arn:aws:s3:::kianax-production-audit-trading-${ACCOUNT}`;
const FILE = `${TRADING}/records/year=2026/month=11/day=24/file.json.gz`;
const EVERYTHING = documentOf({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });
const TLS: Context = { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3" };
const outputs = { [BUCKET]: ({ inputs }: { inputs: Readonly<Record<string, Value>> }) => ({ arn: `arn:aws:s3:::${String(inputs["bucket"])}`}) };

describe("the audit trail's rights", () => {
  let plan: Plan;
  before(async () => {
    ({ plan } = await withMocks(() => new KianaxAuditTrail("production", { ...AUDIT, keys: new KianaxKeys("production", { ...KEYS, recoveryRegion: "us-west-2" }) }), { outputs }));
  });
  const bucketPolicy = (name: string): Document => documentOf(plan.one("aws:s3/bucketPolicy:BucketPolicy", name).inputs["policy"]);
  const rolePolicy = (name: string): Document => documentOf(plan.one("aws:iam/rolePolicy:RolePolicy", name).inputs["policy"]);
  const asRole = (bucket: string, role: string, action: string, resource: string, identity = EVERYTHING): Decision => {
    const AWS = `arn:aws:iam::${ACCOUNT}:role/${role}`;
    return decide({ identity: [identity], resource: bucketPolicy(bucket) }, { action, resource, principal: { AWS }, context: { ...TLS, "aws:PrincipalArn": AWS } });
  };

  for (const bucket of ["production-audit-trading", "production-audit-trail", "production-audit-trading-recovery"]) {
    it(`let nobody delete, hide or unlock anything in ${bucket}, administrators included`, () => {
      const resource = `arn:aws:s3:::${String(plan.one(BUCKET, bucket).inputs["bucket"])}/file`;
      for (const action of ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"]) {
        assert.equal(asRole(bucket, "administrator", action, resource), "denied explicitly", action);
      }
      assert.equal(asRole(bucket, "administrator", "s3:GetObject", resource), "allowed");
    });
  }

  it("let the stream's role alone write records", () => {
    assert.equal(asRole("production-audit-trading", "kianax-production-audit-trading", "s3:PutObject", FILE, rolePolicy("production-audit-trading")), "allowed");
    for (const role of ["administrator", "kianax-production-trading", "kianax-production-audit-replication"]) {
      assert.equal(asRole("production-audit-trading", role, "s3:PutObject", FILE), "denied explicitly", role);
    }
  });

  it("let the stream's role write, and neither read nor change what it wrote", () => {
    const allowed = (action: string, resource: string, context: Context = {}): Decision => decide({ identity: [rolePolicy("production-audit-trading")] }, { action, resource, context });
    for (const action of ["s3:GetObject", "s3:DeleteObject", "s3:PutObjectRetention", "s3:PutObjectLegalHold", "s3:PutObjectAcl"]) {
      assert.equal(allowed(action, FILE), "denied implicitly", action);
    }
    const key = String((plan.one("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "production-audit-trading").inputs["extendedS3Configuration"] as Record<string, Value>)["kmsKeyArn"]);
    const through = { "kms:ViaService": "s3.us-east-1.amazonaws.com" };
    assert.equal(allowed("kms:GenerateDataKey", key, { ...through, "kms:EncryptionContext:aws:s3:arn": TRADING }), "allowed");
    assert.equal(allowed("kms:GenerateDataKey", key, { ...through, "kms:EncryptionContext:aws:s3:arn": FILE }), "allowed");
    assert.equal(allowed("kms:GenerateDataKey", key, { ...through, "kms:EncryptionContext:aws:s3:arn": TRAIL }), "denied implicitly");
    assert.equal(allowed("kms:Decrypt", key), "denied implicitly");
  });

  it("let CloudTrail write for this trail, into this account's folder, as the owner's", () => {
    const asked = (resource: string, context: Context): Decision =>
      decide({ resource: bucketPolicy("production-audit-trail") }, { action: "s3:PutObject", resource, principal: { Service: "cloudtrail.amazonaws.com" }, context: { ...TLS, ...context } });
    const right = { "aws:SourceArn": TRAIL_ARN, "s3:x-amz-acl": "bucket-owner-full-control" };
    assert.equal(asked(`${TRAIL}/AWSLogs/${ACCOUNT}/CloudTrail/x`, right), "allowed");
    assert.equal(asked(`${TRAIL}/AWSLogs/999999999999/CloudTrail/x`, right), "denied implicitly");
    assert.equal(asked(`${TRAIL}/AWSLogs/${ACCOUNT}/CloudTrail/x`, { ...right, "aws:SourceArn": `arn:aws:cloudtrail:us-east-1:999999999999:trail/kianax-production-audit` }), "denied implicitly");
    assert.equal(asked(`${TRAIL}/AWSLogs/${ACCOUNT}/CloudTrail/x`, { "aws:SourceArn": TRAIL_ARN }), "denied implicitly");
  });

  it("let CloudTrail encrypt for this environment's trails, and never decrypt", () => {
    const key = documentOf(plan.one("aws:kms/key:Key", "production-audit").inputs["policy"]);
    const asked = (action: string, arn: string): Decision =>
      decide({ resource: key, resourceMustAllow: true }, { action, principal: { Service: "cloudtrail.amazonaws.com" }, context: { "aws:SourceArn": arn, "kms:EncryptionContext:aws:cloudtrail:arn": arn } });
    assert.equal(asked("kms:GenerateDataKey", TRAIL_ARN), "allowed");
    assert.equal(asked("kms:Decrypt", TRAIL_ARN), "denied implicitly");
    assert.equal(asked("kms:GenerateDataKey", TRAIL_ARN.replace("production", "development")), "denied implicitly");
  });

  it("let the trail's role write its own log streams and nothing else", () => {
    const asked = (action: string, resource: string): Decision => decide({ identity: [rolePolicy("production-audit-trail")] }, { action, resource });
    const group = String(plan.one("aws:cloudtrail/trail:Trail", "production-audit").inputs["cloudWatchLogsGroupArn"]).replace(/:\*$/, "");
    assert.equal(asked("logs:PutLogEvents", `${group}:log-stream:${ACCOUNT}_CloudTrail_us-east-1_2`), "allowed");
    assert.equal(asked("logs:PutLogEvents", `${group}:log-stream:another`), "denied implicitly");
    assert.equal(asked("logs:DeleteLogGroup", group), "denied implicitly");
  });
});
