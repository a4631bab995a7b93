import assert from "node:assert/strict";
import fc from "fast-check";
import { differenceSentence, goldenDifference, isSame } from "./difference";

const text = (resources: Readonly<Record<string, readonly string[]>>): string =>
  ["# header", ...Object.entries(resources).flatMap(([key, lines]) => ["", `${key}:`, ...lines.map((line) => `  ${line}`)])].join("\n");

describe("the difference of golden plans", () => {
  const before = text({ "a::x": ["protect: true", "inputs:", "  one: 1", "  two: 2", "  three: 3", "  four: 4"], "b::y": ["inputs: {}"] });

  it("is none between equal texts, whatever their headers and empty lines", () => {
    const difference = goldenDifference(before, `# other\n\n${before.replace("# header\n", "")}\n`);
    assert.ok(isSame(difference));
    assert.equal(differenceSentence(difference), "nothing changed");
  });

  it("names what came, went and changed, and shows lines in their resource with those around them", () => {
    const after = text({ "a::x": ["inputs:", "  one: 1", "  two: 2", "  three: 3", "  four: 5"], "c::z": ["protect: true"] });
    const difference = goldenDifference(before, after);
    assert.equal(differenceSentence(difference), "1 resource added (c::z), 1 resource removed (b::y), 1 resource changed (a::x)");
    assert.deepEqual(difference.lines, [
      "a::x",
      "-   protect: true",
      "    inputs:",
      "      one: 1",
      "      two: 2",
      "      three: 3",
      "-     four: 4",
      "+     four: 5",
      "b::y",
      "-   inputs: {}",
      "c::z",
      "+   protect: true",
    ]);
  });

  it("tells of an entry on one line", () => assert.deepEqual(goldenDifference("a::x: {}\n", "a::x: { b: 1 }\n").lines, ["a::x", "-   {}", "+   { b: 1 }"]));

  it("lists five and counts the rest", () => {
    const many = text(Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`a::${index}`, ["b: 1"]])));
    assert.equal(differenceSentence(goldenDifference("", many)), "7 resources added (a::0, a::1, a::2, a::3, a::4 and 2 more)");
  });

  it("is none exactly when the resources are the same", () => {
    const resources = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.array(fc.constantFrom("x: 1", "y: 2"), { minLength: 1, maxLength: 4 }));
    fc.assert(
      fc.property(resources, resources, (one, other) => {
        const [left, right] = [{ ...one }, { ...other }];
        const sameKeys = JSON.stringify(Object.entries(left).sort()) === JSON.stringify(Object.entries(right).sort());
        assert.equal(isSame(goldenDifference(text(left), text(right))), sameKeys);
      }),
    );
  });
});
