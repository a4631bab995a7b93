import assert from "node:assert/strict";
import { Subject, type Rule } from "../rule";
import { urnOf } from "../testing/cloud";
import type { RuleCase } from "../testing/rule-case";
import { World } from "../testing/world";
import { UNKNOWN, type Properties } from "../../provider/values";
import { cases } from "./cases";
import { rules, verdict } from ".";

const byId = new Map(rules.map((rule) => [rule.id, rule]));

/** What one rule says, with the ids of the world replaced by the names of what they belong to. */
export function verdictOf(testCase: RuleCase, which: "good" | "bad"): string[] {
  const rule = byId.get(testCase.rule);
  assert.ok(rule, `no rule is called ${testCase.rule}`);
  const world = new World();
  testCase.given?.(world);
  const prior = testCase.prior?.(world);
  const inputs = testCase[which](world);
  const region = rule.id === "wafv2-cloudfront-region" && which === "bad" ? "us-west-2" : "us-east-1";
  const subject = new Subject({ urn: urnOf(testCase.type, "candidate"), name: "candidate", type: testCase.type, inputs, ...(prior && { prior }) });
  const named = (text: string): string =>
    world.cloud.view().all().filter(({ id }) => /^[a-z]+-[0-9a-f]{17}$|^[0-9a-f-]{36}$|^arn:|^db-|^a-/.test(id)).reduce((sum, { id, urn }) => sum.replaceAll(id, `<${urn.split("::").at(-1)}>`), text);
  return verdict(rule, subject, world.cloud.view(region)).map(({ property, reason }) => named(`${property}: ${reason}`));
}

/** Rules made from rows of a table; their texts are one template, tested below. */
function isTabular({ id }: Rule): boolean {
  return /^(name|unique|quota|range|one-of)-/.test(id);
}

describe("AWS's rules", () => {
  for (const testCase of cases) {
    it(`${testCase.rule} passes what AWS takes and refuses what it refuses (${testCase.says[0]?.slice(0, 60)} …)`, () => {
      assert.deepEqual(verdictOf(testCase, "good"), []);
      assert.deepEqual(verdictOf(testCase, "bad"), testCase.says);
    });
  }

  it("have a case for every rule that is no row of a table", () => {
    const covered = new Set(cases.map(({ rule }) => rule));
    assert.deepEqual(rules.filter((rule) => !isTabular(rule) && !covered.has(rule.id)).map(({ id }) => id), []);
  });

  it("have unique ids and a source each", () => {
    assert.equal(byId.size, rules.length);
    assert.deepEqual(rules.filter(({ source }) => !/^https:\/\/\S+/.test(source)).map(({ id }) => id), []);
  });

  it("pass over values that only a deployment will know", () => {
    const world = new World();
    const spoken = cases.flatMap((testCase) => {
      const rule = byId.get(testCase.rule);
      const inputs = Object.fromEntries(Object.keys(testCase.bad(world)).map((name) => [name, UNKNOWN])) as Properties;
      const subject = new Subject({ urn: "urn", name: "candidate", type: testCase.type, inputs });
      const said = rule?.stage === "check" ? verdict(rule, subject, world.cloud.view()) : [];
      return said.filter(({ property }) => property !== "" && property in inputs).map(({ property, reason }) => `${testCase.rule} ${property}: ${reason}`);
    });
    assert.deepEqual(spoken, []);
  });

  it("hold names to length and characters", () => {
    assert.deepEqual(said("name-lb/loadBalancer-name", "aws:lb/loadBalancer:LoadBalancer", { name: "kianax-production-load-balancer-one" }), [
      'name: "kianax-production-load-balancer-one" has 35 characters, and AWS takes 1 to 32; shorten it.',
    ]);
    assert.deepEqual(said("name-s3/bucket-bucket", "aws:s3/bucket:Bucket", { bucket: "Kianax_Logs" }), [
      'bucket: "Kianax_Logs" is not a name AWS takes here: use lower-case letters, digits, dots and hyphens, with a letter or digit at both ends, and not the form of an IP address.',
    ]);
    assert.deepEqual(said("name-s3/bucket-bucket", "aws:s3/bucket:Bucket", { bucket: "kianax-production-logs" }), []);
  });

  it("hold numbers to ranges and values to lists", () => {
    assert.deepEqual(said("range-kms/key-deletionWindowInDays", "aws:kms/key:Key", { deletionWindowInDays: 3 }), ["deletionWindowInDays: 3 is outside of what AWS takes; give a number from 7 to 30."]);
    assert.deepEqual(said("range-kms/key-deletionWindowInDays", "aws:kms/key:Key", { deletionWindowInDays: 30 }), []);
    assert.deepEqual(said("one-of-ec2/flowLog-trafficType", "aws:ec2/flowLog:FlowLog", { trafficType: "DENY" }), ['trafficType: "DENY" is none of the values AWS takes: ACCEPT, REJECT, ALL.']);
    assert.deepEqual(said("one-of-ec2/flowLog-trafficType", "aws:ec2/flowLog:FlowLog", { trafficType: "ALL" }), []);
  });

  it("refuse a second resource of one name", () => {
    const world = new World();
    assert.deepEqual(world.cloud.refusals("aws:s3/bucket:Bucket", { bucket: "kianax-logs" }), [
      { property: "bucket", reason: 'BucketAlreadyOwnedByYou: a S3 bucket named "kianax-logs" exists already; give this one another name, or import the one that exists.' },
    ]);
    assert.deepEqual(world.cloud.refusals("aws:s3/bucket:Bucket", { bucket: "kianax-other-logs" }), []);
  });

  it("hold an account to its quotas", () => {
    const world = new World();
    const vpc = { cidrBlock: "10.9.0.0/16" };
    for (const name of ["third", "fourth"]) {
      world.cloud.create("aws:ec2/vpc:Vpc", name, vpc);
    }
    assert.deepEqual(world.cloud.refusals("aws:ec2/vpc:Vpc", vpc), []);
    world.cloud.create("aws:ec2/vpc:Vpc", "fifth", vpc);
    assert.deepEqual(world.cloud.refusals("aws:ec2/vpc:Vpc", vpc), [
      { property: "", reason: "VpcLimitExceeded: the account has 5 VPCs in us-east-1, and 5 is the quota; delete one, or have the quota raised." },
    ]);
  });
});

function said(id: string, type: string, inputs: Properties): string[] {
  const rule = byId.get(id);
  assert.ok(rule, `no rule is called ${id}`);
  return verdict(rule, new Subject({ urn: "urn", name: "candidate", type, inputs }), new World().cloud.view()).map(({ property, reason }) => `${property}: ${reason}`);
}
