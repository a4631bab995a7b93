import assert from "node:assert/strict";
import fc from "fast-check";
import { nearest } from "./nearest";

const KNOWN = ["cidr", "zones", "nat", "interfaceEndpoints", "flowLogs", "peerings"];

describe("nearest", () => {
  const cases: [string, string | undefined][] = [
    ["cdir", "cidr"],
    ["Cidr", "cidr"],
    ["zone", "zones"],
    ["interfaceEndpoint", "interfaceEndpoints"],
    ["peering", "peerings"],
    ["kubernetes", undefined],
  ];
  for (const [word, expected] of cases) {
    it(`takes ${word} for ${expected ?? "nothing known"}`, () => assert.equal(nearest(word, KNOWN), expected));
  }

  it("finds nothing among nothing", () => assert.equal(nearest("cidr", []), undefined));

  it("takes every known word for itself", () => {
    fc.assert(fc.property(fc.constantFrom(...KNOWN), (word) => nearest(word, KNOWN) === word));
  });

  it("undoes any one slip of the keyboard in a long word", () => {
    fc.assert(
      fc.property(fc.nat({ max: 16 }), fc.constantFrom("drop", "double", "swap"), (at, slip) => {
        const word = "interfaceEndpoints";
        const [before, here, next, after] = [word.slice(0, at), word.charAt(at), word.charAt(at + 1), word.slice(at + 2)];
        const typed = { drop: before + next + after, double: before + here + here + next + after, swap: before + next + here + after }[slip];
        assert.equal(nearest(typed ?? word, KNOWN), word);
      }),
    );
  });
});
