import assert from "node:assert/strict";
import fc from "fast-check";
import * as pulumi from "@pulumi/pulumi";
import { applyTransform, deepMerge } from "./transform";

const plainObjects = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.jsonValue(), { noNullPrototype: true });

describe("a transform", () => {
  it("that is an object merges deeply, while lists and Outputs replace", () => {
    const output = pulumi.output({ kept: false });
    const args = { nested: { one: 1, two: 2 }, list: [1, 2], made: pulumi.output({ kept: true }) as unknown };
    const { args: merged } = applyTransform<Record<string, unknown>>({ nested: { two: 3 }, list: [4], made: output }, args, {}, "x");
    assert.deepEqual({ ...merged, made: undefined }, { nested: { one: 1, two: 3 }, list: [4], made: undefined });
    assert.equal(merged["made"], output);
    assert.deepEqual(args.nested, { one: 1, two: 2 });
  });

  it("that is a function sees arguments, options and name, and changes options", () => {
    const seen: unknown[] = [];
    const { args, opts } = applyTransform(
      (given: { size: number }, options, name) => {
        seen.push(given, options.protect, name);
        return { args: { size: 2 }, opts: { retainOnDelete: true } };
      },
      { size: 1 },
      { protect: true },
      "production-vpc",
    );
    assert.deepEqual(seen, [{ size: 1 }, true, "production-vpc"]);
    assert.deepEqual(args, { size: 2 });
    assert.equal(opts.protect, true);
    assert.equal(opts.retainOnDelete, true);
  });

  it("that gives nothing back leaves what was there", () => {
    const given = { size: 1 };
    assert.equal(applyTransform(() => undefined, given, {}, "x").args, given);
    assert.equal(applyTransform(undefined, given, {}, "x").args, given);
  });

  it("keeps what an undefined lies upon", () => {
    assert.deepEqual(deepMerge({ a: 1, b: { c: 2 } }, { a: undefined, b: { c: undefined } }), { a: 1, b: { c: 2 } });
  });

  it("by nothing, or by itself, changes nothing", () => {
    fc.assert(
      fc.property(plainObjects, (base) => {
        assert.deepEqual(deepMerge(base, {}), base);
        assert.deepEqual(deepMerge(base, base), base);
      }),
    );
  });

  it("has the last word on every key that it sets", () => {
    fc.assert(
      fc.property(plainObjects, plainObjects, (base, over) => {
        const merged = deepMerge(base, over);
        assert.deepEqual(deepMerge(merged, over), merged);
        assert.deepEqual(Object.keys(merged as object).sort(), [...new Set([...Object.keys(base), ...Object.keys(over)])].sort());
      }),
    );
  });
});
