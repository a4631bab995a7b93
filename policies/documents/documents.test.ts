import assert from "node:assert/strict";
import fc from "fast-check";
import { viewOf } from "../kernel";
import { covers, coversAll, documentOf, letsAnyoneIn, narrowsCaller } from "./index";

/** The engine's marker of an unknown text. */
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const read = (policy: unknown) => documentOf(viewOf({ policy }).value("policy"));
const statement = (raw: Record<string, unknown>) => read({ Statement: [{ Effect: "Allow", ...raw }] }).statements[0];

describe("a policy document", () => {
  it("is read from JSON text and from an object alike", () => {
    const document = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: ["a", "b"] } };
    assert.deepEqual(read(JSON.stringify(document)), read(document));
    assert.equal(read(document).state, "readable");
  });

  it("makes lists of single values, principals and conditions", () => {
    assert.deepEqual(statement({ Principal: "*", Action: "a:b" })?.principals, [{ kind: "AWS", id: "*" }]);
    assert.deepEqual(statement({ Principal: { AWS: ["1", "2"], Service: "s" } })?.principals.map(({ kind, id }) => `${kind} ${id}`), ["AWS 1", "AWS 2", "Service s"]);
    assert.deepEqual(statement({ Condition: { "ForAllValues:StringLikeIfExists": { "AWS:SourceArn": ["x"] }, Bool: { k: false } } })?.conditions, [
      { operator: "stringlike", optional: true, key: "aws:sourcearn", values: ["x"] },
      { operator: "bool", optional: false, key: "k", values: ["false"] },
    ]);
  });

  it("tells what is everything but something", () => {
    const except = statement({ NotPrincipal: { AWS: "1" }, NotAction: "a:b", NotResource: "c" });
    assert.deepEqual([except?.exceptPrincipals, except?.exceptActions, except?.exceptResources], [true, true, true]);
    assert.deepEqual([except?.actions, except?.resources], [["a:b"], ["c"]]);
  });

  it("is unknown, absent or no document at all", () => {
    assert.deepEqual([read(UNKNOWN_TEXT).state, read(UNKNOWN_TEXT).complete], ["unknown", false]);
    for (const nothing of [undefined, null, ""]) {
      assert.deepEqual([read(nothing).state, read(nothing).complete], ["absent", true]);
    }
    for (const other of ["{", "[]", "null", "text", 7, [], {}]) {
      assert.equal(read(other).state, "unreadable", JSON.stringify(other));
    }
  });

  it("is read as far as it is known", () => {
    const document = read({ Statement: [{ Effect: "Allow", Principal: { AWS: [UNKNOWN_TEXT, "*"] }, Resource: UNKNOWN_TEXT, Action: "a:b" }] });
    assert.equal(document.complete, false);
    assert.deepEqual(document.statements[0]?.principals, [{ kind: "AWS", id: "*" }]);
    assert.deepEqual(document.statements[0]?.resources, []);
  });

  it("names a statement by its Sid, or by its place", () => {
    assert.deepEqual(read({ Statement: [{ Sid: "Read" }, {}, { Sid: "" }] }).statements.map(({ label }) => label), ["Read", "Statement[1]", "Statement[2]"]);
  });

  it("never throws, whatever it is", () => {
    fc.assert(fc.property(fc.oneof(fc.anything(), fc.json(), fc.anything().map((raw) => ({ Statement: raw }))), (raw) => void read(raw).statements.forEach(letsAnyoneIn)));
  });
});

describe("a wildcard", () => {
  const cases: readonly (readonly [pattern: string, text: string, expected: boolean])[] = [
    ["s3:Get*", "s3:GetObject", true],
    ["S3:get*", "s3:GetObject", true],
    ["s3:Get?bject", "s3:GetObject", true],
    ["s3:Get", "s3:GetObject", false],
    ["*", "iam:PassRole", true],
    ["iam.PassRole", "iam:PassRole", false],
    ["a+b(", "a+b(", true],
    ["a+b", "aab", false],
  ];
  for (const [pattern, text, expected] of cases) {
    it(`${pattern} ${expected ? "covers" : "does not cover"} ${text}`, () => assert.equal(covers(pattern, text), expected));
  }

  it("covers itself, and everything with a star in place of any part", () => {
    const word = fc.stringMatching(/^[a-z]{1,6}:[A-Za-z]{1,8}$/);
    fc.assert(fc.property(word, fc.nat(12), (text, at) => covers(text, text) && covers(`${text.slice(0, at)}*`, text) && !covers(`${text}x`, text)));
  });

  for (const [resource, expected] of [
    ["*", true],
    ["**", true],
    ["arn:aws:kms:*:*:key/*", true],
    ["arn:aws:kms:us-east-1:111122223333:key/*", true],
    ["arn:aws:s3:::*", true],
    ["arn:*", true],
    ["arn:aws:*", true],
    ["arn:aws:kms:*", true],
    ["arn:aws:iam::*", true],
    ["arn:aws:s3:*", true],
    ["arn:aws:kms", false],
    ["arn:aws:iam::111122223333:role/app:*", false],
    ["arn:aws:logs:us-east-1:111122223333:log-group:kianax:*", false],
    ["arn:aws:iam::111122223333:role/app-*", false],
    ["arn:aws:s3:::bucket/*", false],
    ["arn:aws:kms:us-east-1:111122223333:key/1", false],
    ["", false],
  ] as const) {
    it(`${resource} ${expected ? "is" : "is not"} everything of a service`, () => assert.equal(coversAll(resource), expected));
  }
});

