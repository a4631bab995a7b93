/** actionlint's judgement of the workflows: https://github.com/rhysd/actionlint/blob/main/docs/checks.md */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { tools } from "./control-plane";
import { ROOT } from "./root";

const WORKFLOWS = path.join(".github", "workflows");
const files = readdirSync(path.join(ROOT, WORKFLOWS)).map((file) => path.join(WORKFLOWS, file));

describe("actionlint", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "kianax-workflows-"));
    cpSync(path.join(ROOT, ".github"), path.join(folder, ".github"), { recursive: true });
    // It looks for the repository's root, to follow workflows that call each other.
    mkdirSync(path.join(folder, ".git"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const lint = async (): Promise<{ status: number | null; stdout: string }> => {
    // Without the linters of shell and Python that may or may not be installed.
    return spawnSync(path.join(await tools("judges"), "actionlint"), ["-no-color", "-shellcheck=", "-pyflakes=", ...files], { cwd: folder, encoding: "utf8" });
  };

  it("finds nothing wrong with the workflows", async () => {
    assert.ok(files.length >= 7);
    const { status, stdout } = await lint();
    assert.equal(stdout, "");
    assert.equal(status, 0);
  });

  const wrong: readonly (readonly [what: string, file: string, from: string, to: string, says: RegExp])[] = [
    ["an input that the called workflow does not have", "infrastructure.yml", "      stack: ${{ github.ref_name", "      stak: ${{ github.ref_name", /input "stak" is not defined in "\.\/\.github\/workflows\/deploy\.yml"/],
    ["an output that no step has", "service.yml", "steps.push.outputs.tag", "steps.psh.outputs.tag", /property "psh" is not defined/],
    ["a right that there is not", "drift.yml", "issues: write", "issue: write", /unknown permission scope "issue"/],
    ["an input that a local action lacks", "deploy.yml", "role: deploy", "rule: deploy", /missing input "role"|input "rule" is not defined/],
    ["a word of others in a script", "preview.yml", "run: gh pr comment", "run: echo ${{ github.event.pull_request.title }} && gh pr comment", /potentially untrusted/],
  ];
  for (const [what, file, from, to, says] of wrong) {
    it(`finds ${what}`, async () => {
      const target = path.join(folder, WORKFLOWS, file);
      const text = readFileSync(target, "utf8");
      assert.ok(text.includes(from), `${file} has no ${from}`);
      writeFileSync(target, text.replace(from, to));
      const { status, stdout } = await lint();
      assert.equal(status, 1);
      assert.match(stdout, says);
    });
  }
});
