/** The rotation of Redis' token, step by step as docs/runbooks/rotate-redis-token.md has it, on the real engine. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { CloudRecord } from "../../local-cloud/provider/cloud";
import { deployed, startRun, succeeded, type Run } from "./harness";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const PASSWORD = "random:index/randomPassword:RandomPassword";
const SECRET = "aws:secretsmanager/secret:Secret";
const SECRET_VALUE = "aws:secretsmanager/secretVersion:SecretVersion";

/** An `up` without its preview, which would be half of the time; what a preview refuses has tests of its own. */
const DIRECTLY = { flags: ["--skip-preview"] };
const tokens = (...numbers: number[]): string[] => numbers.map((number, index) => `cache:authTokens[${index}]=${number}`);

describe("Redis' token", () => {
  let run: Run;
  before(async () => (run = await startRun("test", { program: path.join(__dirname, "fixtures", "cache") })));
  after(() => run.stop());

  const all = (type: string): CloudRecord[] => run.engine.cloud.cloud.all().filter((record) => record.type === type);
  const one = (type: string): CloudRecord => {
    const [record, ...more] = all(type);
    assert.ok(record !== undefined && more.length === 0, `one ${type}`);
    return record;
  };
  const passwords = async (): Promise<unknown[]> =>
    (await deployed(run, "test")).filter(({ type }) => type === PASSWORD).map(({ urn, protect }) => [urn.split("::").at(-1), protect === true]);
  const token = (): unknown[] => [one(GROUP).outputs["authTokenWoVersion"], one(GROUP).outputs["authTokenUpdateStrategy"]];
  let first: { readonly group: string; readonly secret: string; readonly value: string };

  it("begins as the only one, protected", async () => {
    succeeded(await run.operate("up", DIRECTLY));
    first = { group: one(GROUP).id, secret: one(SECRET).id, value: one(SECRET_VALUE).id };
    assert.deepEqual(token(), [1, "ROTATE"]);
    assert.deepEqual(await passwords(), [["test-redis-password", true]]);
  });

  it("cannot be replaced at once: the preview says so, before anything changes", async () => {
    const preview = await run.operate("preview", { set: tokens(2) });
    assert.notEqual(preview.status, 0);
    assert.match(preview.output, /test-redis-password.*protected/s);
  });

  it("gets a successor beside it, in place, which the secret then holds", async () => {
    const up = await run.operate("up", { set: tokens(1, 2), ...DIRECTLY });
    succeeded(up);
    // The cache takes the token; the secret, which is never replaced, gets a value that is.
    assert.deepEqual({ ...up.changes, same: 0 }, { create: 1, update: 1, replace: 1, same: 0 });
    assert.deepEqual(token(), [2, "ROTATE"]);
    assert.deepEqual([one(GROUP).id, one(SECRET).id], [first.group, first.secret]);
    assert.notEqual(one(SECRET_VALUE).id, first.value);
    assert.deepEqual(await passwords(), [
      ["test-redis-password", false],
      ["test-redis-password-2", false],
    ]);
  });

  it("goes when the successor stands alone, in place, with the secret as it was", async () => {
    const value = one(SECRET_VALUE).id;
    const up = await run.operate("up", { set: tokens(2), ...DIRECTLY });
    succeeded(up);
    assert.deepEqual({ ...up.changes, same: 0 }, { delete: 1, update: 1, same: 0 });
    assert.deepEqual(token(), [2, "SET"]);
    assert.deepEqual([one(GROUP).id, one(SECRET).id, one(SECRET_VALUE).id], [first.group, first.secret, value]);
    assert.deepEqual(await passwords(), [["test-redis-password-2", true]]);
    succeeded(await run.operate("preview", { set: tokens(2), flags: ["--expect-no-changes"] }));
  });

  it("is nowhere in plain text", () => {
    const secrets = all(PASSWORD).map(({ outputs }) => String(outputs["result"]));
    assert.equal(secrets.length, 1);
    const files = readdirSync(run.paths.local, { recursive: true, encoding: "utf8" })
      .map((file) => path.join(run.paths.local, file))
      .filter((file) => statSync(file).isFile());
    assert.deepEqual(files.filter((file) => secrets.some((secret) => readFileSync(file, "utf8").includes(secret))), []);
  });

  it("stays through other changes, which happen in place", async () => {
    const up = await run.operate("up", { set: [...tokens(2), "cache:uses[0]=market-data", "cache:protect=false"], ...DIRECTLY });
    succeeded(up);
    // The parameters; and nobody watches the evictions of a mere cache.
    assert.deepEqual({ ...up.changes, same: 0 }, { update: 1, delete: 6, same: 0 });
    assert.deepEqual([one(GROUP).id, ...token()], [first.group, 2, "SET"]);
  });

  it("is written into the secret again when another cache takes the place of this one", async () => {
    const value = one(SECRET_VALUE).id;
    succeeded(await run.operate("up", { set: [...tokens(2), "cache:uses[0]=market-data", "cache:protect=false", "cache:engineVersion=7.0"], ...DIRECTLY }));
    assert.equal(one(GROUP).outputs["engineVersion"], "7.0");
    assert.notEqual(one(SECRET_VALUE).id, value);
  });
});
