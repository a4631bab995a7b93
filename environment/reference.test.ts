import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { configurationReference } from "./reference";
import { settingsSchema } from "./schema";
import { readYaml } from "./testing";

describe("the reference of all settings", () => {
  it("is what docs/configuration.md holds; `npx ts-node environment/write-reference.ts` writes it anew", () => {
    assert.equal(readFileSync(path.join(__dirname, "..", "docs", "configuration.md"), "utf8"), configurationReference());
  });

  it("has a row for every setting", () => {
    const page = configurationReference();
    for (const [section, schema] of Object.entries(settingsSchema.shape)) {
      const keys = schema instanceof z.ZodObject ? Object.keys(schema.shape).map((key) => `${section}.${key}`) : [section];
      for (const key of keys) {
        assert.ok(page.includes(`| \`kianax:${key}`), key);
      }
    }
  });
});

describe("Pulumi.yaml", () => {
  const { config, name, runtime } = readYaml("Pulumi.yaml") as { config: Record<string, Record<string, unknown>>; name: string; runtime: unknown };

  it("describes settings of the schema, and all but those without a default of their own", () => {
    const listed = Object.keys(config).map((key) => key.replace(/^kianax:/, ""));
    const byProfile = ["protect", "region", "deployers", "permissionsBoundary"];
    assert.deepEqual([...listed, ...byProfile].sort(), Object.keys(settingsSchema.shape).sort());
  });

  it("has a description and a default for each, for Pulumi takes a key without a default for a required one", () => {
    for (const [key, { description, default: value }] of Object.entries(config)) {
      assert.equal(typeof description, "string", key);
      assert.notEqual(value, undefined, key);
    }
  });

  it("is named after the namespace of the settings and runs TypeScript", () => {
    assert.equal(name, "kianax");
    assert.deepEqual(runtime, { name: "nodejs", options: { typescript: true, nodeargs: "--max-semi-space-size=64" } });
  });
});
