import assert from "node:assert/strict";
import { Alias } from "@pulumi/pulumi/proto/alias_pb";
import { aliasesOf, nameOf, packageServedBy, providerUrnOf, typeOf, urnOf } from "./urn";

const deployment = { project: "shop", stack: "test" };
const stack = urnOf(deployment, "", "pulumi:pulumi:Stack", "shop-test");
const parent = urnOf(deployment, stack, "shop:index:App", "app");
const child = urnOf(deployment, parent, "aws:s3/bucket:Bucket", "app-logs");

function alias(facts: Partial<Record<"name" | "type" | "parent" | "urn", string>> & { noParent?: boolean }): Alias {
  const message = new Alias();
  if (facts.urn !== undefined) {
    message.setUrn(facts.urn);
    return message;
  }
  const spec = new Alias.Spec();
  spec.setName(facts.name ?? "");
  spec.setType(facts.type ?? "");
  if (facts.parent !== undefined) spec.setParenturn(facts.parent);
  if (facts.noParent) spec.setNoparent(true);
  message.setSpec(spec);
  return message;
}

describe("URNs", () => {
  it("name the types above, but not the stack's", () => {
    assert.equal(parent, "urn:pulumi:test::shop::shop:index:App::app");
    assert.equal(child, "urn:pulumi:test::shop::shop:index:App$aws:s3/bucket:Bucket::app-logs");
  });

  it("are taken apart again, double colons in names included", () => {
    assert.equal(typeOf(child), "aws:s3/bucket:Bucket");
    assert.equal(nameOf(urnOf(deployment, "", "a:b:C", "x::y")), "x::y");
    const provider = "urn:pulumi:test::shop::pulumi:providers:aws::west";
    assert.equal(providerUrnOf(`${provider}::id`), provider);
    assert.equal(packageServedBy(`${provider}::id`), "aws");
  });

  it("of aliases replace what the alias names and keep the rest", () => {
    const aliases = [alias({ name: "logs", parent }), alias({ type: "aws:s3/bucketV2:BucketV2", parent }), alias({ noParent: true }), alias({ urn: "urn:old" })];
    assert.deepEqual(aliasesOf(child, parent, aliases, deployment, []), [
      "urn:pulumi:test::shop::shop:index:App$aws:s3/bucket:Bucket::logs",
      "urn:pulumi:test::shop::shop:index:App$aws:s3/bucketV2:BucketV2::app-logs",
      "urn:pulumi:test::shop::aws:s3/bucket:Bucket::app-logs",
      "urn:old",
    ]);
  });

  it("of aliases follow from the parent's, whose name the child's begins with", () => {
    const formerParent = "urn:pulumi:test::shop::shop:index:Program::program";
    assert.deepEqual(aliasesOf(child, parent, [alias({ name: "logs", parent })], deployment, [formerParent]), [
      "urn:pulumi:test::shop::shop:index:App$aws:s3/bucket:Bucket::logs",
      "urn:pulumi:test::shop::shop:index:Program$aws:s3/bucket:Bucket::program-logs",
      "urn:pulumi:test::shop::shop:index:Program$aws:s3/bucket:Bucket::logs",
    ]);
  });
});
