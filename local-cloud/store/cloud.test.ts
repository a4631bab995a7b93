import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { Cloud } from "./cloud";
import { StoreError } from "./journal";

describe("the local cloud's store", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), "kianax-store-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const file = (): string => path.join(folder, "production.jsonl");
  const open = (account?: string): Cloud =>
    new Cloud({
      ...(account === undefined ? {} : { account }),
      file: file(),
      keyFile: path.join(folder, "key"),
      secretsOf: (type) => new Set(type === "secret" ? ["password"] : []),
      now: () => new Date("2026-11-24T00:00:00Z"),
    });
  const record = (id: string, type = "plain", owner?: string) => ({
    urn: `urn:pulumi:production::kianax::${type}::${id}`,
    id,
    type,
    inputs: { name: id, password: "hunter2" },
    outputs: { password: "hunter2" },
    region: "us-east-1",
    ...(owner === undefined ? {} : { owner }),
  });

  it("keeps what was put over a restart, and forgets what was deleted", () => {
    const first = open();
    first.put(record("a"));
    first.put(record("b"));
    first.delete("plain", "a");
    first.close();
    const second = open();
    assert.equal(second.byId("plain", "a"), undefined);
    assert.deepEqual(second.byId("plain", "b"), record("b"));
    second.close();
  });

  it("keeps what has one name in two Regions apart", () => {
    const east = record("alias/data");
    const west = { ...east, urn: `${east.urn}-replica`, region: "us-west-2" };
    const first = open();
    first.put(east);
    first.put(west);
    assert.deepEqual(first.byId("plain", "alias/data", "us-west-2"), west);
    assert.deepEqual(first.byId("plain", "alias/data", "eu-west-1"), east);
    assert.deepEqual(first.in("plain", "alias/data", "us-west-2"), west);
    assert.equal(first.in("plain", "alias/data", "eu-west-1"), undefined);
    assert.deepEqual(first.view("us-west-2").byId("plain", "alias/data"), west);
    first.delete("plain", "alias/data", "us-east-1");
    first.close();
    const second = open();
    assert.deepEqual(second.all(), [west]);
    second.delete("plain", "alias/data");
    assert.deepEqual(second.all(), []);
    second.close();
  });

  it("is the account that it was made as, and refuses to be another", () => {
    const first = open("111122223333");
    assert.equal(first.view("us-east-1").account, "111122223333");
    first.put({ ...record("a"), outputs: { arn: "arn:aws:s3:::bucket" } });
    first.close();
    open("444455556666").close(); // Nothing in it says whose it is.
    const second = open("111122223333");
    second.put({ ...record("b"), outputs: { arn: "arn:aws:kms:us-east-1:111122223333:key/b" } });
    second.close();
    assert.throws(() => open("444455556666"), (error) => {
      assert.ok(error instanceof StoreError);
      assert.equal(
        error.message,
        `The local cloud's store ${file()} was made in the AWS account 111122223333, and the stack's file names 444455556666 in aws:allowedAccountIds. ` +
          "Name the former account again, or delete the .local folder to start with an empty local cloud.",
      );
      return true;
    });
    open("111122223333").close();
  });

  it("is shared by the stacks of an account in what is the account's, and in nothing else", () => {
    const seenBy = (stack: string): Cloud =>
      new Cloud({ file: file(), keyFile: path.join(folder, "key"), secretsOf: () => new Set(), now: () => new Date(0), onlooker: { stack, isShared: (type) => type === "bucket" } });
    const of = (stack: string, type: string, id: string) => ({ ...record(id, type), urn: `urn:pulumi:${stack}::kianax::${type}::${id}` });
    const production = seenBy("production");
    production.put(of("production", "bucket", "logs"));
    production.put(of("production", "pod", "kube-system/dns"));
    production.close();
    const recovery = seenBy("recovery");
    assert.deepEqual(recovery.all().map(({ id }) => id), ["logs"]);
    assert.equal(recovery.byId("pod", "kube-system/dns"), undefined);
    assert.deepEqual(recovery.view("us-east-1").byType("pod"), []);
    recovery.put(of("recovery", "pod", "kube-system/dns"));
    recovery.delete("pod", "kube-system/dns");
    recovery.delete("bucket", "logs");
    recovery.close();
    const again = seenBy("production");
    assert.deepEqual(again.all().map(({ urn, id }) => [urn.split("::")[0], id]), [["urn:pulumi:production", "kube-system/dns"]]);
    again.close();
  });

  it("is a fixed account when nobody names one", () => {
    const cloud = open();
    assert.equal(cloud.view("us-east-1").account, "123456789012");
    cloud.close();
  });

  it("holds the same records after a restart as before it, whatever was done", () => {
    const step = fc.record({ id: fc.constantFrom("a", "b", "c"), remove: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        rmSync(file(), { force: true });
        const before = open();
        for (const { id, remove } of steps) {
          if (remove) {
            before.delete("plain", id);
          } else {
            before.put(record(id));
          }
        }
        before.close();
        const after = open();
        assert.deepEqual(after.all().sort(byId), before.all().sort(byId));
        after.close();
      }),
      { numRuns: 50 },
    );
  });

  it("gives what is made again after a deletion another serial, also over a restart", () => {
    const first = open();
    first.put(record("a"));
    const before = first.view("us-east-1").serial();
    first.delete("plain", "a");
    first.put(record("a"));
    first.close();
    const second = open();
    assert.ok(second.view("us-east-1").serial() > before);
    second.close();
  });

  it("gives a fresh stack's creations one serial, in whatever order they come", () => {
    const cloud = open();
    cloud.put(record("a"));
    cloud.put(record("b"));
    assert.equal(cloud.view("us-east-1").serial(), 0);
    cloud.close();
  });

  it("writes secrets sealed and reads them back", () => {
    const first = open();
    first.put(record("db", "secret"));
    first.close();
    assert.doesNotMatch(readFileSync(file(), "utf8"), /hunter2/);
    assert.equal(statSync(file()).mode & 0o077, 0);
    assert.equal(statSync(path.join(folder, "key")).mode & 0o077, 0);
    const second = open();
    assert.equal(second.byId("secret", "db")?.inputs["password"], "hunter2");
    second.close();
  });

  it("removes what AWS made on the side together with its owner", () => {
    const cloud = open();
    cloud.put(record("vpc"));
    cloud.put(record("default-group", "group", "vpc"));
    cloud.delete("plain", "vpc");
    assert.deepEqual(cloud.all(), []);
    cloud.close();
  });

  it("removes what AWS made on the side in the Region of its owner alone", () => {
    const cloud = open();
    const east = record("side", "group", "group");
    const west = { ...east, region: "us-west-2" };
    cloud.put(record("group"));
    cloud.put(east);
    cloud.put(west);
    cloud.delete("plain", "group", "us-east-1");
    assert.deepEqual(cloud.all(), [west]);
    cloud.close();
  });

  it("drops a change that was cut off while it was written, and goes on", () => {
    const first = open();
    first.put(record("a"));
    first.put(record("b"));
    first.close();
    truncateSync(file(), statSync(file()).size - 10);
    const second = open();
    assert.deepEqual(second.all().map(({ id }) => id), ["a"]);
    second.close();
  });

  it("refuses a store of another format with the way out", () => {
    writeFileSync(file(), '{"kianaxLocalCloud":0}\n');
    assert.throws(open, (error: unknown) => {
      assert.ok(error instanceof StoreError);
      assert.equal(
        error.message,
        `The local cloud's store ${file()} has format 0, and this version reads format 1. ` +
          "Destroy the stack with the version that made it, or delete the .local folder to start with an empty local cloud.",
      );
      return true;
    });
    assert.equal(readFileSync(file(), "utf8"), '{"kianaxLocalCloud":0}\n');
  });

  it("refuses a damaged line by its number", () => {
    const first = open();
    first.put(record("a"));
    first.close();
    appendFileSync(file(), "{broken\n");
    assert.throws(open, /^.*Line 3 of the local cloud's store .* is not JSON/);
  });

  it("says so when the key is not the one that sealed the store", () => {
    const first = open();
    first.put(record("db", "secret"));
    first.close();
    writeFileSync(path.join(folder, "key"), Buffer.alloc(32, 1).toString("base64"));
    assert.throws(open, /does not open the local cloud's store/);
  });
});

function byId(a: { id: string }, b: { id: string }): number {
  return a.id.localeCompare(b.id);
}
