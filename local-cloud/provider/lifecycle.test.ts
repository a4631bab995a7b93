import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { openCatalogue, type Catalogue } from "../shapes";
import { Cloud } from "../store/cloud";
import type { Semantics } from "./cloud";
import { Lifecycle, Refusal, type Subject } from "./lifecycle";
import { UNKNOWN, type Properties } from "./values";

const nodeModules = path.resolve(__dirname, "..", "..", "node_modules");

describe("the life of a resource", () => {
  let folder: string;
  let catalogue: Catalogue;
  let cloud: Cloud;
  let lifecycle: Lifecycle;
  /** Names of checks and admissions that the semantics were asked for. */
  let asked: string[];
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "kianax-life-"));
    catalogue = openCatalogue(nodeModules, folder);
  });
  after(() => rmSync(folder, { recursive: true }));
  beforeEach(() => {
    asked = [];
    rmSync(path.join(folder, "store.jsonl"), { force: true });
    cloud = new Cloud({ file: path.join(folder, "store.jsonl"), keyFile: path.join(folder, "key"), secretsOf: () => new Set(), now: () => new Date(0) });
    lifecycle = new Lifecycle({ pack: "aws", catalogue, cloud, semantics });
  });
  afterEach(() => cloud.close());

  const semantics: Semantics = {
    checkResource: ({ name }) => {
      asked.push(`check ${name}`);
      return name === "bad" ? [{ property: "name", reason: "This name is bad." }] : [];
    },
    admitResource: ({ name }) => {
      asked.push(`admit ${name}`);
      return name === "refused" ? [{ property: "", reason: "QuotaExceeded: there are enough of these." }] : [];
    },
    deleteBlockers: ({ inputs }) => (inputs["tags"] === undefined ? undefined : "DependencyViolation: it is in use."),
    createResource: ({ inputs }) => ({ id: String(inputs["name"]), outputs: { arn: `arn:aws:sns:::${String(inputs["name"])}` } }),
    updateResource: ({ prior }) => ({ outputs: { arn: prior.outputs["arn"] ?? null } }),
    invoke: (token) => (token.endsWith("getTopic") ? { result: { name: "known" } } : undefined),
  };
  const topic = (name: string): Subject => ({ urn: `urn:pulumi:test::kianax::aws:sns/topic:Topic::${name}`, type: "aws:sns/topic:Topic", name });
  const seed = new Uint8Array([1, 2, 3]);

  it("refuses a type that no installed package has", () => {
    const subject = { urn: "urn", type: "aws:sns/toopic:Toopic", name: "x" };
    assert.throws(() => lifecycle.check(subject, {}, {}, "us-east-1", seed), {
      message: "No resource type aws:sns/toopic:Toopic is in the installed @pulumi/aws package; correct its name or install the version that has it.",
    });
  });

  it("knows at a preview what the service computed, also inside of what the program gives in part", () => {
    const before = { tags: { a: "1", gone: "x" }, vpcConfig: { subnetIds: ["s1"] } };
    const outputs = { ...before, vpcConfig: { subnetIds: ["s1"], clusterSecurityGroupId: "sg-1", vpcId: "vpc-1" }, arn: "arn:1" };
    assert.deepEqual(lifecycle.planUpdate(outputs, before, { tags: { a: "2" }, vpcConfig: { subnetIds: ["s1", "s2"] } }), {
      tags: { a: "2" },
      vpcConfig: { subnetIds: ["s1", "s2"], clusterSecurityGroupId: "sg-1", vpcId: "vpc-1" },
      arn: "arn:1",
    });
  });

  it("asks the rules only once the shape holds", () => {
    assert.deepEqual(lifecycle.check(topic("bad"), {}, { nme: "x" }, "us-east-1", seed).failures.map(({ property }) => property), ["nme"]);
    assert.deepEqual(asked, []);
    assert.deepEqual(lifecycle.check(topic("bad"), {}, { name: "x" }, "us-east-1", seed).failures, [{ property: "name", reason: "This name is bad." }]);
  });

  it("names what was given no name, and keeps that name", () => {
    const first = lifecycle.check(topic("orders"), {}, {}, "us-east-1", seed).inputs;
    assert.match(String(first["name"]), /^orders-[0-9a-f]{7}$/);
    assert.equal(lifecycle.check(topic("orders"), first, {}, "us-east-1", new Uint8Array([9])).inputs["name"], first["name"]);
    assert.equal(lifecycle.check(topic("orders"), {}, { name: "mine" }, "us-east-1", seed).inputs["name"], "mine");
  });

  it("plans what is known and says that the rest is not", () => {
    const plan = lifecycle.plan(topic("orders"), { name: "orders" });
    assert.equal(plan["name"], "orders");
    assert.equal(plan["arn"], UNKNOWN);
  });

  it("creates, reads, updates and deletes", () => {
    const { id, outputs } = lifecycle.create(topic("orders"), { name: "orders" }, "us-east-1");
    assert.deepEqual([id, outputs["arn"]], ["orders", "arn:aws:sns:::orders"]);
    assert.equal(lifecycle.read(topic("orders"), "orders", "us-east-1")?.outputs["name"], "orders");
    lifecycle.update(topic("orders"), "orders", { name: "orders", displayName: "Orders" }, "us-east-1");
    assert.equal(lifecycle.read(topic("orders"), "orders", "us-east-1")?.outputs["displayName"], "Orders");
    lifecycle.delete(topic("orders"), "orders", "us-east-1");
    assert.equal(lifecycle.read(topic("orders"), "orders", "us-east-1"), undefined);
  });

  it("leaves nothing behind when the service refuses", () => {
    assert.throws(() => lifecycle.create(topic("refused"), { name: "refused" }, "us-east-1"), {
      message: "refused (aws:sns/topic:Topic): QuotaExceeded: there are enough of these.",
    });
    assert.deepEqual(cloud.all(), []);
  });

  it("refuses a second resource of one physical name", () => {
    lifecycle.create(topic("orders"), { name: "orders" }, "us-east-1");
    assert.throws(() => lifecycle.create(topic("twin"), { name: "orders" }, "us-east-1"), Refusal);
  });

  it("lets a creation that overwrites take the place of what has its id", () => {
    lifecycle.create(topic("one"), { name: "alerts" }, "us-east-1");
    const overwriting = new Lifecycle({ pack: "aws", catalogue, cloud, semantics: { ...semantics, createResource: () => ({ id: "alerts", outputs: {}, overwrites: true }) } });
    overwriting.create(topic("two"), { name: "alerts" }, "us-east-1");
    assert.deepEqual(cloud.all().map(({ urn }) => urn), [topic("two").urn]);
  });

  it("reaches nothing in a Region that is lost, and everything else", () => {
    lifecycle.create(topic("east"), { name: "east" }, "us-east-1");
    lifecycle.create(topic("west"), { name: "west" }, "us-west-2");
    const lost = new Lifecycle({ pack: "aws", catalogue, cloud, semantics, withoutRegions: ["us-east-1"] });
    const refused = (what: string): object => ({ message: `RequestError: send request failed for ${what}: the Region us-east-1 does not answer. It was taken away with --without-region.` });
    const type = "aws:sns/topic:Topic";
    assert.throws(() => lost.create(topic("new"), { name: "new" }, "us-east-1"), refused(type));
    assert.throws(() => lost.create(topic("new"), { name: "new", region: "us-east-1" }, "us-west-2"), refused(type));
    assert.throws(() => lost.read(topic("east"), "east", "us-east-1"), refused(type));
    assert.throws(() => lost.update(topic("east"), "east", { name: "east" }, "us-east-1"), refused(type));
    assert.throws(() => lost.delete(topic("east"), "east", "us-east-1"), refused(type));
    assert.throws(() => lost.invoke("aws:sns/getTopic:getTopic", {}, "us-east-1"), refused("aws:sns/getTopic:getTopic"));
    assert.equal(lost.read(topic("west"), "west", "us-west-2")?.id, "west");
    assert.equal(lost.create({ urn: "urn", type: "aws:iam/role:Role", name: "role" }, { name: "role", assumeRolePolicy: "{}" }, "us-east-1").id, "role");
    assert.deepEqual(cloud.all().map(({ id }) => id).sort(), ["east", "role", "west"]);
  });

  it("refuses a deletion that something still stands in the way of", () => {
    lifecycle.create(topic("orders"), { name: "orders", tags: { used: "yes" } }, "us-east-1");
    assert.throws(() => lifecycle.delete(topic("orders"), "orders", "us-east-1"), { message: "DependencyViolation: it is in use." });
    assert.equal(cloud.all().length, 1);
  });

  it("deletes first what it replaces under the same given name", () => {
    const olds = { name: "orders", fifoTopic: false };
    const { replaces, deleteBeforeReplace } = lifecycle.diff(topic("orders"), olds, { ...olds, fifoTopic: true }, "us-east-1", "us-east-1");
    assert.deepEqual([replaces, deleteBeforeReplace], [["fifoTopic"], true]);
  });

  it("places a resource in the Region that it names, or else in the provider's", () => {
    lifecycle.create(topic("here"), { name: "orders" }, "us-east-1");
    lifecycle.create(topic("there"), { name: "orders", region: "us-west-2" }, "us-east-1");
    assert.deepEqual(cloud.all().map(({ region }) => region), ["us-east-1", "us-west-2"]);
    lifecycle.update(topic("there"), "orders", { name: "orders", region: "us-west-2", displayName: "There" }, "us-east-1");
    assert.equal(lifecycle.read(topic("here"), "orders", "us-east-1")?.outputs["displayName"], undefined);
    assert.equal(lifecycle.read(topic("there"), "orders", "us-west-2")?.outputs["displayName"], "There");
    lifecycle.delete(topic("here"), "orders", "us-east-1");
    assert.equal(lifecycle.read(topic("here"), "orders", "us-east-1"), undefined);
    assert.deepEqual(cloud.all().map(({ region }) => region), ["us-west-2"]);
  });

  it("moves a resource to another Region by replacing it, and not for naming the one that it is in", () => {
    const moves = (olds: Properties, news: Properties, before: string, after: string): readonly string[] => {
      const { changes, replaces } = lifecycle.diff(topic("orders"), { name: "x", ...olds }, { name: "x", ...news }, before, after);
      assert.deepEqual(changes, replaces);
      return replaces;
    };
    assert.deepEqual(moves({}, { region: "us-east-1" }, "us-east-1", "us-east-1"), []);
    assert.deepEqual(moves({ region: "us-east-1" }, {}, "us-east-1", "us-east-1"), []);
    assert.deepEqual(moves({}, { region: "us-west-2" }, "us-east-1", "us-east-1"), ["region"]);
    assert.deepEqual(moves({ region: "us-west-2" }, {}, "us-west-2", "us-east-1"), ["region"]);
    assert.deepEqual(moves({}, {}, "us-east-1", "us-west-2"), ["region"]);
    const role = { urn: "urn", type: "aws:iam/role:Role", name: "role" };
    assert.deepEqual(lifecycle.diff(role, { name: "x" }, { name: "x" }, "us-east-1", "us-west-2").changes, []);
  });

  it("finds no difference in an input that is named for the first time as it is already", () => {
    const state = { name: "orders", displayName: "Orders", fifoTopic: false };
    assert.deepEqual(lifecycle.diff(topic("orders"), { name: "orders" }, { name: "orders", displayName: "Orders", fifoTopic: false }, "us-east-1", "us-east-1", state).changes, []);
    const { changes, replaces } = lifecycle.diff(topic("orders"), { name: "orders" }, { name: "orders", displayName: "Others", fifoTopic: true }, "us-east-1", "us-east-1", state);
    assert.deepEqual([[...changes].sort(), replaces], [["displayName", "fifoTopic"], ["fifoTopic"]]);
  });

  it("never keeps a write-only argument", () => {
    const subject = { urn: "urn:pulumi:test::kianax::aws:rds/instance:Instance::db", type: "aws:rds/instance:Instance", name: "db" };
    const { outputs } = lifecycle.create(subject, { name: "db", passwordWo: "hunter2", passwordWoVersion: 1 }, "us-east-1");
    assert.equal("passwordWo" in outputs, false);
    assert.equal(JSON.stringify(cloud.all()).includes("hunter2"), false);
  });

  it("answers the functions it knows, and guesses none", () => {
    assert.deepEqual(lifecycle.invoke("aws:sns/getTopic:getTopic", {}, "us-east-1").result, { name: "known" });
    assert.throws(() => lifecycle.invoke("aws:sns/getTopics:getTopics", {}, "us-east-1"), /^Error: No function aws:sns\/getTopics:getTopics is in the installed @pulumi\/aws package/);
    assert.throws(() => lifecycle.invoke("aws:s3/getBucket:getBucket", {}, "us-east-1"), /^Error: The local cloud has no answer for the function aws:s3\/getBucket:getBucket; it does not guess one\./);
  });
});
