import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Log } from "sarif";
import { SetupError } from "../local-cloud/engine/cli";
import { runGate, type GateOptions } from "./main";

const root = path.resolve(__dirname, "..");

describe("npm run policy", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(os.tmpdir(), "gate-"))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const gate = async (options: Partial<GateOptions>) => {
    let printed = "";
    const code = await runGate({ root, progress: () => undefined, print: (text) => (printed += text), ...options });
    return { code, printed };
  };

  it("lets the development stack through, and tells what is advised and exempt", async () => {
    const { code, printed } = await gate({ stacks: ["development"] });
    assert.equal(code, 0, printed);
    assert.match(printed, /advised {2}exemption-applied/);
    assert.match(printed, /development, profile development: \d+ rules on \d+ resources, 0 mandatory and \d+ advisory violations\n$/);
  });

  it("refuses production without a standby, by the rule, on the database, for pipelines too", async () => {
    const output = path.join(folder, "policies.sarif");
    const { code, printed } = await gate({ stacks: ["production"], settings: ["kianax:database.multiAz=false"], format: "sarif", output });
    assert.equal(code, 1);
    assert.equal(printed, "");
    const errors = ((JSON.parse(readFileSync(output, "utf8")) as Log).runs[0]?.results ?? []).filter(({ level }) => level === "error");
    assert.deepEqual(errors.map(({ ruleId, locations }) => [ruleId, locations?.[0]?.logicalLocations?.[0]?.name]), [["rds-multi-az", "aws:rds/instance:Instance::production-postgres"]]);
  });

  it("refuses a profile and a file that are not there, in a sentence", async () => {
    await assert.rejects(gate({ stacks: ["development"], profile: "staging" }), (error) => error instanceof SetupError && /There is no profile "staging"/.test(error.message));
    const output = path.join(folder, "missing", "policies.xml");
    await assert.rejects(gate({ stacks: [], format: "junit", output }), (error) => error instanceof SetupError && /cannot be written to .*; name a file in a folder that exists\./.test(error.message));
    assert.ok(!existsSync(output));
  });
});
