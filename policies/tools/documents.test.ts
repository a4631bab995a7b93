import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { rules } from "../rules";
import { DOCUMENTS } from "./documents";
import { readsText } from "./reads";
import { themes } from "./themes";

describe("the documents about the rules", () => {
  for (const { file, text } of DOCUMENTS) {
    it(`docs/${basename(file)} is what the rules say (npx ts-node -T policies/tools/generate-docs.ts)`, () => assert.equal(readFileSync(file, "utf8"), text()));
  }

  it("come with what the rules read (npx ts-node -T policies/tools/generate-reads.ts)", () => {
    assert.equal(readFileSync(join(__dirname, "..", "meta", "read-properties.json"), "utf8"), readsText());
  });

  it("have every rule in one theme", () => {
    assert.deepEqual([...themes().values()].flat().map(({ name }) => name).sort(), rules.map(({ name }) => name).sort());
  });

  it("show a compliant and a violating example of every rule", () => {
    assert.deepEqual(rules.filter(({ examples }) => examples === undefined).map(({ name }) => name), []);
  });
});
