import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { parseBootstrap, type Bootstrap } from "./settings";

const root = path.join(__dirname, "..");
const STACKS = ["development", "production"];

/** Configuration as Pulumi hands it to a program: text, and JSON of everything else. */
function configOf(folder: string, stack: string): Record<string, string> {
  const { config } = parse(readFileSync(path.join(root, folder, `Pulumi.${stack}.yaml`), "utf8")) as { config: Record<string, unknown> };
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]));
}

function parsed(stack: string, changes: Readonly<Record<string, string | undefined>> = {}): Bootstrap | readonly string[] {
  const config = Object.entries({ ...configOf("bootstrap", stack), ...changes }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return parseBootstrap({ stack, file: `bootstrap/Pulumi.${stack}.yaml`, config: Object.fromEntries(config) });
}

describe("the settings of a bootstrap", () => {
  for (const stack of STACKS) {
    it(`are right for ${stack}`, () => {
      const settings = parsed(stack) as Bootstrap;
      assert.deepEqual([settings.environment, settings.region, settings.namePrefix, settings.project, settings.protect], [stack, "us-east-1", "kianax", "kianax", true]);
    });
  }

  it("bind each environment to its branch, as the strategy says", () => {
    assert.deepEqual(
      STACKS.map((stack) => parsed(stack) as Bootstrap).map(({ branch, githubEnvironment }) => [branch, githubEnvironment]),
      [["develop", "development"], ["main", "production"]],
    );
  });

  const wrong: readonly (readonly [string, Readonly<Record<string, string | undefined>>, readonly string[]])[] = [
    ["a setting that is not there", { "kianax-bootstrap:brunch": "main" }, ["kianax-bootstrap:brunch is not a setting; did you mean branch?"]],
    ["a missing branch", { "kianax-bootstrap:branch": undefined }, ["kianax-bootstrap:branch is missing; it must be the name of one branch such as main, without wildcards."]],
    ["a branch with a wildcard", { "kianax-bootstrap:branch": "release/*" }, ['kianax-bootstrap:branch must be the name of one branch such as main, without wildcards, not "release/*".']],
    ["a repository that is none", { "kianax-bootstrap:repository": '{"name":"kianax"}' }, ['kianax-bootstrap:repository.name must be an owner and a repository such as kianax/infrastructure, not "kianax".']],
    ["numbers without quotes", { "kianax-bootstrap:repository": '{"name":"kianax/a","ids":{"owner":1,"repository":"2"}}' }, ['kianax-bootstrap:repository.ids.owner must be a number in quotes such as "123456", not 1. Put it in quotes.']],
    ["no repository that pushes images", { "kianax-bootstrap:imageRepositories": "[]" }, ["kianax-bootstrap:imageRepositories must be a list of repositories such as { name: kianax/platform }, not []."]],
    ["days that are none", { "kianax-bootstrap:noncurrentDays": "-1" }, ["kianax-bootstrap:noncurrentDays must be a whole number from 30 to 3650 (days), not -1."]],
    ["the platform's own settings", { "kianax:branch": "main" }, ["kianax:branch belongs to no package that this program uses; did you mean kianax-bootstrap:branch?"]],
    ["no account", { "aws:allowedAccountIds": undefined }, ["aws:allowedAccountIds must be a list of exactly one account id of twelve digits, in quotes: a bootstrap belongs to one account."]],
    ["two accounts", { "aws:allowedAccountIds": '["111122223333","444455556666"]' }, ["aws:allowedAccountIds must be a list of exactly one account id of twelve digits, in quotes: a bootstrap belongs to one account."]],
    ["no Region", { "aws:region": undefined }, ["aws:region is missing; it must be an AWS Region such as us-east-1."]],
    ["everything at once", { "aws:region": "mars", "kianax-bootstrap:deletionWindowDays": "6" }, [
      'aws:region must be an AWS Region such as us-east-1, not "mars".',
      "kianax-bootstrap:deletionWindowDays must be a whole number from 7 to 30 (days), not 6.",
    ]],
  ];
  for (const [what, changes, sentences] of wrong) {
    it(`refuse ${what}`, () => assert.deepEqual(parsed("production", changes), sentences.map((sentence) => `bootstrap/Pulumi.production.yaml: ${sentence}`)));
  }

  it("read a branch that looks like a number as text", () => {
    assert.equal((parsed("production", { "kianax-bootstrap:branch": "2026" }) as Bootstrap).branch, "2026");
  });
});

describe("the bootstrap's stacks and the platform's", () => {
  for (const stack of STACKS) {
    it(`of ${stack} are one account and one Region, and the platform's secrets provider is the bootstrap's`, () => {
      const own = configOf("bootstrap", stack);
      const platform = configOf(".", stack);
      assert.equal(own["aws:region"], platform["aws:region"]);
      assert.equal(own["aws:allowedAccountIds"], platform["aws:allowedAccountIds"]);
      const { secretsprovider } = parse(readFileSync(path.join(root, `Pulumi.${stack}.yaml`), "utf8")) as { secretsprovider: string };
      assert.equal(secretsprovider, `awskms://alias/kianax-${stack}-pulumi?region=${own["aws:region"]}`);
    });
  }
});
