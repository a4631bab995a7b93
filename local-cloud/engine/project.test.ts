import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse, stringify } from "yaml";
import { SetupError } from "./cli";
import { localPaths, type LocalPaths } from "./paths";
import { prepareProject, requireStack, stackAccount, stackRegion } from "./project";

describe("the project folder of a local run", () => {
  let paths: LocalPaths;
  beforeEach(() => {
    paths = localPaths(mkdtempSync(path.join(os.tmpdir(), "kianax-project-")));
    write("Pulumi.yaml", { name: "kianax", runtime: "nodejs" });
    write("Pulumi.production.yaml", {
      secretsprovider: "awskms://alias/kianax?region=us-east-1",
      encryptedkey: "abc",
      config: { "aws:region": "eu-central-1", "kianax:profile": "production" },
    });
  });
  afterEach(() => rmSync(paths.root, { recursive: true, force: true }));

  const write = (name: string, content: unknown): void => writeFileSync(path.join(paths.root, name), stringify(content));
  const copy = (name: string): unknown => parse(readFileSync(path.join(paths.project, name), "utf8"));

  it("points at the checkout and leaves the KMS secrets provider out", () => {
    const before = readFileSync(path.join(paths.root, "Pulumi.production.yaml"), "utf8");
    assert.equal(prepareProject(paths), "kianax");
    assert.deepEqual(copy("Pulumi.yaml"), { name: "kianax", runtime: "nodejs", main: path.join("..", "..") });
    assert.deepEqual(copy("Pulumi.production.yaml"), { config: { "aws:region": "eu-central-1", "kianax:profile": "production" } });
    assert.equal(readFileSync(path.join(paths.root, "Pulumi.production.yaml"), "utf8"), before);
  });

  it("keeps the salt that the CLI wrote into the copy, and takes changed settings over", () => {
    prepareProject(paths);
    const file = path.join(paths.project, "Pulumi.production.yaml");
    writeFileSync(file, stringify({ ...(parse(readFileSync(file, "utf8")) as object), encryptionsalt: "v1:salt" }));
    write("Pulumi.production.yaml", { config: { "aws:region": "us-west-2" } });
    prepareProject(paths);
    assert.deepEqual(copy("Pulumi.production.yaml"), { config: { "aws:region": "us-west-2" }, encryptionsalt: "v1:salt" });
    assert.equal(stackRegion(paths, "production"), "us-west-2");
  });

  it("is of the account that the tracked file allows, whatever the copy says", () => {
    assert.equal(stackAccount(paths, "production"), undefined);
    write("Pulumi.production.yaml", { config: { "aws:allowedAccountIds": ["444455556666"] } });
    prepareProject(paths);
    writeFileSync(path.join(paths.project, "Pulumi.production.yaml"), stringify({ config: { "aws:allowedAccountIds": ["111122223333"] } }));
    assert.equal(stackAccount(paths, "production"), "444455556666");
    write("Pulumi.production.yaml", { config: { "aws:allowedAccountIds": ["mine"] } });
    assert.equal(stackAccount(paths, "production"), undefined);
  });

  it("refuses a stack without a file, naming those that have one", () => {
    assert.throws(
      () => requireStack(paths.root, "staging"),
      new SetupError(
        'There is no stack "staging": Pulumi.staging.yaml is missing beside Pulumi.yaml. ' +
          "Stacks with a file: production. Pass one of them with --stack, or write that file.",
      ),
    );
  });

  it("says which file is not YAML, not a mapping, or not readable", () => {
    writeFileSync(path.join(paths.root, "Pulumi.production.yaml"), "config: [");
    assert.throws(() => prepareProject(paths), { message: /^Pulumi\.production\.yaml is not valid YAML: / });
    writeFileSync(path.join(paths.root, "Pulumi.production.yaml"), "just text");
    assert.throws(() => prepareProject(paths), {
      message: 'Pulumi.production.yaml must hold a mapping of settings, such as "config:" with keys below it.',
    });
    rmSync(path.join(paths.root, "Pulumi.production.yaml"));
    mkdirSync(path.join(paths.root, "Pulumi.production.yaml"));
    assert.throws(() => prepareProject(paths), {
      message: "Pulumi.production.yaml cannot be read (EISDIR): check that it is a file and that you may read it.",
    });
  });
});
