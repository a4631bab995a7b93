import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { resolved, UNKNOWN, withMocks } from "./index";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";

class Pair extends pulumi.ComponentResource {
  constructor(name: string) {
    super("test:index:Pair", name);
    const key = new aws.kms.Key(name, { description: pulumi.secret("hidden") }, { parent: this, protect: true, ignoreChanges: ["policy"], retainOnDelete: true });
    new aws.kms.Alias(name, { targetKeyId: key.keyId }, { parent: this, deleteBeforeReplace: true });
  }
}

describe("the mocked engine", () => {
  it("records type, name, parent, inputs, secrets, dependencies and options", async () => {
    const { plan } = await withMocks(() => new Pair("a"));
    assert.deepEqual(plan.keys, [`${ALIAS}::a`, `${KEY}::a`, "test:index:Pair::a"]);
    const key = plan.one(KEY, "a");
    assert.equal(key.parent, "test:index:Pair::a");
    assert.deepEqual(key.inputs, { description: "hidden" });
    assert.deepEqual(key.secrets, ["description"]);
    assert.equal(key.protect, true);
    assert.equal(key.retainOnDelete, true);
    assert.deepEqual(key.ignoreChanges, ["policy"]);
    const alias = plan.one(ALIAS, "a");
    assert.equal(alias.deleteBeforeReplace, true);
    assert.equal(alias.protect, undefined);
    assert.equal(alias.inputs["targetKeyId"], "key-a");
    assert.deepEqual(alias.dependsOn, [`${KEY}::a`]);
    assert.deepEqual(alias.madeOf, { targetKeyId: [`${KEY}::a`] });
  });

  it("knows no ids in a preview", async () => {
    const { plan } = await withMocks(() => new Pair("a"), { preview: true });
    assert.equal(plan.one(ALIAS, "a").inputs["targetKeyId"], UNKNOWN);
  });

  it("rejects a function that it does not know", async () => {
    const program = (): pulumi.Output<aws.GetBillingServiceAccountResult> => aws.getBillingServiceAccountOutput();
    await assert.rejects(withMocks(program), /The mock knows no function aws:index\/getBillingServiceAccount:getBillingServiceAccount/);
  });

  it("rejects when a resource depends on a function that it does not know", async () => {
    const program = (): aws.kms.Key => new aws.kms.Key("k", { description: aws.getBillingServiceAccountOutput().id });
    await assert.rejects(withMocks(program), /The mock knows no function/);
  });

  it("keeps the transforms that a remote component hands to the engine", async () => {
    const transform: pulumi.ResourceTransform = ({ props, opts }) => ({ props: { ...props, changed: true }, opts });
    const { plan, result } = await withMocks(() => new eks.Cluster("c", { name: "kianax-test" }, { transforms: [transform] }));
    assert.deepEqual(plan.one("eks:index:Cluster", "c").transforms, [transform]);
    assert.equal(await resolved(result.eksCluster.endpoint), "https://cluster.eks.amazonaws.com");
  });

  it("finds nothing silently never", async () => {
    const { plan } = await withMocks(() => new Pair("a"));
    assert.throws(() => plan.one(KEY, "b"), { message: `The plan has 0 of ${KEY} "b"; of that type it has: a.` });
  });
});
