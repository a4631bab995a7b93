import assert from "node:assert/strict";
import fc from "fast-check";
import { parsePath, pathText } from "./property-path";

describe("property paths", () => {
  it("read names, items and quoted names", () => {
    assert.deepEqual(parsePath("nodeGroups.general.taints[0].key"), ["nodeGroups", "general", "taints", 0, "key"]);
    assert.deepEqual(parsePath('tags["kubernetes.io/role"]'), ["tags", "kubernetes.io/role"]);
  });

  it("are read as they are written", () => {
    const part = fc.oneof(fc.nat(9), fc.string({ minLength: 1, maxLength: 6 }));
    fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (path) => assert.deepEqual(parsePath(pathText(path)), path)));
  });

  for (const text of ["", ".a", "a[", "a[x]", 'a["b', "a..b", "a]"]) {
    it(`are not ${JSON.stringify(text)}`, () => assert.equal(parsePath(text), undefined));
  }
});
