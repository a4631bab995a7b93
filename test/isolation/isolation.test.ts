/** What one stack makes cannot be reached from the other: over both plans, with every ARN known. */
import assert from "node:assert/strict";
import path from "node:path";
import { collectPlan, type Plan } from "../../plan";
import { decide, documentsOf, type Document, type FoundDocument } from "../iam";
import { allowedPatterns, arnsOf, foreignTexts, inAccount, reaches } from "./reach";

const root = path.resolve(__dirname, "..", "..");
const STACKS = ["production", "development"] as const;
type Stack = (typeof STACKS)[number];
const OTHER: Readonly<Record<Stack, Stack>> = { production: "development", development: "production" };

describe("the stacks share nothing", () => {
  const plans = {} as Record<Stack, Plan>;
  const accounts = {} as Record<Stack, string>;
  before(async () => {
    for (const stack of STACKS) {
      plans[stack] = await collectPlan({ root, stack, values: "deployed" });
      accounts[stack] = String((JSON.parse(plans[stack].config["aws:allowedAccountIds"] ?? "[]") as unknown[])[0]);
    }
  });

  it("not their account", () => {
    assert.match(accounts.production, /^\d{12}$/);
    assert.notEqual(accounts.production, accounts.development);
  });

  for (const stack of STACKS) {
    const other = OTHER[stack];

    it(`${stack} names nothing of ${other} in any argument`, () => {
      const foreign = [accounts[other], `kianax-${other}`, `kianax/${other}`];
      assert.deepEqual(foreignTexts(plans[stack].resources, foreign), []);
    });

    // Even in one account they would be apart: the account is taken out of the question before the names are asked.
    it(`${stack} is allowed nothing on what ${other} makes, were it in the same account`, () => {
      const targets = arnsOf(plans[other].resources).map((arn) => inAccount(arn, accounts[stack]));
      assert.ok(targets.length > 100, `only ${targets.length} ARNs`);
      const reached = documentsOf(plans[stack].resources)
        .filter(({ kind }) => kind === "identity")
        .flatMap(({ where, document }) => reaches(allowedPatterns(document), targets).map((hit) => `${where}: ${hit}`));
      assert.deepEqual(reached, []);
    });

    it(`${other}'s roles are not taken, and its secrets, keys and buckets not opened, by a role of ${stack} that may do everything`, () => {
      const everything: Document = { Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
      const guards = documentsOf(plans[other].resources).filter(({ kind, type }) => kind === "trust" || /secretPolicy|kms\/key/.test(type));
      assert.ok(guards.length > 30, `only ${guards.length} documents`);
      const role = `arn:aws:iam::${accounts[stack]}:role/kianax-${stack}-trading`;
      const opened = guards.flatMap(({ where, kind, document }: FoundDocument) =>
        ACTIONS[kind === "trust" ? "trust" : "resource"].flatMap((action) => {
          const context = { "aws:PrincipalArn": role, "aws:PrincipalAccount": accounts[stack], "aws:MultiFactorAuthPresent": "true", "aws:SecureTransport": "true" };
          const decision = decide({ identity: [everything], resource: document, resourceMustAllow: true }, { action, principal: { AWS: role }, context });
          return decision === "allowed" ? [`${where} lets ${role} ${action}`] : [];
        }),
      );
      assert.deepEqual(opened, []);
    });
  }
});

const ACTIONS = { trust: ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"], resource: ["secretsmanager:GetSecretValue", "kms:Decrypt", "kms:GenerateDataKey"] } as const;

describe("the search for what is shared", () => {
  it("finds a pattern that is too wide", () => {
    const wide: Document = { Statement: [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: "arn:aws:secretsmanager:us-east-1:111122223333:secret:kianax/*" }] };
    const target = inAccount("arn:aws:secretsmanager:us-east-1:444455556666:secret:kianax/development/trading/key", "111122223333");
    assert.equal(reaches(allowedPatterns(wide), [target]).length, 1);
  });

  it("finds a name in the depth of an argument", () => {
    const resource = { type: "a", name: "b", inputs: { policy: JSON.stringify({ Resource: ["arn:aws:s3:::kianax-development-logs"] }) } };
    assert.deepEqual(foreignTexts([resource], ["kianax-development"]), ["a::b policy names kianax-development"]);
  });
});
