/** Plans that no program of ours makes: values of the wrong type, resources of thousands of properties, networks that refer in circles. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { Analyzer, type WireResource } from "./analyzer";
import { findingsOf } from "./kernel/policy";
import { settingsOf, type Rule } from "./kernel";
import { rules } from "./rules";
import { goldenPlan } from "./testing/golden";
import { profileOf } from "./testing/profiles";
import { isTree, questionsOf, readsOf } from "./testing/reads";
import { wire } from "./testing/wire";
import { bucketPolicy, ec2, rds } from "./tokens";

const golden = wire(goldenPlan("production"), "deployed");

/** What another rule refuses, so that one mistake is told once. */
const REFUSED_BY: Readonly<Record<string, string>> = {
  // What can be no document at all.
  "s3-tls-only policy": "s3-no-public-acl-or-policy",
};

/** In the place of one text, number or flag; and in the place of a list or an object. */
const NO_SCALARS = [{}, [], [{}], { nested: { deep: [1] } }];
const NO_TREES = ["garbage", 17, true, "{}", "[]"];

function fires(rule: Rule, resources: readonly WireResource[]): string[] {
  return [...new Set(questionsOf(rule, resources, settingsOf(rule.settings, "production")).flatMap(({ check, subject }) => findingsOf(check).map((finding) => (finding.subject ?? subject)?.urn ?? "")))];
}

const judged = rules.filter(({ checkPack, levels }) => checkPack === undefined && levels.production !== "off");

describe("a value of the wrong type", () => {
  it("is tried in hundreds of places", () => {
    assert.ok(judged.flatMap(readValues).length > 300, String(judged.flatMap(readValues).length));
  });

  for (const rule of judged) {
    it(`is no better than none for ${rule.name}`, () => {
      for (const { resource, path } of readValues(rule)) {
        const having = (value: unknown, judge = rule) => fires(judge, golden.map((each) => (each === resource ? { ...each, inputs: replaced(each.inputs, path, value) } : each)));
        const other = rules.find(({ name }) => name === REFUSED_BY[`${rule.name} ${path.join(".")}`]);
        const without = having(undefined);
        for (const garbage of isTree(valueAt(resource.inputs, path)) ? NO_TREES : NO_SCALARS) {
          const found = [...having(garbage), ...(other === undefined ? [] : having(garbage, other))];
          assert.deepEqual(without.filter((urn) => !found.includes(urn)), [], `${path.join(".")} of ${resource.name} = ${JSON.stringify(garbage)}`);
        }
        if (resource.type.startsWith("aws:") && typeof valueAt(resource.inputs, path) === "string") {
          // YAML makes a number of what looks like one, and the provider of AWS a text of it; Kubernetes refuses it.
          const found = having(7);
          assert.deepEqual(having("7").filter((urn) => !found.includes(urn)), [], `${path.join(".")} of ${resource.name} as a number`);
        }
      }
    });
  }
});

describe("references in circles", () => {
  /** Any resource may depend on any other, itself included, by any property by which something depends on something. */
  const circles = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 40 }).map((pairs) => {
    const dependent = golden.filter(({ propertyDependencies }) => Object.keys(propertyDependencies).length > 0);
    const plan = new Map(golden.map((each) => [each.urn, each]));
    for (const [from, to] of pairs) {
      const source = dependent[from % dependent.length];
      const target = golden[to % golden.length];
      if (source !== undefined && target !== undefined) {
        const redirected = Object.fromEntries(Object.keys(source.propertyDependencies).map((property) => [property, [target.urn]]));
        plan.set(source.urn, { ...source, propertyDependencies: redirected, dependencies: [target.urn] });
      }
    }
    return [...plan.values()];
  });

  it("are followed once, and every rule decides", () => {
    fc.assert(fc.property(circles, (plan) => judged.forEach((rule) => assertDecided(rule, plan))), { numRuns: 50 });
  });

  it("are followed once, in a network that only refers to itself", () => {
    const network = golden.filter(({ type }) => /^aws:(ec2|vpc)\//.test(type));
    const ring = network.map((each, index) => {
      const next = network[(index + 1) % network.length]?.urn ?? each.urn;
      return { ...each, propertyDependencies: Object.fromEntries(Object.keys(each.inputs).map((property) => [property, [next, each.urn]])), dependencies: [next, each.urn] };
    });
    judged.forEach((rule) => assertDecided(rule, [...ring, ...golden.filter((each) => !network.includes(each))]));
  });
});

describe("a resource out of proportion", () => {
  let analyzer: Analyzer;
  before(async () => {
    analyzer = await Analyzer.start();
    await analyzer.configure(profileOf("production"));
  });
  after(() => analyzer.stop());

  const grown = (type: string, inputs: Record<string, unknown>) => golden.map((each, index) => (index === golden.findIndex((one) => one.type === type) ? { ...each, inputs: { ...each.inputs, ...inputs }, outputs: { ...each.outputs, ...inputs } } : each));
  const tags = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`tag-${index}`, "x".repeat(50)]));
  const statements = Array.from({ length: 2000 }, (_, index) => ({ Sid: `S${index}`, Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:role/r" }, Action: "s3:GetObject", Resource: "*" }));
  const deep = JSON.parse(`${'{"a":'.repeat(90)}1${"}".repeat(90)}`) as unknown;

  for (const [what, type, inputs] of [
    ["5,000 tags", ec2.vpc, { tags }],
    ["5,000 properties that nobody knows", bucketPolicy, tags],
    ["a policy of 2,000 statements", bucketPolicy, { policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) }],
    ["objects in objects, 90 deep", ec2.vpc, { tags: deep }],
  ] as const) {
    it(`with ${what} is judged, and the rest of the plan with it`, async () => {
      const plan = grown(type, inputs).map((each) => (each.type === rds.instance ? { ...each, inputs: { ...each.inputs, publiclyAccessible: true } } : each));
      const violations = await analyzer.analyze(plan);
      assert.deepEqual(violations.filter(({ message }) => /can't run|could not be decided/.test(message)), []);
      assert.ok(violations.some(({ rule }) => rule === "rds-not-public"));
    });
  }
});

function assertDecided(rule: Rule, plan: readonly WireResource[]): void {
  for (const { check } of questionsOf(rule, plan, settingsOf(rule.settings, "production"))) {
    assert.deepEqual(findingsOf(check).filter(({ id }) => id === "failed"), [], rule.name);
  }
}

/** Whatever a rule reads and the golden plan has; elements of lists are tried with their lists. */
function readValues(rule: Rule): { readonly resource: WireResource; readonly path: readonly string[] }[] {
  return [...readsOf(rule, golden, "production")].flatMap((property) => {
    const [type = "", dotted = ""] = property.split(" ");
    const path = dotted.split(".");
    return dotted.includes("[") ? [] : golden.filter((each) => each.type === type && valueAt(each.inputs, path) !== undefined).map((resource) => ({ resource, path }));
  });
}

function valueAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  return key === undefined ? value : isTree(value) ? valueAt(value[key], rest) : undefined;
}

function replaced(value: Record<string, unknown>, [key = "", ...rest]: readonly string[], other: unknown): Record<string, unknown> {
  const inner = value[key];
  if (rest.length === 0) {
    const { [key]: _, ...others } = value;
    return other === undefined ? others : { ...value, [key]: other };
  }
  return isTree(inner) ? { ...value, [key]: replaced(inner, rest, other) } : value;
}
