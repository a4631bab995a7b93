import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROFILES, settingsOf } from "../kernel";
import { rules } from "../rules";
import { profileText } from "./profiles";

describe("the policy profiles", () => {
  for (const profile of PROFILES) {
    const file = join(__dirname, "..", "profiles", `${profile}.json`);

    it(`${profile}.json is what its rules say (npx ts-node policies/tools/generate-profiles.ts)`, () => {
      assert.equal(readFileSync(file, "utf8"), profileText(rules, profile));
    });

    it(`${profile}.json names every rule and nothing else, since Pulumi passes an unknown name in silence`, () => {
      const names = Object.keys(JSON.parse(readFileSync(file, "utf8")) as object);
      assert.deepEqual(names.sort(), rules.map(({ name }) => name).sort());
    });
  }

  it("production refuses by every rule", () => {
    assert.deepEqual(
      rules.filter(({ levels }) => levels.production !== "mandatory").map(({ name }) => name),
      [],
    );
  });

  it("development lets through a single-AZ database, one Redis node and a NAT instance, and no more", () => {
    const below = (level: string): string[] => rules.filter(({ levels }) => levels.development === level).map(({ name }) => name).sort();
    assert.deepEqual(below("off"), ["nat-per-az", "rds-multi-az", "redis-multi-az"]);
    assert.deepEqual(below("advisory"), ["rds-storage-cmk", "s3-encryption"]);
  });

  it("differs between profiles only in these settings", () => {
    const differences = rules.flatMap(({ name, settings }) => {
      const [production, development] = [settingsOf(settings, "production"), settingsOf(settings, "development")];
      return Object.keys(settings)
        .filter((key) => production[key] !== development[key])
        .map((key) => `${name}.${key}: ${String(production[key])}, ${String(development[key])}`);
    });
    assert.deepEqual(differences.sort(), [
      "eks-endpoint-private.publicToListedNetworks: false, true",
      "eks-node-disk-encrypted.ownKey: true, false",
      "eks-nodes-multi-az.minimumNodes: 3, 1",
      "eks-nodes-multi-az.minimumZones: 3, 2",
      "rds-subnet-group-azs.minimumZones: 3, 2",
      "redis-private-subnets.minimumZones: 3, 2",
      "vpc-spans-azs.minimumZones: 3, 2",
    ]);
  });
});
