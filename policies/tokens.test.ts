import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EVERY_TYPE } from "./kernel";
import { rules } from "./rules";
import * as tokens from "./tokens";

/** Collections of tokens, and those of no SDK. */
const { STATEFUL: _collection, providers: _providers, ...listed } = tokens;
const all = Object.values(listed).flatMap((value): readonly string[] => (typeof value === "string" ? [value] : Object.values(value)));

/** The token of the class itself, loaded from the one module of the SDK that defines it. */
async function pulumiTypeOf(token: string): Promise<unknown> {
  const [, module = "", className = ""] = /^aws:([^:]+):(\w+)$/.exec(token) ?? [];
  const exported = (await import(`@pulumi/aws/${module}.js`)) as Record<string, { readonly __pulumiType?: unknown }>;
  return exported[className]?.__pulumiType;
}

describe("a type token", () => {
  for (const token of all) {
    it(`${token} is the one of its class in @pulumi/aws`, async () => assert.equal(await pulumiTypeOf(token), token));
  }

  it("is listed once", () => assert.deepEqual(all.filter((token, index) => all.indexOf(token) !== index), []));

  it("of a rule comes from the list", () => {
    assert.deepEqual(rules.flatMap(({ types }) => types).filter((type) => type !== EVERY_TYPE && !all.includes(type)), []);
  });
});

describe("the pack", () => {
  it("loads nothing of @pulumi/aws, which would cost each preview seconds", () => {
    const loads = sources(__dirname).filter((file) => /from "@pulumi\/aws|require\("@pulumi\/aws/.test(readFileSync(file, "utf8")));
    assert.deepEqual(loads, []);
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return entry.name === "node_modules" ? [] : sources(path);
    }
    return /(?<!\.test)\.[jt]s$/.test(entry.name) ? [path] : [];
  });
}
