import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { editDistance, nearest } from "./nearest";

const word = fc.stringMatching(/^[a-z][a-zA-Z]{0,12}$/);

describe("the nearest known name", () => {
  it("mends slips, other spellings and swapped letters", () => {
    const known = ["cidrBlock", "enableDnsSupport", "tags", "instanceTenancy"];
    for (const [slip, meant] of [
      ["cidrBlok", "cidrBlock"],
      ["cidr_block", "cidrBlock"],
      ["CidrBlock", "cidrBlock"],
      ["tgas", "tags"],
      ["enableDNSSupport", "enableDnsSupport"],
    ] as const) {
      assert.equal(nearest(slip, known), meant);
    }
  });

  it("stays silent when nothing is close", () => {
    assert.equal(nearest("somethingElse", ["cidrBlock", "tags"]), undefined);
    assert.equal(nearest("x", []), undefined);
  });

  it("of a known name is that name", () => {
    fc.assert(fc.property(fc.uniqueArray(word, { minLength: 1, selector: (name) => name.toLowerCase() }), (names) => names.every((name) => nearest(name, names) === name)));
  });

  it("counts edits: none between equals, the same both ways, never more than the longer word", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        assert.equal(editDistance(b, a), distance);
        assert.equal(distance === 0, a === b);
        assert.ok(distance <= Math.max(a.length, b.length));
        assert.ok(distance >= Math.abs(a.length - b.length));
      }),
    );
  });
});
