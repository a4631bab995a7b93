import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readConfiguration } from "./configuration";
import { PlanError } from "./errors";

const PROJECT = `
name: shop
runtime: { name: nodejs, options: { nodeargs: "--a=1 --b" } }
config:
  size: { type: integer, default: 3 }
  shop:tags: { default: {} }
  described: { type: string }
  aws:region: { value: eu-west-1 }
`;
const STACK = `
config:
  aws:allowedAccountIds: ["123456789012"]
  shop:tags: { Owner: ann, "a.b": c }
  database: { multiAz: true, replicas: [a, b], password: { secure: v1:abc } }
  shop:token: { secure: v1:def }
`;

describe("the configuration of a stack", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "kianax-configuration-"));
    writeFileSync(path.join(folder, "Pulumi.yaml"), PROJECT);
    writeFileSync(path.join(folder, "Pulumi.test.yaml"), STACK);
  });
  after(() => rmSync(folder, { recursive: true }));

  const read = (...settings: string[]) => readConfiguration(folder, "test", settings);

  it("is the stack's over the project's, all text, keys in their namespace", () => {
    assert.deepEqual(read().config, {
      "aws:allowedAccountIds": '["123456789012"]',
      "aws:region": "eu-west-1",
      "shop:database": '{"multiAz":true,"password":"[secret]","replicas":["a","b"]}',
      "shop:size": "3",
      "shop:tags": '{"Owner":"ann","a.b":"c"}',
      "shop:token": "[secret]",
    });
  });

  it("names what is secret in it, and what Node is to be told", () => {
    assert.deepEqual(read().secretKeys, ["shop:database", "shop:token"]);
    assert.deepEqual(read().nodeArguments, ["--a=1", "--b"]);
  });

  it("has made-up values for what only AWS can open, and hides them from people", () => {
    const file = path.join(folder, "local-values.yaml");
    writeFileSync(file, 'config: { "shop:keys": { api: made-up, login: { user: made-up, password: made-up } } }');
    try {
      const { config, shownConfig, secretKeys } = read("shop:keys.size=4");
      assert.deepEqual(JSON.parse(config["shop:keys"] ?? ""), { api: "made-up", login: { user: "made-up", password: "made-up" }, size: 4 });
      assert.deepEqual(JSON.parse(shownConfig["shop:keys"] ?? ""), { api: "[secret]", login: { user: "[secret]", password: "[secret]" }, size: 4 });
      assert.ok(secretKeys.includes("shop:keys"));
    } finally {
      rmSync(file);
    }
  });

  it("takes overrides of single values, typed as the CLI types them", () => {
    const { config } = read("shop:database.multiAz=false", "database.replicas[2]=c", "shop:database.size.gb=20", "shop:size=4", 'shop:tags["a.b"]=x=y', "shop:new.name=0x1");
    assert.deepEqual(JSON.parse(config["shop:database"] ?? ""), { multiAz: false, password: "[secret]", replicas: ["a", "b", "c"], size: { gb: 20 } });
    assert.equal(config["shop:size"], "4");
    assert.equal(config["shop:tags"], '{"Owner":"ann","a.b":"x=y"}');
    assert.equal(config["shop:new"], '{"name":"0x1"}');
  });

  for (const setting of ["nothing", "=1", "shop:a..b=1", "shop:database.replicas[7]=x", "shop:size.inner=1"]) {
    it(`refuses the override ${setting}`, () => assert.throws(() => read(setting), (error) => error instanceof PlanError && error.message.includes(setting)));
  }
});
