import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterEach, beforeEach, describe, it } from "mocha";
import { DiskCache } from "./disk-cache";

const run = promisify(execFile);

describe("the disk cache", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kianax-cache-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const onlyFile = (): string => {
    const files = readdirSync(folder);
    assert.equal(files.length, 1);
    return join(folder, files[0] ?? "");
  };

  it("makes a value once, and gives it to the next process", () => {
    let made = 0;
    const make = (): { a: number } => ({ a: ++made });
    assert.deepEqual(new DiskCache(folder).get("aws@1.0.0", make), { a: 1 });
    assert.deepEqual(new DiskCache(folder).get("aws@1.0.0", make), { a: 1 });
    assert.deepEqual(new DiskCache(folder).get("aws@1.0.1", make), { a: 2 });
  });

  it("makes it again when the file is cut off or changed anywhere", () => {
    const value = { list: [1, 2, 3], text: "é日" };
    new DiskCache(folder).get("k", () => value);
    const file = onlyFile();
    const whole = readFileSync(file);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.boolean(), (at, cut) => {
        const broken = Buffer.from(cut ? whole.subarray(0, at) : whole);
        if (!cut) {
          broken[at] = (broken[at] ?? 0) ^ 1;
        }
        writeFileSync(file, broken);
        let isMade = false;
        assert.deepEqual(
          new DiskCache(folder).get("k", () => {
            isMade = true;
            return value;
          }),
          value,
        );
        assert.equal(isMade, true);
        assert.deepEqual(readFileSync(file), whole);
      }),
    );
  });

  it("is never seen half written by writers and readers of other processes", async () => {
    const script = `
      const { DiskCache } = require(${JSON.stringify(join(__dirname, "disk-cache.ts"))});
      const { rmSync } = require("node:fs");
      const big = Array.from({ length: 20000 }, (_, i) => "entry " + i);
      for (let round = 0; round < 15; round++) {
        const got = new DiskCache(process.argv[1]).get("shared", () => big);
        if (got.length !== big.length) throw new Error("half a value");
        if (round % 5 === 4) rmSync(process.argv[1] + "/shared.v1.json", { force: true });
      }`;
    const child = () => run(process.execPath, ["--require", "ts-node/register/transpile-only", "--eval", script, folder]);
    await Promise.all([child(), child(), child()]);
    assert.deepEqual(readdirSync(folder).filter((name) => !name.endsWith(".v1.json")), []);
  });

  it("works without a folder it can write", () => {
    const file = join(folder, "a-file");
    writeFileSync(file, "");
    chmodSync(file, 0o400);
    assert.equal(new DiskCache(join(file, "below")).get("k", () => 7), 7);
  });
});
