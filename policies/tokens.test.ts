import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EVERY_TYPE } from "./kernel";
import { rules } from "./rules";
import * as tokens from "./tokens";

/** Collections of tokens, and those of no SDK. */
const { STATEFUL: _collection, providers: _providers, rollouts, ...listed } = tokens;
const all = Object.values(listed).flatMap(leaves);

function leaves(value: string | object): readonly string[] {
  return typeof value === "string" ? [value] : (Object.values(value) as readonly (string | object)[]).flatMap(leaves);
}

/** The token of the class itself, loaded from the one module of the SDK that defines it. */
async function pulumiTypeOf(token: string): Promise<unknown> {
  const [, module = "", className = ""] = /^\w+:([^:]+):(\w+)$/.exec(token) ?? [];
  const file = token.startsWith("aws:") ? `@pulumi/aws/${module}.js` : `@pulumi/kubernetes/${module.replace(/[.][^/]+/, "")}/${lowerFirst(className)}.js`;
  const exported = (await import(file)) as Record<string, { readonly __pulumiType?: unknown }>;
  return exported[className]?.__pulumiType;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

describe("a type token", () => {
  for (const token of all) {
    it(`${token} is the one of its class in the SDK`, async () => assert.equal(await pulumiTypeOf(token), token));
  }

  it("is listed once", () => assert.deepEqual(all.filter((token, index) => all.indexOf(token) !== index), []));

  it("of a rule comes from the list", () => {
    assert.deepEqual(rules.flatMap(({ types }) => types).filter((type) => type !== EVERY_TYPE && ![...all, ...rollouts].includes(type)), []);
  });
});

describe("the pack", () => {
  it("loads no SDK, which would cost each preview seconds", () => {
    const loads = sources(__dirname).filter((file) => /(from|require\()\s?"@pulumi\/(aws|kubernetes)/.test(readFileSync(file, "utf8")));
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
