import assert from "node:assert/strict";
import { UNKNOWN_STRING } from "../analyzer";
import { viewOf } from "../kernel";
import { findingsOf } from "../kernel/policy";
import { bucketPolicy } from "../tokens";
import { s3TlsOnly } from "./s3-tls-only";

const BUCKET = "arn:aws:s3:::kianax-documents";
const DENIAL = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [BUCKET, `${BUCKET}/*`], Condition: { Bool: { "aws:SecureTransport": "false" } } };

/** How much is wrong with a BucketPolicy of this text. */
function findings(policy: unknown): number {
  const resource = { ...viewOf({ policy }), urn: "urn", type: bucketPolicy, name: "documents", options: { protect: false, ignoreChanges: [], provider: undefined } };
  return findingsOf(() => s3TlsOnly.checkResource?.(resource, {})).length;
}

const refused = (...statements: readonly Record<string, unknown>[]): boolean => findings(JSON.stringify({ Version: "2012-10-17", Statement: statements })) > 0;

describe("a bucket policy denies plain HTTP", () => {
  const accepted: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
    "by one statement": [DENIAL],
    "with a wildcard over bucket and objects": [{ ...DENIAL, Resource: [BUCKET, `${BUCKET}*`] }],
    "of every resource": [{ ...DENIAL, Resource: "*" }],
    "by a statement for the bucket and one for its objects": [{ ...DENIAL, Resource: BUCKET }, { ...DENIAL, Resource: `${BUCKET}/*` }],
    "of every action of every service": [{ ...DENIAL, Action: "*" }],
    "with one action more": [{ ...DENIAL, Action: ["s3:GetObject", "s3:*"] }],
    "to everybody and somebody besides": [{ ...DENIAL, Principal: { AWS: ["111122223333", "*"] } }],
    "with a truth value, and in other letters": [{ ...DENIAL, Condition: { bool: { "AWS:SecureTransport": false } } }],
  };
  for (const [how, statements] of Object.entries(accepted)) {
    it(how, () => assert.equal(refused(...statements), false));
  }

  const others: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
    "nothing is said": [],
    "it is allowed": [{ ...DENIAL, Effect: "Allow" }],
    "it is one account's": [{ ...DENIAL, Principal: { AWS: "111122223333" } }],
    "it is a service's of that name": [{ ...DENIAL, Principal: { Service: "*" } }],
    "somebody is left out": [{ ...DENIAL, Principal: undefined, NotPrincipal: "*" }],
    "it is for reading alone": [{ ...DENIAL, Action: "s3:Get*" }],
    "it is for what begins with any": [{ ...DENIAL, Action: "s3:Any*" }],
    "an action is left out": [{ ...DENIAL, Action: undefined, NotAction: "s3:*" }],
    "objects are missing": [{ ...DENIAL, Resource: BUCKET }],
    "the bucket is missing": [{ ...DENIAL, Resource: `${BUCKET}/*` }],
    "only objects below one are meant": [{ ...DENIAL, Resource: [`${BUCKET}/`, `${BUCKET}/*`] }],
    "a resource is left out": [{ ...DENIAL, Resource: undefined, NotResource: [BUCKET, `${BUCKET}/*`] }],
    "there is no condition": [{ ...DENIAL, Condition: undefined }],
    "there is a second condition": [{ ...DENIAL, Condition: { Bool: { "aws:SecureTransport": "false" }, StringEquals: { "aws:PrincipalAccount": "1" } } }],
    "it is TLS that is denied": [{ ...DENIAL, Condition: { Bool: { "aws:SecureTransport": "true" } } }],
    "either will do": [{ ...DENIAL, Condition: { Bool: { "aws:SecureTransport": ["false", "true"] } } }],
    "neither will do": [{ ...DENIAL, Condition: { Bool: { "aws:SecureTransport": [] } } }],
    "it is another key": [{ ...DENIAL, Condition: { Bool: { "aws:ViaAWSService": "false" } } }],
    "it is another operator": [{ ...DENIAL, Condition: { StringEquals: { "aws:SecureTransport": "false" } } }],
  };
  for (const [when, statements] of Object.entries(others)) {
    it(`or is refused: ${when}`, () => assert.equal(refused(...statements), true));
  }

  it("or is not decided while a part of it is unknown, nor where it is no document, which another rule refuses", () => {
    assert.equal(refused({ ...DENIAL, Resource: UNKNOWN_STRING }), false);
    assert.deepEqual([findings(UNKNOWN_STRING), findings("no document"), findings(undefined)], [0, 0, 1]);
  });
});
