import assert from "node:assert/strict";
import fc from "fast-check";
import { flatten, type Findings } from "./finding";
import { isUnknown } from "./unknown";
import { readingOf, valueAt, type Value } from "./value";

/** The engine's marker of an unknown string. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const value = (raw: unknown): Value => valueAt("property", readingOf(raw));
const passes = (findings: Findings): boolean => flatten(findings).length === 0;

/** What each check says of a compliant, a violating, an unknown and an absent value. */
const checks: readonly [string, (value: Value) => Findings, compliant: unknown, violating: unknown, unknown: boolean, absent: boolean][] = [
  ["equal", ({ must }) => must.equal(true), true, false, false, false],
  ["notEqual", ({ must }) => must.notEqual(true), false, true, false, true],
  ["oneOf", ({ must }) => must.oneOf(["a", "b"]), "b", "c", false, false],
  ["atLeast", ({ must }) => must.atLeast(2), 2, 1, false, false],
  ["include", ({ must }) => must.include("secrets"), ["a", "secrets"], ["a"], false, false],
  ["beLiteral", ({ must }) => must.beLiteral(), "x", undefined, false, false],
  ["beAbsent", ({ must }) => must.beAbsent(), undefined, "x", false, true],
  ["bePresent", ({ must }) => must.bePresent(), "x", undefined, true, false],
  ["beAbsent", ({ must }) => must.beAbsent(), undefined, "x", false, true],
];

describe("a check of a value", () => {
  for (const [name, check, compliant, violating, whenUnknown, whenAbsent] of checks) {
    it(`${name} passes a compliant value and refuses a violating one`, () => {
      assert.equal(passes(check(value(compliant))), true);
      assert.equal(passes(check(value(violating))), false);
    });
    it(`${name} ${whenUnknown ? "passes" : "refuses"} an unknown value`, () => assert.equal(passes(check(value(UNKNOWN))), whenUnknown));
    it(`${name} ${whenAbsent ? "passes" : "refuses"} an absent value`, () => {
      assert.equal(passes(check(value(undefined))), whenAbsent);
      assert.equal(passes(check(value(null))), whenAbsent);
    });
  }

  it("says what is wrong in words", () => {
    const say = (findings: Findings): string => flatten(findings).map(({ message }) => message).join();
    assert.equal(say(value(false).must.equal(true)), "property is false, and must be true");
    assert.equal(say(value("b").must.oneOf(["a", "c"])), 'property is "b", and must be one of "a", "c"');
    assert.equal(say(value(undefined).must.equal(true)), "property is not set, and must be true");
    assert.equal(say(value(UNKNOWN).must.equal(true)), "property must be known at preview and be true, but is an output that is known only after deployment");
    assert.equal(say(value(["a", UNKNOWN]).must.include("b")), 'property is ["a", "(unknown)"], and must include "b"');
  });

  it("takes a boolean that a launch template writes as a string", () => {
    assert.equal(passes(value("true").must.equal(true)), true);
    assert.equal(passes(value("false").must.equal(true)), false);
    assert.equal(passes(value("true").must.notEqual(true)), false);
    assert.equal(passes(value("1").must.equal(true)), false);
  });

  it("refuses what is no number where a number is asked for", () => {
    fc.assert(fc.property(fc.string().filter((text) => Number.isNaN(Number(text))), (text) => !passes(value(text).must.atLeast(0))));
  });
});

describe("an unknown value", () => {
  it("is any of the engine's markers", () => {
    for (const marker of [
      "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
      "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
      "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
      "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
      "030794c1-ac77-496b-92df-f27374a8bd58",
      "e48ece36-62e2-4504-bad9-02848725956a",
      "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    ]) {
      assert.equal(isUnknown(marker), true, marker);
    }
  });

  it("is nothing else, not even another UUID", () => {
    fc.assert(fc.property(fc.oneof(fc.uuid(), fc.string(), fc.anything()), (raw) => !isUnknown(raw)));
  });
});
