import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROFILE_FILES, type Level, type ProfileFile, type Rule } from "../kernel";
import { rules } from "../rules";
import { levelIn } from "../profiles/levels";
import { profileConfig, profileText } from "./profiles";

describe("the policy profiles", () => {
  for (const profile of PROFILE_FILES) {
    const file = join(__dirname, "..", "profiles", `${profile}.json`);

    it(`${profile}.json is what its rules say (npx ts-node policies/tools/generate-profiles.ts)`, () => {
      assert.equal(readFileSync(file, "utf8"), profileText(rules, profile));
    });

    it(`${profile}.json names every rule and nothing else, since Pulumi passes an unknown name in silence`, () => {
      const names = Object.keys(JSON.parse(readFileSync(file, "utf8")) as object);
      assert.deepEqual(names.sort(), rules.map(({ name }) => name).sort());
    });
  }

  const STRICTNESS: Readonly<Record<Level, number>> = { off: 0, advisory: 1, mandatory: 2 };
  const strictness = (rule: Rule, profile: ProfileFile): number => STRICTNESS[levelIn(rule, profile)];

  it("production is at least as strict as development, but in what guards development's bill", () => {
    assert.deepEqual(rules.filter((rule) => strictness(rule, "production") < strictness(rule, "development")).map(({ name }) => name), ["cost-guard-dev"]);
  });

  it("strict is at least as strict as production, and knows no Region of ours", () => {
    assert.deepEqual(rules.filter((rule) => strictness(rule, "strict") < strictness(rule, "production")), []);
    assert.deepEqual(profileConfig(rules, "strict")["region-and-provider"], { enforcementLevel: "mandatory", regions: [] });
  });

  it("decommission is production, in which guards against deletion advise", () => {
    const differences = rules.filter((rule) => levelIn(rule, "decommission") !== levelIn(rule, "production"));
    assert.deepEqual(differences.map(({ guardsDeletion }) => guardsDeletion), differences.map(() => true));
    assert.ok(differences.some(({ name }) => name === "stateful-protected"));
  });

  it("have settings that their own schemas allow", () => {
    for (const { name, settings } of rules) {
      for (const [key, { schema, profiles }] of Object.entries(settings)) {
        for (const [profile, value] of Object.entries(profiles)) {
          const { minimum, minItems } = schema as { minimum?: number; minItems?: number };
          assert.ok(minimum === undefined || Number(value) >= minimum, `${name}.${key} of ${profile} is below its minimum`);
          assert.ok(minItems === undefined || (value as unknown[]).length >= minItems, `${name}.${key} of ${profile} is shorter than its minimum`);
        }
      }
    }
  });
});
