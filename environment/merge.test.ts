import assert from "node:assert/strict";
import fc from "fast-check";
import { isJsonObject, merge, type Json } from "./merge";

const json = () => fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

describe("merge", () => {
  it("merges maps key by key and leaves the rest of the profile", () => {
    assert.deepEqual(merge({ a: 1, b: { c: 2, d: 3 } }, { b: { c: 4 } }), { a: 1, b: { c: 4, d: 3 } });
  });

  it("replaces lists", () => assert.deepEqual(merge({ a: [1, 2] }, { a: [3] }), { a: [3] }));

  it("removes what the profile has with null, and keeps a null that removes nothing", () => {
    assert.deepEqual(merge({ a: 1, b: 2 }, { a: null, c: null }), { b: 2, c: null });
  });

  it("treats __proto__ as a key like any other", () => {
    const merged = merge({ a: 1 }, JSON.parse('{"__proto__":{"polluted":true}}') as Json);
    assert.deepEqual(Object.keys(merged as object), ["a", "__proto__"]);
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  });

  it("changes nothing when nothing is given", () => {
    fc.assert(fc.property(json().filter(isJsonObject), (base) => assert.deepEqual(merge(base, {}), base)));
  });

  it("is idempotent", () => {
    fc.assert(
      fc.property(json(), json().filter((patch) => !JSON.stringify(patch).includes("null")), (base, patch) => {
        const once = merge(base, patch);
        assert.deepEqual(merge(once, patch), once);
      }),
    );
  });
});
