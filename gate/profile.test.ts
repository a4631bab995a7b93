import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { SetupError } from "../local-cloud/engine/cli";
import { policyArguments } from "../local-cloud/cli/policy-arguments";
import { profileFile, readProfile } from "./profile";

const root = path.resolve(__dirname, "..");

describe("the profile of a gate", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(os.tmpdir(), "profile-"))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const file = (text: string): string => {
    const name = path.join(folder, "profile.json");
    writeFileSync(name, text);
    return name;
  };
  const refused = (text: string, ...sentences: RegExp[]) =>
    assert.throws(
      () => profileFile(root, file(text)),
      (error) => error instanceof SetupError && error.message.split("\n").length === sentences.length && sentences.every((sentence) => sentence.test(error.message)),
    );

  it("is one of ours by its name, or a file", () => {
    for (const name of ["production", "development", "strict", "decommission"]) {
      assert.equal(profileFile(root, name), path.join(root, "policies", "profiles", `${name}.json`));
    }
    const own = file('{ "all": "mandatory", "rds-multi-az": "disabled", "rds-backups": { "minimumDays": 14 } }');
    assert.deepEqual(Object.keys(readProfile(root, own)), ["all", "rds-multi-az", "rds-backups"]);
    assert.deepEqual(policyArguments(root, "production", own).slice(-2), ["--policy-pack-config", own]);
  });

  it("is refused in a sentence that names file and entry", () => {
    assert.throws(() => profileFile(root, "prodcution"), /There is no profile "prodcution" of the policy pack, and no such file; there are .*production/);
    refused("{", /profile\.json is no JSON \(/);
    refused("[]", /profile\.json must be an object of rules by their names, and is a list\./);
    refused('{ "rds-mutli-az": "disabled" }', /profile\.json: there is no rule "rds-mutli-az"; docs\/policies\.md has their names\./);
    refused('{ "rds-multi-az": "off" }', /rds-multi-az is at the level "off"; choose advisory, mandatory, disabled\./);
    refused('{ "rds-multi-az": 1 }', /rds-multi-az must be a level .* and is a number\./);
    refused('{ "rds-multi-az": { "minimumDays": 1 } }', /rds-multi-az has no setting "minimumDays"; it has none\./);
    refused('{ "rds-backups": { "minimumDays": "many" } }', /rds-backups has minimumDays = "many", which must be integer\./);
    refused('{ "__proto__": { "x": 1 }, "rds-backups": { "toString": 1 } }', /there is no rule "__proto__"/, /has no setting "toString"/);
    refused('{ "region-and-provider": { "regions": ["us-east-1", 7] } }', /region-and-provider has regions\.1 = .*, which must be string\./);
  });
});
