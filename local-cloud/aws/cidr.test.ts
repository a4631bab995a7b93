import assert from "node:assert/strict";
import * as fc from "fast-check";
import { addressAt, contains, formatAddress, formatCidr, isCanonical, network, overlaps, parseCidr, size, type Cidr } from "./cidr";

const cidr = fc.record({ base: fc.integer({ min: 0, max: 2 ** 32 - 1 }), prefix: fc.integer({ min: 1, max: 32 }) });

/** A range inside the given one. */
function part(outer: Cidr, more: number, position: number): Cidr {
  const prefix = Math.min(32, outer.prefix + more);
  const inner = { base: 0, prefix };
  const count = size(outer) / size(inner);
  return { base: network(outer) + (position % count) * size(inner), prefix };
}

describe("CIDR ranges", () => {
  it("read what they write", () => {
    fc.assert(
      fc.property(cidr, (range) => {
        const text = formatCidr(range);
        const parsed = parseCidr(text);
        assert.ok(parsed);
        assert.ok(isCanonical(parsed));
        assert.equal(formatCidr(parsed), text);
        assert.equal(network(parsed), network(range));
      }),
    );
  });

  it("refuse what is no range", () => {
    for (const text of ["", "10.0.0.0", "10.0.0.0/33", "10.0.0.256/24", "10.0.0/24", "::/0", "10.0.0.0/16 ", "a.b.c.d/8"]) {
      assert.equal(parseCidr(text), undefined, text);
    }
  });

  it("hold each of their parts, and overlap with it", () => {
    fc.assert(
      fc.property(cidr, fc.integer({ min: 0, max: 8 }), fc.nat(1000), (outer, more, position) => {
        const inner = part(outer, more, position);
        assert.ok(contains(outer, inner));
        assert.ok(overlaps(outer, inner));
        assert.ok(overlaps(inner, outer));
        assert.equal(contains(inner, outer), size(inner) === size(outer));
      }),
    );
  });

  it("of different halves do not overlap", () => {
    fc.assert(
      fc.property(cidr.filter(({ prefix }) => prefix < 32), (outer) => {
        assert.ok(!overlaps(part(outer, 1, 0), part(outer, 1, 1)));
      }),
    );
  });

  it("overlap exactly when one holds the other", () => {
    fc.assert(fc.property(cidr, cidr, (one, other) => assert.equal(overlaps(one, other), contains(one, other) || contains(other, one))));
  });

  it("count their addresses from the first", () => {
    assert.equal(addressAt({ base: 167772160, prefix: 24 }, 4), "10.0.0.4");
    assert.equal(formatAddress(4294967295), "255.255.255.255");
    assert.equal(isCanonical({ base: 167772161, prefix: 24 }), false);
  });
});
