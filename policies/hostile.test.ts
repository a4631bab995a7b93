/** Plans that no program of ours makes: values of the wrong type, resources of thousands of properties, networks that refer in circles. */
import assert from "node:assert/strict";
import { findingsOf } from "./kernel/policy";
import { settingsOf, type Rule } from "./kernel";
import { rules } from "./rules";
import { goldenPlan } from "./testing/golden";
import { isTree, questionsOf, readsOf } from "./testing/reads";
import { wire } from "./testing/wire";
import type { WireResource } from "./analyzer";

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

describe("a value of the wrong type", () => {
  for (const rule of rules.filter(({ checkPack, levels }) => checkPack === undefined && levels.production !== "off")) {
    it(`is no better than none for ${rule.name}`, () => {
      for (const { resource, path } of readValues(rule)) {
        const having = (value: unknown, judge = rule) => fires(judge, golden.map((each) => (each === resource ? { ...each, inputs: replaced(each.inputs, path, value) } : each)));
        const other = rules.find(({ name }) => name === REFUSED_BY[`${rule.name} ${path.join(".")}`]);
        const without = having(undefined);
        for (const garbage of isTree(valueAt(resource.inputs, path)) ? NO_TREES : NO_SCALARS) {
          const found = [...having(garbage), ...(other === undefined ? [] : having(garbage, other))];
          assert.deepEqual(without.filter((urn) => !found.includes(urn)), [], `${path.join(".")} of ${resource.name} = ${JSON.stringify(garbage)}`);
        }
      }
    });
  }
});

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
