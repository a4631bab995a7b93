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
  const refused = (stack: string, text: string, ...sentences: RegExp[]) =>
    assert.throws(
      () => profileFile(root, file(text), stack),
      (error) => error instanceof SetupError && error.message.split("\n").length === sentences.length && sentences.every((sentence) => sentence.test(error.message)),
    );

  it("is one of ours by its name, or a file", () => {
    for (const name of ["production", "development", "strict", "decommission"]) {
      assert.equal(profileFile(root, name, "development"), path.join(root, "policies", "profiles", `${name}.json`));
    }
    const own = file('{ "all": "mandatory", "rds-multi-az": "disabled", "rds-backups": { "minimumDays": 14 } }');
    assert.deepEqual(Object.keys(readProfile(root, own, "development")), ["all", "rds-multi-az", "rds-backups"]);
    assert.deepEqual(policyArguments(root, "development", own).slice(-2), ["--policy-pack-config", own]);
  });

  it("lowers nothing of a stack of production, but guards against deletion to delete it on purpose", () => {
    const decommission = (levels: Record<string, unknown>) => JSON.stringify({ "production-profile-not-weakened": { profile: "decommission" }, ...levels });
    for (const stack of ["production", "Production", "kianax-prod2", "acme.prod", "recovery"]) {
      for (const name of ["production", "strict", "decommission"]) {
        assert.ok(profileFile(root, name, stack));
      }
      for (const text of ['{ "all": "mandatory", "rds-backups": { "minimumDays": 21 } }', '{ "policy-coverage": "disabled" }', decommission({ "stateful-protected": "advisory" })]) {
        assert.ok(profileFile(root, file(text), stack), text);
      }
      refused(stack, '{ "rds-multi-az": "advisory" }', new RegExp(`rds-multi-az is at the level "advisory", and ${stack} is a stack of production, where it stays mandatory\\.`));
      refused(stack, '{ "rds-multi-az": { "enforcementLevel": "disabled" } }', /rds-multi-az is at the level "disabled"/);
      refused(stack, '{ "all": "disabled" }', /all is at the level "disabled", .* where rules stay mandatory\./);
      refused(stack, '{ "all": { "enforcementLevel": "advisory" }, "rds-multi-az": "mandatory" }', /all is at the level "advisory"/);
      refused(stack, '{ "stateful-protected": "advisory" }', /stateful-protected is at the level "advisory"/);
      refused(stack, decommission({ "stateful-protected": "disabled", "rds-multi-az": "advisory" }), /rds-multi-az is at the level "advisory"/, /stateful-protected is at the level "disabled"/);
      assert.throws(() => profileFile(root, "development", stack), /rds-multi-az is at the level "disabled"/);
    }
    for (const stack of ["development", "reproduction", "product", "prodigy-1"]) {
      assert.ok(profileFile(root, "development", stack));
    }
  });

  it("is refused in a sentence that names file and entry", () => {
    assert.throws(() => profileFile(root, "prodcution", "production"), /There is no profile "prodcution" of the policy pack, and no such file; there are .*production/);
    refused("development", "{", /profile\.json is no JSON \(/);
    refused("development", "[]", /profile\.json must be an object of rules by their names, and is a list\./);
    refused("development", '{ "rds-mutli-az": "disabled" }', /profile\.json: there is no rule "rds-mutli-az"; docs\/policies\.md has their names\./);
    refused("development", '{ "rds-multi-az": "off" }', /rds-multi-az is at the level "off"; choose advisory, mandatory, disabled\./);
    refused("development", '{ "rds-multi-az": 1 }', /rds-multi-az must be a level .* and is a number\./);
    refused("development", '{ "rds-multi-az": { "minimumDays": 1 } }', /rds-multi-az has no setting "minimumDays"; it has none\./);
    refused("development", '{ "rds-backups": { "minimumDays": "many" } }', /rds-backups has minimumDays = "many", which must be integer\./);
    refused("development", '{ "__proto__": { "x": 1 }, "rds-backups": { "toString": 1 } }', /there is no rule "__proto__"/, /has no setting "toString"/);
    refused("development", '{ "region-and-provider": { "regions": ["us-east-1", 7] } }', /region-and-provider has regions\.1 = .*, which must be string\./);
  });
});
