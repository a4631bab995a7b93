import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import { catalogue } from "../services";
import { imageFile, withImage } from "./image";

const ROOT = path.resolve(__dirname, "..");
const DIGEST = `sha256:${"0a".repeat(32)}`;
const IMAGE = { tag: "1.4.2-0123456789ab", digest: DIGEST };
const TEXT = '# Written by the pipeline.\nimage:\n  tag: "" # the commit\n  digest: ""\nsettings:\n  LOG_LEVEL: info\n';

describe("the image of a service in Git", () => {
  it("is written without touching anything else", () => {
    const written = withImage(TEXT, IMAGE);
    assert.deepEqual(parse(written), { image: IMAGE, settings: { LOG_LEVEL: "info" } });
    assert.equal(written.replace(IMAGE.tag, "").replace(DIGEST, ""), TEXT);
  });

  it("is written again to the same text", () => {
    const hex = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 64, maxLength: 64 });
    fc.assert(
      fc.property(fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)), hex, ([major, minor, patch], digits) => {
        const image = { tag: `${major}.${minor}.${patch}-${digits.slice(0, 12)}`, digest: `sha256:${digits}` };
        const once = withImage(TEXT, image);
        assert.equal(withImage(once, image), once);
        assert.deepEqual((parse(once) as { image: unknown }).image, image);
      }),
    );
  });

  for (const tag of ["latest", "main", "1.4.2", "1.4.2-dirty", "", "1.4.2-0123456\nx: y"]) {
    it(`is never ${JSON.stringify(tag)}, which may move`, () => assert.throws(() => withImage(TEXT, { ...IMAGE, tag }), /is no immutable tag such as 1\.4\.2-0123abc/));
  }
  it("has a digest", () => assert.throws(() => withImage(TEXT, { ...IMAGE, digest: "sha256:1" }), /is no digest/));
  for (const text of ["settings: {}\n", "image: x\n", "image:\n  name: x\n", "image: [\n"]) {
    it(`is not written into ${JSON.stringify(text)}`, () => assert.throws(() => withImage(text, IMAGE), /have no image\.tag to write/));
  }

  for (const { name } of catalogue) {
    for (const environment of ["development", "production"]) {
      it(`of ${name} in ${environment} has its place`, () => {
        const written = withImage(readFileSync(path.join(ROOT, imageFile(ROOT, name, environment)), "utf8"), IMAGE);
        assert.deepEqual((parse(written) as { image: unknown }).image, IMAGE);
      });
    }
  }
  it("of a service without a chart has none", () => assert.throws(() => imageFile(ROOT, "billing", "production"), /^Error: charts\/billing\/values-production\.yaml is not there/));
  it("never lies outside of the charts", () => assert.throws(() => imageFile(ROOT, "../..", "production"), /"\.\.\/\.\." is no name of a service/));
});
