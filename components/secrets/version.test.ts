import assert from "node:assert/strict";
import fc from "fast-check";
import { versionOf } from "./version";

const NAME = "kianax/production/agent/openai-api-key";

describe("the version of a write-only value", () => {
  it("is a positive integer of 31 bits, the same for the same value", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, value) => {
        const version = versionOf(name, value);
        assert.ok(Number.isInteger(version) && version >= 1 && version < 2 ** 31);
        assert.equal(version, versionOf(name, value));
      }),
    );
  });

  it("moves with the value, and differs between secrets that hold the same", () => {
    const values = Array.from({ length: 1000 }, (_, index) => `sk-${index}`);
    assert.equal(new Set(values.map((value) => versionOf(NAME, value))).size, values.length);
    assert.notEqual(versionOf(NAME, "sk-1"), versionOf("kianax/production/trading/openai-api-key", "sk-1"));
  });

  it("never changes once released, or every value would be written again", () => {
    assert.equal(versionOf(NAME, "sk-example"), 269_314_700);
  });
});
