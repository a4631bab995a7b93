import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { CloudRecord } from "../provider/cloud";
import { Cloud } from "../store/cloud";
import { StoreError } from "../store/journal";
import { storeFile, storeLock } from "./store-file";

const ACCOUNT = "444455556666";

describe("the store of a stack", () => {
  let cloud: string;
  beforeEach(() => (cloud = mkdtempSync(path.join(os.tmpdir(), "kianax-stores-"))));
  afterEach(() => rmSync(cloud, { recursive: true, force: true }));

  const open = (name: string): Cloud => new Cloud({ file: path.join(cloud, name), keyFile: path.join(cloud, "key"), secretsOf: () => new Set(), now: () => new Date(0) });
  const record = (stack: string, id: string): CloudRecord => ({ urn: `urn:pulumi:${stack}::kianax::plain::${id}`, id, type: "plain", inputs: {}, outputs: {}, region: "us-east-1" });
  const put = (name: string, ...records: CloudRecord[]): void => {
    const store = open(name);
    records.forEach((each) => store.put(each));
    store.close();
  };
  const ids = (name: string): string[] => {
    const store = open(name);
    const found = store.all().map(({ id }) => id).sort();
    store.close();
    return found;
  };

  it("is that of its account", () => {
    assert.equal(storeFile({ cloud }, "production", ACCOUNT), path.join(cloud, `${ACCOUNT}.jsonl`));
    assert.equal(storeLock({ cloud }, ACCOUNT), path.join(cloud, `${ACCOUNT}.lock`));
    assert.deepEqual(readdirSync(cloud), []);
  });

  it("takes over what the stack had to itself", () => {
    put("production.jsonl", record("production", "a"));
    storeFile({ cloud }, "production", ACCOUNT);
    assert.equal(existsSync(path.join(cloud, "production.jsonl")), false);
    assert.deepEqual(ids(`${ACCOUNT}.jsonl`), ["a"]);
    put("recovery.jsonl", record("recovery", "b"), record("recovery", "c"));
    storeFile({ cloud }, "recovery", ACCOUNT);
    assert.deepEqual(ids(`${ACCOUNT}.jsonl`), ["a", "b", "c"]);
    assert.equal(existsSync(path.join(cloud, "recovery.jsonl")), false);
  });

  it("does not move to another account as long as anything of the stack stands in the former one", () => {
    put(`${ACCOUNT}.jsonl`, record("production", "a"));
    assert.throws(() => storeFile({ cloud }, "production", "111122223333"), (error) => {
      assert.ok(error instanceof StoreError);
      assert.equal(
        error.message,
        "The stack production stands in the local cloud of the AWS account 444455556666, and its file names 111122223333 in aws:allowedAccountIds. " +
          "Name the former account again, or delete the .local folder to start with an empty local cloud.",
      );
      return true;
    });
    assert.equal(storeFile({ cloud }, "development", "111122223333"), path.join(cloud, "111122223333.jsonl"));
    const former = open(`${ACCOUNT}.jsonl`);
    former.delete("plain", "a");
    former.close();
    assert.equal(storeFile({ cloud }, "production", "111122223333"), path.join(cloud, "111122223333.jsonl"));
  });
});
