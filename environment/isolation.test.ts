import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import type { JsonObject } from "./merge";
import { isolationProblems, regionOf } from "./isolation";
import { parseStack, readYaml, refusals } from "./testing";

const VALID = { "aws:allowedAccountIds": '["111122223333"]', "aws:region": "us-east-1", "kianax:region": "us-east-1" };

/** What is said about a valid configuration with these changes; undefined leaves a key out. */
function said(changes: Record<string, string | undefined>): string[] {
  const config = Object.entries({ ...VALID, ...changes }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return isolationProblems(Object.fromEntries(config)).map(({ key, sentence }) => `${key} ${sentence}`);
}

const ONE_ACCOUNT = 'a list of the one AWS account that the stack may be deployed to, such as ["111122223333"]';

const CASES: readonly (readonly [string, Record<string, string | undefined>, readonly string[]])[] = [
  ["one account and its Region", {}, []],
  ["an account without quotes", { "aws:allowedAccountIds": "[111122223333]" }, []],
  ["no account", { "aws:allowedAccountIds": undefined }, [`aws:allowedAccountIds is missing; it must be ${ONE_ACCOUNT}.`]],
  ["an empty list of accounts", { "aws:allowedAccountIds": "[]" }, [`aws:allowedAccountIds must be ${ONE_ACCOUNT}, not [].`]],
  ["an account outside a list", { "aws:allowedAccountIds": "111122223333" }, [`aws:allowedAccountIds must be ${ONE_ACCOUNT}, not 111122223333.`]],
  ["two accounts", { "aws:allowedAccountIds": '["111122223333","444455556666"]' }, [
    "aws:allowedAccountIds must name one AWS account, not 2; a stack lives in one, so remove 444455556666 or what it stands beside.",
  ]],
  ["an account of eleven digits", { "aws:allowedAccountIds": '["11112222333"]' }, [
    'aws:allowedAccountIds[0] must be an AWS account id of twelve digits, in quotes, not "11112222333".',
  ]],
  ["an account whose leading zero YAML dropped", { "aws:allowedAccountIds": "[12345678901]" }, [
    "aws:allowedAccountIds[0] must be an AWS account id of twelve digits, in quotes, not 12345678901.",
  ]],
  ["another Region", { "aws:region": "eu-west-1" }, [
    'aws:region must be us-east-1, the Region that kianax:region allows, not "eu-west-1"; a stack that is to live elsewhere says so in both.',
  ]],
  ["another allowed Region", { "kianax:region": "eu-west-1" }, [
    'aws:region must be eu-west-1, the Region that kianax:region allows, not "us-east-1"; a stack that is to live elsewhere says so in both.',
  ]],
  ["no Region", { "aws:region": undefined }, ["aws:region is missing; it must be us-east-1, the Region that kianax:region allows."]],
  ["a Region that is none, where none is allowed", { "aws:region": "virginia", "kianax:region": undefined }, ['aws:region must be an AWS Region such as us-east-1, not "virginia".']],
  ["no Region at all", { "aws:region": undefined, "kianax:region": undefined }, ["aws:region is missing; it must be an AWS Region such as us-east-1."]],
];

describe("where a stack may live", () => {
  for (const [what, changes, sentences] of CASES) {
    it(`${what}: ${sentences.length === 0 ? "accepted" : "refused in a sentence"}`, () => assert.deepEqual(said(changes), sentences));
  }

  it("is one Region and no other, whatever Regions are named", () => {
    const region = fc.constantFrom("us-east-1", "us-west-2", "eu-west-1", "ap-southeast-2", "us-gov-west-1");
    fc.assert(
      fc.property(region, region, (used, allowed) => {
        assert.equal(said({ "aws:region": used, "kianax:region": allowed }).length === 0, used === allowed);
        assert.equal(regionOf({ "aws:region": used }), used);
      }),
    );
  });

  it("has to be said by every stack: neither profile knows a Region", () => {
    for (const stack of ["development", "production"]) {
      assert.deepEqual(refusals(stack, { "kianax:region": null }), [`Pulumi.${stack}.yaml: kianax:region is missing; it must be an AWS Region such as us-east-1.`]);
      assert.deepEqual(refusals(stack, { "aws:allowedAccountIds": null }), [`Pulumi.${stack}.yaml: aws:allowedAccountIds is missing; it must be ${ONE_ACCOUNT}.`]);
    }
  });
});

describe("the stacks of the repository", () => {
  const stacks = readdirSync(path.join(__dirname, "..")).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
  const accountOf = (stack: string): string => {
    const accounts = (readYaml(`Pulumi.${stack}.yaml`)["config"] as JsonObject)["aws:allowedAccountIds"];
    assert.ok(Array.isArray(accounts) && accounts.length === 1, `Pulumi.${stack}.yaml names no single account`);
    return String(accounts[0]);
  };

  it("include development and production", () => assert.ok(stacks.includes("development") && stacks.includes("production")));

  it("share no account between profiles: nothing of production's account can be deployed to from development, nor the other way", () => {
    const profiles = new Map<string, Set<string>>();
    for (const stack of stacks) {
      const account = accountOf(stack);
      profiles.set(account, (profiles.get(account) ?? new Set()).add(parseStack(stack).profile));
    }
    assert.deepEqual([...profiles.values()].filter((sharing) => sharing.size > 1), []);
    assert.notEqual(accountOf("development"), accountOf("production"));
  });
});
