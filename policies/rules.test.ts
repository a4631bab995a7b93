import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PolicySeverity, PolicyType } from "@pulumi/pulumi/proto/analyzer_pb";
import type { Rule } from "./kernel";
import { rules } from "./rules";
import { Analyzer } from "./analyzer";

/** Folders that hold no rules. */
const OTHERS = ["kernel", "graph", "documents", "analyzer", "testing", "tools", "profiles", "node_modules"];

describe("the rules", () => {
  it("have names of their own, in the catalogue's form", () => {
    const names = rules.map(({ name }) => name);
    assert.deepEqual([...new Set(names)], names);
    assert.deepEqual(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(name)), []);
  });

  it("stand one in each file of a theme, and none is left out of the pack", () => {
    const themes = readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !OTHERS.includes(entry.name));
    const files = themes.flatMap(({ name: theme }) =>
      readdirSync(join(__dirname, theme))
        .filter((file) => /(?<!\.test|\.mutations|index)\.ts$/.test(file))
        .flatMap((file) => rulesIn(join(__dirname, theme, file)).map((rule) => ({ file: file.replace(/\.ts$/, ""), rule: rule.name }))),
    );
    assert.deepEqual(files.filter(({ file, rule }) => file !== rule), []);
    assert.deepEqual(files.map(({ rule }) => rule).sort(), rules.map(({ name }) => name).sort());
  });

  for (const rule of rules) {
    it(`${rule.name} says in sentences what holds, why, and how to mend it`, () => {
      for (const text of [rule.title, rule.why, rule.remediation]) {
        assert.match(text, /^[A-Z"].{14,}\.$/s);
      }
    });
  }

  it("ask for a resource, a stack, or both", () => {
    assert.deepEqual(rules.filter((rule) => !rule.checkResource && !rule.checkStack && !rule.checkPack), []);
    assert.deepEqual(rules.filter((rule) => rule.checkResource && rule.types.length === 0), []);
  });
});

describe("the pack, as Pulumi reads it", () => {
  let analyzer: Analyzer;
  before(async () => {
    analyzer = await Analyzer.start();
  });
  after(() => analyzer.stop());

  it("serves every rule with its severity, remediation, controls and settings", async () => {
    const { name, policiesList } = await analyzer.info();
    assert.equal(name, "kianax");
    assert.deepEqual(policiesList.map((policy) => policy.name), rules.map((rule) => rule.name));
    const multiAz = policiesList.find((policy) => policy.name === "rds-multi-az");
    assert.equal(multiAz?.severity, PolicySeverity.POLICY_SEVERITY_HIGH);
    assert.equal(multiAz.policyType, PolicyType.POLICY_TYPE_RESOURCE);
    assert.match(multiAz.remediationSteps, /multiAz: true/);
    assert.deepEqual(multiAz.tagsList, ["checkov:CKV_AWS_157", "fsbp:RDS.5", "fsbp:RDS.15", "cis:2.2.4", "gdpr:32(1)(b)", "gdpr:32(1)(c)"]);
    assert.equal(multiAz.framework?.reference, "RDS.5");
    assert.notEqual(policiesList.find((policy) => policy.name === "vpc-spans-azs")?.configschema, undefined);
  });

  it("starts by a script, since Pulumi would type-check a TypeScript entry at every preview", () => {
    const { main } = JSON.parse(readFileSync(join(__dirname, "package.json"), "utf8")) as { main: string };
    assert.equal(main, "start.js");
    assert.ok(existsSync(join(__dirname, main)));
  });
});

/** Rules that a file exports; one that helps others exports none. */
function rulesIn(file: string): Rule[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- found by name while the test runs
  return Object.values(require(file) as Record<string, unknown>).filter((each): each is Rule => typeof each === "object" && each !== null && "levels" in each && "remediation" in each);
}