describe("a condition", () => {
  const narrows = (condition: unknown): boolean => narrowsCaller(statement({ Condition: condition })?.conditions ?? []);
  for (const [condition, expected] of [
    [{ StringEquals: { "aws:SourceAccount": "111122223333" } }, true],
    [{ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-1/*" } }, true],
    [{ ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" } }, true],
    [{ IpAddress: { "aws:SourceIp": "198.51.100.0/24" } }, true],
    [{ IpAddress: { "aws:SourceIp": "::/0" } }, false],
    [{ StringNotEquals: { "aws:SourceAccount": "111122223333" } }, false],
    [{ StringEqualsIfExists: { "aws:SourceAccount": "111122223333" } }, false],
    [{ "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-1" } }, false],
    [{ StringLike: { "aws:SourceAccount": "*" } }, false],
    [{ StringLike: { "aws:SourceAccount": "1111*" } }, false],
    [{ StringLike: { "aws:PrincipalOrgID": "o-*" } }, false],
    [{ StringLike: { "aws:SourceVpce": "vpce-*" } }, false],
    [{ StringEquals: { "aws:SourceVpc": ["vpc-1", "vpc-?"] } }, false],
    [{ StringEquals: { "aws:SourceVpc": ["vpc-1", "vpc-2"] } }, true],
    [{ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-*/r-1/*" } }, false],
    [{ "ForAnyValue:StringLike": { "aws:SourceOrgPaths": "o-1*" } }, false],
    [{ StringLike: { "aws:userid": "*:*" } }, false],
    [{ StringLike: { "aws:userid": "AROA*" } }, false],
    [{ StringLike: { "aws:userid": "AROAEXAMPLE:*" } }, true],
    [{ StringEquals: { "aws:userid": "AIDAEXAMPLE" } }, true],
    [{ StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:*" } }, false],
    [{ StringLike: { "aws:PrincipalArn": "arn:aws:iam::*" } }, false],
    [{ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::1111*:role/app" } }, false],
    [{ ArnLike: { "aws:PrincipalArn": "arn:*:iam::111122223333:role/sso/*" } }, true],
    [{ ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } }, false],
    [{ ArnLike: { "aws:SourceArn": "arn:aws:s3:::?ianax" } }, false],
    [{ ArnLike: { "aws:SourceArn": "arn:aws:s3:::kianax-*" } }, true],
    [{ ArnLike: { "aws:SourceArn": "arn:aws:s3:*:*:kianax-*" } }, true],
    [{ ArnLike: { "aws:SourceArn": "arn:aws:sns:::kianax-*" } }, false],
    [{ ArnLike: { "aws:SourceArn": "arn:aws:route53:::hostedzone/*" } }, false],
    [{ ArnEquals: { "aws:SourceArn": "arn:aws:route53:::hostedzone/Z1" } }, true],
    [{ ArnLike: { "aws:SourceArn": "arn:aws:logs:*:111122223333:*" } }, true],
    [{ IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } }, false],
    [{ IpAddress: { "aws:SourceIp": ["198.51.100.0/24", "2000::/3"] } }, false],
    [{ IpAddress: { "aws:SourceIp": ["198.51.100.7", "2001:db8::1", "10.0.0.0/8"] } }, true],
    [{ StringLike: { "aws:SourceIp": "*.*" } }, false],
    [{ ArnLike: { "aws:SourceArn": "arn:*:*:*:*:*:*" } }, false],
    [{ StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } }, false],
    ["text", false],
  ] as const) {
    it(`${JSON.stringify(condition)} ${expected ? "keeps" : "does not keep"} strangers out`, () => assert.equal(narrows(condition), expected));
  }
});
