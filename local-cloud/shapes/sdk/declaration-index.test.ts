import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { indexDeclarations } from "./declaration-index";

describe("the index of declarations", () => {
  it("gives the bytes of each interface, whatever stands between them", () => {
    const name = fc.stringMatching(/^[A-Z][a-z]{1,6}$/);
    const comment = fc.string({ unit: "grapheme" }).map((text) => text.replace(/\*\//g, ""));
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(name, comment), { selector: ([one]) => one, maxLength: 8 }), (declared) => {
        const body = declared.map(([one, text]) => `  /* ${text} */\n  interface ${one} {\n    /* ${text} */ a?: string;\n  }`).join("\n");
        const text = `export declare namespace outer {\n  namespace v1 {\n${body}\n  }\n}\n`;
        const bytes = Buffer.from(text);
        const index = indexDeclarations(text);
        assert.deepEqual(Object.keys(index).sort(), declared.map(([one]) => `outer.v1.${one}`).sort());
        for (const [qualified, [start, length]] of Object.entries(index)) {
          const found = bytes.subarray(start, start + length).toString("utf8");
          assert.ok(found.startsWith(`interface ${qualified.slice("outer.v1.".length)} {`) && found.endsWith("}"), found);
        }
      }),
    );
  });
});
