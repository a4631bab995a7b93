import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { checkPlans, runCheckov } from "./checkov";
import type { TerraformPlan } from "./terraform/plan";
import type { Tools } from "./tools";

const PLAN = { planned_values: { root_module: { resources: [{ address: "aws_db_instance.database" }, { address: "aws_db_instance.other" }] } } } as unknown as TerraformPlan;
const REFUSED = { check_id: "CKV_AWS_16", check_name: "Encrypted at rest", resource: "aws_db_instance.database", file_path: "/first.tfplan.json" };

describe("checkov on plans", () => {
  let folder: string;
  let read: readonly string[] = [];
  beforeEach(() => (folder = path.join(mkdtempSync(path.join(os.tmpdir(), "kianax-checkov-")), "plans")));
  afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

  function answering(count: number, parsingErrors: readonly string[] = []): Tools {
    return async (_scanner, _args, cwd) => {
      read = readdirSync(cwd).sort();
      const results = { passed_checks: [{ ...REFUSED, check_id: "CKV_AWS_17" }], failed_checks: [REFUSED], parsing_errors: parsingErrors };
      return { status: 1, stdout: JSON.stringify({ results, summary: { resource_count: count } }), stderr: "" };
    };
  }
  const TWO = new Map([["first", PLAN], ["second", PLAN]]);

  it("is asked about all of them at once, answers for each, and leaves nothing", async () => {
    const { passed, refused } = await checkPlans(answering(4), TWO, folder);
    assert.deepEqual(read, ["first.tfplan.json", "second.tfplan.json"]);
    assert.equal(passed, 1);
    assert.deepEqual([...refused], [["first", [REFUSED]]]);
    assert.equal(existsSync(folder), false);
  });

  it("fails on what it could not read, since nothing is refused in that", async () => {
    await assert.rejects(checkPlans(answering(2), TWO, folder), /checkov read 2 of the 4 resources in .*plans: the conversion in scan\/terraform made something that is no Terraform plan\./);
    await assert.rejects(checkPlans(answering(4, ["./second.tfplan.json"]), TWO, folder), /that is no Terraform plan/);
  });

  it("fails on an answer that is no report, with its last words", async () => {
    const broken: Tools = async () => ({ status: 2, stdout: "", stderr: "one\nMemoryError" });
    await assert.rejects(checkPlans(broken, TWO, folder), /checkov gave no report\. Its last words: one\nMemoryError/);
  });

  it("names the stack in what it finds", async () => {
    const { findings } = await runCheckov(answering(2), PLAN, "first", path.dirname(folder));
    assert.deepEqual(findings, [{ stack: "first", check: "CKV_AWS_16", title: "Encrypted at rest", resource: "aws_db_instance.database" }]);
  });
});
