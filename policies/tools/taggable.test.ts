import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { taggableText, taggableTypes } from "./taggable";

describe("the types that take tags", () => {
  it("are those of the SDK", () => {
    const types = taggableTypes();
    assert.ok(types.includes("aws:ec2/vpc:Vpc") && !types.includes("aws:ec2/route:Route"));
    assert.equal(readFileSync(join(__dirname, "..", "meta", "taggable-types.json"), "utf8"), taggableText(types));
  });
});
