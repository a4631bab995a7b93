import assert from "node:assert/strict";
import { decide, documentOf, type Document, type Policies, type Request, type Statement } from ".";

const doc = (...statements: Statement[]): Document => ({ Statement: statements });
const allow = (Action: unknown, Resource: unknown = "*", Condition?: Statement["Condition"]): Statement => ({ Effect: "Allow", Action, Resource, ...(Condition && { Condition }) });
const deny = (Action: unknown, Resource: unknown = "*", Condition?: Statement["Condition"]): Statement => ({ ...allow(Action, Resource, Condition), Effect: "Deny" });
const ROLE = { AWS: "arn:aws:iam::111122223333:role/deploy" };
const ROOT = "arn:aws:iam::111122223333:root";

function decides(policies: Policies, request: Request, decision: string): void {
  assert.equal(decide(policies, request), decision);
}

describe("the IAM evaluator", () => {
  it("denies what nothing allows, and what something denies whatever else allows it", () => {
    decides({}, { action: "s3:GetObject" }, "denied implicitly");
    decides({ identity: [doc(allow("s3:*"))] }, { action: "s3:GetObject" }, "allowed");
    decides({ identity: [doc(allow("s3:*")), doc(deny("s3:getobject"))] }, { action: "s3:GetObject" }, "denied explicitly");
  });

  it("reads wildcards in actions and resources, and neither as a regular expression", () => {
    const policies = { identity: [doc(allow("s3:Get*", "arn:aws:s3:::kianax.logs/?/*"))] };
    decides(policies, { action: "s3:GetObjectVersion", resource: "arn:aws:s3:::kianax.logs/a/b/c" }, "allowed");
    decides(policies, { action: "s3:GetObjectVersion", resource: "arn:aws:s3:::kianaxxlogs/a/b" }, "denied implicitly");
    decides(policies, { action: "s3:PutObject", resource: "arn:aws:s3:::kianax.logs/a/b" }, "denied implicitly");
    decides(policies, { action: "s3:GetObject", resource: "arn:aws:s3:::kianax.logs/ab/c" }, "denied implicitly");
  });

  it("reads NotAction and NotResource", () => {
    decides({ identity: [doc({ Effect: "Allow", NotAction: "iam:*", Resource: "*" })] }, { action: "iam:CreateUser" }, "denied implicitly");
    decides({ identity: [doc({ Effect: "Allow", NotAction: "iam:*", Resource: "*" })] }, { action: "s3:GetObject" }, "allowed");
    decides({ identity: [doc(allow("s3:*"), { Effect: "Deny", Action: "s3:*", NotResource: "arn:aws:s3:::a/*" })] }, { action: "s3:GetObject", resource: "arn:aws:s3:::b/c" }, "denied explicitly");
  });

  it("lets a boundary only take away", () => {
    decides({ boundary: doc(allow("s3:*")) }, { action: "s3:GetObject" }, "denied implicitly");
    decides({ identity: [doc(allow("*"))], boundary: doc(allow("s3:*")) }, { action: "s3:GetObject" }, "allowed");
    decides({ identity: [doc(allow("*"))], boundary: doc(allow("s3:*")) }, { action: "iam:CreateUser" }, "denied implicitly");
    decides({ identity: [doc(allow("*"))], boundary: doc(allow("*"), deny("iam:*")) }, { action: "iam:CreateUser" }, "denied explicitly");
  });

  it("lets a resource policy grant by name, deny everyone, and leave it to the account", () => {
    const request = { action: "kms:Decrypt", resource: "arn:aws:kms:us-east-1:111122223333:key/1", principal: ROLE };
    const named = doc({ ...allow("kms:Decrypt"), Principal: ROLE });
    const account = doc({ ...allow("kms:*"), Principal: { AWS: ROOT } });
    decides({ resource: named, resourceMustAllow: true }, request, "allowed");
    decides({ resource: account, resourceMustAllow: true }, request, "denied implicitly");
    decides({ resource: account, resourceMustAllow: true, identity: [doc(allow("kms:Decrypt"))] }, request, "allowed");
    decides({ resource: named, resourceMustAllow: true, identity: [doc(allow("kms:*"))] }, { ...request, principal: { AWS: "arn:aws:iam::111122223333:role/other" } }, "denied implicitly");
    decides({ resource: doc({ ...deny("kms:*"), Principal: "*" }), identity: [doc(allow("kms:*"))] }, request, "denied explicitly");
    decides({ resource: doc({ ...deny("kms:*"), Principal: { AWS: ROOT } }), identity: [doc(allow("kms:*"))] }, request, "denied explicitly");
    decides({ resource: doc({ ...allow("kms:*"), Principal: { Service: "s3.amazonaws.com" } }) }, request, "denied implicitly");
  });

  const conditions: readonly (readonly [string, Statement["Condition"], Request["context"], boolean])[] = [
    ["StringEquals", { StringEquals: { "aws:a": "x" } }, { "aws:a": "x" }, true],
    ["StringEquals, another case of the key", { StringEquals: { "AWS:A": "x" } }, { "aws:a": "x" }, true],
    ["StringEquals, another case of the value", { StringEquals: { "aws:a": "X" } }, { "aws:a": "x" }, false],
    ["StringEquals without wildcards", { StringEquals: { "aws:a": "*" } }, { "aws:a": "x" }, false],
    ["StringEquals, one of several", { StringEquals: { "aws:a": ["x", "y"] } }, { "aws:a": "y" }, true],
    ["StringEquals without the key", { StringEquals: { "aws:a": "x" } }, {}, false],
    ["StringEqualsIfExists without the key", { StringEqualsIfExists: { "aws:a": "x" } }, {}, true],
    ["StringNotEquals without the key", { StringNotEquals: { "aws:a": "x" } }, {}, true],
    ["StringNotEquals, one of several", { StringNotEquals: { "aws:a": ["x", "y"] } }, { "aws:a": "y" }, false],
    ["StringLike", { StringLike: { "aws:a": "repo:kianax/*" } }, { "aws:a": "repo:kianax/b:ref" }, true],
    ["StringLike that ends earlier", { StringLike: { "aws:a": "repo:kianax/*" } }, { "aws:a": "repo:kianaxx/b" }, false],
    ["ArnLike", { ArnLike: { "aws:a": "arn:aws:s3:::*" } }, { "aws:a": "arn:aws:s3:::bucket" }, true],
    ["ArnLike over a colon", { ArnLike: { "aws:a": "arn:aws:iam::*" } }, { "aws:a": "arn:aws:iam::1:role/x" }, false],
    ["ArnNotLike", { ArnNotLike: { "aws:a": "arn:aws:s3:::a" } }, { "aws:a": "arn:aws:s3:::b" }, true],
    ["Bool", { Bool: { "aws:SecureTransport": "false" } }, { "aws:SecureTransport": "false" }, true],
    ["Bool without the key", { Bool: { "aws:SecureTransport": "false" } }, {}, false],
    ["Null for a key that is not there", { Null: { "aws:a": "true" } }, {}, true],
    ["Null for a key that is there", { Null: { "aws:a": "true" } }, { "aws:a": "x" }, false],
    ["NumericLessThan", { NumericLessThan: { "aws:n": "10" } }, { "aws:n": "9" }, true],
    ["NumericLessThan, not as text", { NumericLessThan: { "aws:n": "10" } }, { "aws:n": "90" }, false],
    ["ForAnyValue", { "ForAnyValue:StringEquals": { "aws:a": "x" } }, { "aws:a": ["w", "x"] }, true],
    ["ForAnyValue without the key", { "ForAnyValue:StringEquals": { "aws:a": "x" } }, {}, false],
    ["ForAllValues", { "ForAllValues:StringEquals": { "aws:a": ["x", "y"] } }, { "aws:a": ["x", "z"] }, false],
    ["ForAllValues without the key", { "ForAllValues:StringEquals": { "aws:a": "x" } }, {}, true],
    ["every operator", { StringEquals: { "aws:a": "x" }, Bool: { "aws:b": "true" } }, { "aws:a": "x" }, false],
    ["every key", { StringEquals: { "aws:a": "x", "aws:b": "y" } }, { "aws:a": "x" }, false],
    ["a policy variable", { StringEquals: { "aws:a": "${aws:b}" } }, { "aws:a": "x", "aws:b": "x" }, true],
    ["a policy variable that is unknown", { StringEquals: { "aws:a": "${aws:b}" } }, { "aws:a": "" }, false],
  ];
  for (const [what, Condition, context, holds] of conditions) {
    it(`finds that ${what} ${holds ? "holds" : "does not hold"}`, () => {
      decides({ identity: [doc(allow("a:B", "*", Condition))] }, { action: "a:B", ...(context && { context }) }, holds ? "allowed" : "denied implicitly");
    });
  }

  it("throws at an operator that it does not know, and at what is no document", () => {
    assert.throws(() => decide({ identity: [doc(allow("a:B", "*", { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }))] }, { action: "a:B" }), /does not know the condition operator "IpAddress"/);
    assert.throws(() => documentOf("{}"), /no IAM document/);
    assert.equal(documentOf(JSON.stringify({ Statement: allow("a:B") })).Statement.length, 1);
  });
});
