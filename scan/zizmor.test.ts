import assert from "node:assert/strict";
import type { Tools } from "./tools";
import { runZizmor } from "./zizmor";

const answering = (stdout: string, stderr = ""): Tools => (scanner, args, folder) => {
  assert.equal(scanner, "zizmor");
  assert.ok(args.includes("--offline"));
  assert.equal(folder, "/somewhere");
  return Promise.resolve({ status: 13, stdout, stderr });
};

describe("zizmor's report", () => {
  it("becomes findings of the workflows, ignored ones included", async () => {
    const at = (kind: string, row: number): object => ({ symbolic: { key: { Local: { verbatim_path: "./.github/workflows/x.yml" } }, kind }, concrete: { location: { start_point: { row } } } });
    const found = { ident: "unpinned-uses", desc: "unpinned action", url: "https://docs.zizmor.sh/audits/#unpinned-uses", ignored: true, locations: [at("Related", 1), at("Primary", 11)] };
    const { findings, passed } = await runZizmor(answering(JSON.stringify([found])), "/somewhere");
    assert.equal(passed, 1);
    assert.deepEqual(findings, [
      { stack: "workflows", check: "zizmor unpinned-uses", title: "unpinned action", resource: ".github/workflows/x.yml", detail: "line 12, https://docs.zizmor.sh/audits/#unpinned-uses" },
    ]);
  });

  it("that is none is said in a sentence", async () => {
    await assert.rejects(runZizmor(answering("", "fatal: no inputs"), "/somewhere"), /^Error: zizmor gave no report on the workflows\. Its last words: fatal: no inputs$/);
  });
});

