import assert from "node:assert/strict";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { Log } from "sarif";
import type { Violation } from "../policies/analyzer";
import { junitOf } from "./junit";
import { sarifOf } from "./sarif";
import { tableOf } from "./table";
import { findingsOf, isRefusal, type GateRule, type Verdict } from "./verdict";

const urn = (name: string): string => `urn:pulumi:production::kianax::kianax:network:KianaxNetwork$aws:s3/bucket:Bucket::${name}`;

const rules: GateRule[] = [
  { name: "s3-a", description: "Buckets are <closed>.", remediation: "Close it.", severity: "high", tags: Array.from({ length: 30 }, (_, index) => `fsbp:S3.${index}`) },
  { name: "s3-b", description: "Buckets are named.", remediation: "Name it.", severity: "low", tags: [] },
  { name: "s3-c", description: "Buckets are kept.", remediation: "Keep it.", severity: "medium", tags: [] },
];

const violation = (rule: string, name: string, id: string, level: Violation["level"] = "mandatory"): Violation => ({
  rule,
  urn: name === "" ? "" : urn(name),
  level,
  message: `The title.\n${name} is "open" & <public>\u0007, and must not be. ${"Mend it with care. ".repeat(8)}[${rule}:${id}]`,
});

const verdict: Verdict = {
  stack: "production",
  profile: "production",
  rules,
  resources: 12,
  findings: findingsOf({
    preview: [violation("s3-a", "logs", "acl"), violation("s3-b", "logs", "tags[0]", "advisory")],
    deployed: [violation("s3-a", "logs", "acl"), violation("s3-a", "logs", "policy"), violation("s3-a", "", "none")],
  }),
};

describe("the findings of a gate", () => {
  it("are told once each, with when they show, refusals first", () => {
    assert.deepEqual(
      verdict.findings.map(({ rule, resource, level, moments }) => [rule, resource, level, moments.join("+")]),
      [
        ["s3-a", "the stack", "mandatory", "deployed"],
        ["s3-a", "aws:s3/bucket:Bucket::logs", "mandatory", "preview+deployed"],
        ["s3-a", "aws:s3/bucket:Bucket::logs", "mandatory", "deployed"],
        ["s3-b", "aws:s3/bucket:Bucket::logs", "advisory", "preview"],
      ],
    );
  });

  it("refuse when Pulumi could not run a policy, whatever its level", () => {
    const [finding] = findingsOf({ preview: [{ rule: "s3-b", urn: urn("logs"), level: "advisory", message: "can't run policy 's3-b' during preview: string value at .acl can't be known" }], deployed: [] });
    assert.ok(finding && isRefusal(finding));
  });

  it("are a table for people, none of whose lines is too long to read", () => {
    const table = tableOf(verdict);
    assert.match(table, /^refused {2}s3-a \(high, seen once ARNs are known\)\n {9}the stack\n/);
    assert.match(table, /\nadvised {2}s3-b \(low\)\n {9}aws:s3\/bucket:Bucket::logs\n/);
    assert.match(table, /production, profile production: 3 rules on 12 resources, 3 mandatory and 1 advisory violations$/);
    assert.deepEqual(table.split("\n").filter((line) => line.length > 110), []);
  });

  it("are SARIF that code scanning takes, with a fingerprint of its own for each", () => {
    const { runs } = JSON.parse(sarifOf([verdict])) as Log;
    const { results = [], tool } = runs[0] ?? assert.fail();
    assert.deepEqual(results.map(({ ruleId, ruleIndex = -1, level }) => [ruleId === tool.driver.rules?.[ruleIndex]?.id, level]), [[true, "error"], [true, "error"], [true, "error"], [true, "warning"]]);
    const fingerprints = results.map(({ partialFingerprints }) => partialFingerprints?.["finding/v1"]);
    assert.deepEqual(fingerprints, ["production/the stack/s3-a:none", "production/aws:s3/bucket:Bucket::logs/s3-a:acl", "production/aws:s3/bucket:Bucket::logs/s3-a:policy", "production/aws:s3/bucket:Bucket::logs/s3-b:tags[0]"]);
    assert.ok((tool.driver.rules ?? []).every(({ properties }) => (properties?.tags?.length ?? 0) <= 20));
  });

  it("are JUnit's XML: a case for each rule, failed where it refuses", () => {
    const text = junitOf([verdict]);
    assert.equal(XMLValidator.validate(text), true);
    assert.ok(!text.includes("\u0007"));
    const { testsuites } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", isArray: (name) => name === "testcase" }).parse(text) as { testsuites: { testsuite: { tests: string; failures: string; testcase: Record<string, unknown>[] } } };
    const { tests, failures, testcase } = testsuites.testsuite;
    assert.deepEqual([tests, failures], ["3", "1"]);
    assert.deepEqual(testcase.map(({ name, failure }) => [name, failure !== undefined]), [["s3-a", true], ["s3-b", false], ["s3-c", false]]);
    assert.match(String((testcase[1] as { "system-out": string })["system-out"]), /^logs is "open" & <public>, and/);
  });

  it("are none where nothing is wrong", () => {
    const clean = { ...verdict, findings: [] };
    assert.equal(tableOf(clean), "production, profile production: 3 rules on 12 resources, 0 mandatory and 0 advisory violations");
    assert.doesNotMatch(junitOf([clean]), /failure |system-out/);
    assert.deepEqual((JSON.parse(sarifOf([clean])) as Log).runs[0]?.results, []);
  });
});
