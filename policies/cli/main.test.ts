/** The command `kianax-policies`, as a program of its own. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const MAIN = path.join(__dirname, "main.ts");
const POD = "apiVersion: v1\nkind: Pod\nmetadata: { name: api, namespace: kianax }\nspec: { hostNetwork: true, containers: [] }\n";

describe("kianax-policies", function () {
  this.timeout(60_000);
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(os.tmpdir(), "kianax-policies-"))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  function run(args: readonly string[], input = ""): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
    return spawnSync(process.execPath, ["-r", "ts-node/register/transpile-only", MAIN, ...args], { encoding: "utf8", input });
  }
  function file(name: string, text: string): string {
    const written = path.join(folder, name);
    writeFileSync(written, text);
    return written;
  }

  it("judges manifests of its standard input, and fails on a mandatory finding", () => {
    const { status, stdout } = run(["manifests", "-"], POD);
    assert.equal(status, 1);
    assert.match(stdout, /^\[mandatory\] kianax\/api .*spec\.hostNetwork/m);
    assert.match(stdout, /^\d+ mandatory and \d+ advisory findings$/m);
  });

  it("says that nothing is wrong with a file of exemptions, or what is", () => {
    assert.deepEqual(run(["exemptions", path.join(__dirname, "..", "exemptions.json")]).stdout, "Nothing is wrong.\n");
    const { status, stdout } = run(["exemptions", file("exemptions.json", "{")]);
    assert.equal(status, 1);
    assert.match(stdout, /exemptions\.json.*\n1 thing is wrong\.\n$/);
  });

  it("names what a profile has that no rule has", () => {
    const { status, stdout } = run(["profile", file("profile.json", JSON.stringify({ "rds-mutli-az": "disabled" }))]);
    assert.equal(status, 1);
    assert.match(stdout, /rds-mutli-az/);
  });

  it("answers what it cannot read with a sentence", () => {
    for (const [args, says] of [
      [["profile", path.join(folder, "none.json")], /^There is no file .*none\.json\.\n$/],
      [["exemptions", folder], /^There is no file .*\.\n$/],
      [["manifests", file("text.yaml", "just text")], /^A document has no apiVersion, kind or metadata: "just text"\n$/],
      [["manifests", file("wrong.yaml", "a: [")], /^A document is no YAML: /],
    ] as const) {
      const { status, stderr } = run(args);
      assert.equal(status, 1, stderr);
      assert.match(stderr, says);
      assert.doesNotMatch(stderr, /\n\s+at /);
    }
  });
});
