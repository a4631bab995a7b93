/** What an account needs before its first stack, on the real engine: up, unchanged, refused, destroyed. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { deployed, repository, startRun, succeeded, type Run } from "./harness";

const UNCHANGED = ["same"];
const KEPT = ["aws:s3/bucket:Bucket", "aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws:iam/role:Role", "aws:iam/policy:Policy", "aws:iam/openIdConnectProvider:OpenIdConnectProvider"];

const stack = "production";

describe(`the bootstrap of ${stack} on the local cloud`, () => {
  let run: Run;
  before(async () => (run = await startRun(stack, { program: path.join(repository, "bootstrap") })));
  after(() => run.stop());

  it("comes up whole, with no policy violation", async () => {
    const up = await run.operate("up");
    succeeded(up);
    assert.deepEqual(up.findings.filter(({ level }) => level === "mandatory"), []);
    assert.equal(up.policyPacks.length, 1);
  });

  it("says how to log in and what stack files name", async () => {
    const { output } = await run.pulumi("stack", "output", "--stack", stack, "--json");
    const outputs = JSON.parse(output) as Record<string, string>;
    assert.match(outputs["backendUrl"] ?? "", new RegExp(`^s3://pulumi-state-kianax-${stack}-\\d{12}\\?region=us-east-1$`));
    assert.equal(outputs["secretsProvider"], `awskms://alias/kianax-${stack}-pulumi?region=us-east-1`);
    assert.match(outputs["deployRoleArn"] ?? "", new RegExp(`:role/bootstrap/kianax-${stack}-deploy$`));
  });

  it("is unchanged at a second preview, which takes no lock and writes nothing into the backend", async () => {
    // The role of pull requests may not write: `pulumi preview` must not need to.
    const before = contentsOf(run.paths.backend);
    const preview = await run.operate("preview", { flags: ["--expect-no-changes"] });
    succeeded(preview);
    assert.deepEqual(Object.keys(preview.changes), UNCHANGED);
    assert.deepEqual(contentsOf(run.paths.backend), before);
    succeeded(await run.operate("refresh", { flags: ["--expect-no-changes"] }));
  });

  it("refuses to be destroyed, and loses nothing", async () => {
    const before = await deployed(run, stack);
    assert.deepEqual(before.filter(({ type, protect, urn }) => KEPT.includes(type) && protect !== true && !urn.endsWith("replication")).map(({ urn }) => urn), []);
    const destroy = await run.operate("destroy");
    assert.notEqual(destroy.status, 0);
    assert.match(destroy.output, /protect/);
    assert.equal((await deployed(run, stack)).length, before.length);
  });

  it("is destroyed whole once protection is lifted", async () => {
    succeeded(await run.operate("up", { set: ["kianax-bootstrap:protect=false"], profile: "decommission" }));
    succeeded(await run.operate("destroy"));
    assert.deepEqual(await deployed(run, stack), []);
    assert.deepEqual(run.engine.cloud.cloud.all().map(({ type, id }) => `${type} ${id}`), []);
  });
});

describe("the bootstrap of development", () => {
  let run: Run;
  before(async () => (run = await startRun("development", { program: path.join(repository, "bootstrap") })));
  after(() => run.stop());

  it("comes up whole under development's own levels", async () => {
    const up = await run.operate("up");
    succeeded(up);
    assert.deepEqual(up.findings.filter(({ level }) => level === "mandatory"), []);
  });
});

describe("a bootstrap with bad configuration", () => {
  let run: Run;
  before(async () => (run = await startRun("production", { program: path.join(repository, "bootstrap") })));
  after(() => run.stop());

  it("says so in a sentence, before anything is registered", async () => {
    const up = await run.operate("up", { set: ["kianax-bootstrap:branch=release/*"] });
    assert.notEqual(up.status, 0);
    assert.match(up.output, /bootstrap\/Pulumi\.production\.yaml: kianax-bootstrap:branch must be the name of one branch/);
    assert.doesNotMatch(up.output, /\n\s+at .*\.[jt]s:\d+/);
    assert.deepEqual(run.engine.cloud.cloud.all(), []);
  });
});

/** Every file below the folder with what is in it. */
function contentsOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => statSync(path.join(folder, file)).isFile());
  return Object.fromEntries(files.sort().map((file) => [file, readFileSync(path.join(folder, file), "utf8")]));
}
