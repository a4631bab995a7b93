import assert from "node:assert/strict";
import fc from "fast-check";
import { type Cidr, contains, formatCidr, overlaps, parseCidr, size, subBlock } from "./cidr";

const blocks = fc
  .record({ address: fc.nat({ max: 2 ** 32 - 1 }), prefix: fc.integer({ min: 0, max: 32 }) })
  .map(({ address, prefix }): Cidr => ({ first: address - (address % 2 ** (32 - prefix)), prefix }));

describe("an IPv4 block", () => {
  it("is read as it is written", () => {
    fc.assert(fc.property(blocks, (block) => assert.deepEqual(parseCidr(formatCidr(block)), block)));
  });

  for (const text of ["", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/", "10.0.0/16", "10.0.0.256/32", "10.0.0.1/16", "10.0.0.0/16 ", "ten/8", "2001:db8::/32", "-1.0.0.0/8"]) {
    it(`is not ${JSON.stringify(text)}`, () => assert.equal(parseCidr(text), undefined));
  }

  it("overlaps another exactly when one contains the other", () => {
    fc.assert(
      fc.property(blocks, blocks, (a, b) => {
        assert.equal(overlaps(a, b), contains(a, b) || contains(b, a));
        assert.equal(overlaps(a, b), overlaps(b, a));
      }),
    );
  });

  it("is made up of its sub-blocks without gap or overlap", () => {
    fc.assert(
      fc.property(blocks.filter(({ prefix }) => prefix <= 28), fc.integer({ min: 1, max: 4 }), (block, bits) => {
        const parts = Array.from({ length: 2 ** bits }, (_, index) => subBlock(block, block.prefix + bits, index));
        let next = block.first;
        for (const part of parts) {
          assert.equal(part.first, next);
          next += size(part);
        }
        assert.equal(next, block.first + size(block));
      }),
    );
  });
});
