import assert from "node:assert/strict";
import type { DocumentKind } from "./documents";
import { documentOf, type Statement } from "./evaluate";
import { weaknesses } from "./least-privilege";

const found = async (kind: DocumentKind, statement: Statement): Promise<string[]> =>
  (await weaknesses({ where: "here", type: "", name: "", kind, document: documentOf({ Statement: [statement] }) })).map(({ weakness, detail }) => `${weakness}: ${detail}`);
const allow = (Action: string | string[], Resource: string, more: Partial<Statement> = {}): Statement => ({ Effect: "Allow", Action, Resource, ...more });
const trust = (Principal: unknown, Condition?: Statement["Condition"]): Statement => ({ Effect: "Allow", Action: "sts:AssumeRole", Principal, ...(Condition === undefined ? {} : { Condition }) });

describe("least privilege", () => {
  const cases: readonly [string, DocumentKind, Statement, string[]][] = [
    ["a read of one secret", "identity", allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:us-east-1:111122223333:secret:a"), []],
    ["everything", "identity", allow("*", "arn:aws:s3:::a"), ["every action: *"]],
    ["everything of a service", "identity", allow("s3:*", "arn:aws:s3:::a"), ["every action: s3:*"]],
    ["a family of actions", "identity", allow("kms:ReEncrypt*", "arn:aws:kms:us-east-1:111122223333:key/a"), []],
    ["an action that there is not", "identity", allow("s3:GetObjekt", "arn:aws:s3:::a/*"), ["unknown action: s3:GetObjekt"]],
    ["every bucket", "identity", allow("s3:GetObject", "*"), ["every resource: s3:GetObject"]],
    ["a list that AWS cannot limit", "identity", allow("ec2:DescribeInstances", "*"), []],
    ["every resource, by an ARN of stars", "identity", allow("s3:GetObject", "arn:aws:*:*:*:*"), ["every resource: s3:GetObject"]],
    ["a denial of everything", "identity", { Effect: "Deny", Action: "*", Resource: "*" }, []],
    ["all but some actions", "identity", { Effect: "Allow", NotAction: "iam:*", Resource: "arn:aws:s3:::a" }, ["negated element: NotAction"]],
    ["a misspelt condition", "identity", allow("s3:GetObject", "arn:aws:s3:::a/*", { Condition: { StringEquals: { "aws:SorceAccount": "1" } } }), ["unknown condition key: aws:SorceAccount"]],
    ["a tag as condition", "identity", allow("s3:GetObject", "arn:aws:s3:::a/*", { Condition: { StringEquals: { "aws:RequestTag/team": "a" } } }), []],
    ["instances", "trust", trust({ Service: "ec2.amazonaws.com" }), []],
    ["a service that acts for anybody", "trust", trust({ Service: "vpc-flow-logs.amazonaws.com" }), ["unconditional principal: Service vpc-flow-logs.amazonaws.com"]],
    ["a service that acts for this account", "trust", trust({ Service: "vpc-flow-logs.amazonaws.com" }, { StringEquals: { "aws:SourceAccount": "111122223333" } }), []],
    ["anybody", "trust", trust("*"), ["open principal: * *"]],
    ["people without MFA", "trust", trust({ AWS: "arn:aws:iam::111122223333:root" }), ["unconditional principal: AWS arn:aws:iam::111122223333:root"]],
    ["people with MFA", "trust", trust({ AWS: "arn:aws:iam::111122223333:root" }, { Bool: { "aws:MultiFactorAuthPresent": "true" } }), []],
    ["any repository", "trust", trust({ Federated: "arn" }, { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } }), ["unconditional principal: Federated arn"]],
    ["one repository", "trust", trust({ Federated: "arn" }, { StringEquals: { "token.actions.githubusercontent.com:sub": "repo:kianax/infrastructure:environment:production" } }), []],
    ["the account in its key", "resource", allow("kms:*", "*", { Principal: { AWS: "arn:aws:iam::111122223333:root" } }), []],
    ["another service in a key", "resource", allow("kms:*", "*", { Principal: { Service: "logs.us-east-1.amazonaws.com" } }), ["every action: kms:*", "unconditional principal: Service logs.us-east-1.amazonaws.com"]],
    ["anybody in a bucket", "resource", allow("s3:GetObject", "arn:aws:s3:::a/*", { Principal: "*" }), ["open principal: * *"]],
  ];
  for (const [what, kind, statement, expected] of cases) {
    it(`finds ${expected.length === 0 ? "nothing wrong with" : "the weakness of"} ${what}`, async () => assert.deepEqual(await found(kind, statement), expected));
  }
});
