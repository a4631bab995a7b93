import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { UNKNOWN, type Properties, type Value } from "../../provider/values";
import { shapeOf } from "../testing/catalogue";
import type { InputDifference } from "../types";
import { diffInputs } from "./diff-inputs";

function diff(token: string, olds: Properties, news: Properties): InputDifference {
  return diffInputs(shapeOf(token), olds, news);
}

const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Value>;
const inputs: fc.Arbitrary<Properties> = fc.dictionary(fc.constantFrom("cidrBlock", "tags", "enableDnsSupport", "region"), json, {
  noNullPrototype: true,
});

describe("differences of inputs", () => {
  it("of equal inputs are none", () => {
    fc.assert(
      fc.property(inputs, (same) => {
        assert.deepEqual(diff("aws:ec2/vpc:Vpc", same, structuredClone(same)), { changes: [], replaces: [] });
      }),
    );
  });

  it("are found whichever side is the older, and replace only where they change", () => {
    fc.assert(
      fc.property(inputs, inputs, (one, other) => {
        const there = diff("aws:ec2/vpc:Vpc", one, other);
        assert.deepEqual([...there.changes].sort(), [...diff("aws:ec2/vpc:Vpc", other, one).changes].sort());
        assert.ok(there.replaces.every((path) => there.changes.includes(path)));
        assert.equal(new Set(there.changes).size, there.changes.length);
      }),
    );
  });

  it("carry their paths as Pulumi writes them", () => {
    assert.deepEqual(
      diff("aws:ec2/vpc:Vpc", { tags: { Name: "a", "k8s.io/x": "1", old: "1" } }, { tags: { Name: "b" }, enableDnsSupport: true }).changes,
      ["enableDnsSupport", "tags.Name", 'tags["k8s.io/x"]', "tags.old"],
    );
    assert.deepEqual(
      diff("aws:ec2/launchTemplate:LaunchTemplate", { blockDeviceMappings: [{ ebs: { volumeSize: 20 } }] }, { blockDeviceMappings: [{ ebs: { volumeSize: 30 } }, { deviceName: "b" }] }).changes,
      ["blockDeviceMappings[0].ebs.volumeSize", "blockDeviceMappings[1]"],
    );
    assert.deepEqual(diff("aws:rds/subnetGroup:SubnetGroup", { subnetIds: ["a", "b"] }, { subnetIds: ["a", "c"] }).changes, ["subnetIds[1]"]);
  });

  it("do not see what the provider takes for the same", () => {
    assert.deepEqual(diff("aws:rds/instance:Instance", { allocatedStorage: 20, multiAz: true }, { allocatedStorage: "20", multiAz: "true" }).changes, []);
    assert.deepEqual(diff("aws:rds/subnetGroup:SubnetGroup", { subnetIds: ["a", "b"] }, { subnetIds: ["b", "a"] }).changes, []);
    assert.deepEqual(diff("aws:ec2/vpc:Vpc", { tags: null }, {}).changes, []);
    assert.deepEqual(diff("aws:ec2/vpc:Vpc", { tags: { __defaults: ["a"] }, __defaults: [] }, { tags: {} }).changes, []);
  });

  it("see another order where order has a meaning", () => {
    assert.deepEqual(diff("aws:eks/nodeGroup:NodeGroup", { instanceTypes: ["a", "b"] }, { instanceTypes: ["b", "a"] }).changes, [
      "instanceTypes[0]",
      "instanceTypes[1]",
    ]);
    const pod = (args: string[]): Properties => ({ spec: { containers: [{ name: "a", args }] } });
    assert.equal(diff("kubernetes:core/v1:Pod", pod(["a", "b"]), pod(["b", "a"])).replaces.length, 2);
  });

  it("of Kubernetes tell text from numbers", () => {
    assert.deepEqual(diff("kubernetes:core/v1:ConfigMap", { data: { a: "1" } }, { data: { a: 1 } }).changes, ["data.a"]);
  });

  it("with a value not known yet count as a change", () => {
    assert.deepEqual(diff("aws:ec2/subnet:Subnet", { vpcId: "vpc-1" }, { vpcId: UNKNOWN }), { changes: ["vpcId"], replaces: ["vpcId"] });
    assert.deepEqual(diff("aws:rds/subnetGroup:SubnetGroup", { subnetIds: ["a", "b"] }, { subnetIds: ["a", UNKNOWN] }).changes, ["subnetIds[1]"]);
  });

  it("of assets are those of their contents, of resources those of their names", () => {
    assert.deepEqual(diff("aws:lambda/function:Function", { code: { __asset: "a" } }, { code: { __asset: "a" } }).changes, []);
    assert.deepEqual(diff("aws:lambda/function:Function", { code: { __asset: "a" } }, { code: { __asset: "b" } }).changes, ["code"]);
    const role = (urn: string, id: string): Properties => ({ role: { __urn: urn, __id: id } });
    assert.deepEqual(diff("aws:iam/rolePolicyAttachment:RolePolicyAttachment", role("u", "1"), role("u", "2")).changes, []);
    assert.deepEqual(diff("aws:iam/rolePolicyAttachment:RolePolicyAttachment", role("u", "1"), role("v", "1")).replaces, ["role"]);
  });

  it("leave write-only arguments to their versions", () => {
    assert.deepEqual(diff("aws:rds/instance:Instance", { passwordWo: "a", passwordWoVersion: 1 }, { passwordWo: "b", passwordWoVersion: 1 }).changes, []);
    assert.deepEqual(diff("aws:rds/instance:Instance", { passwordWo: "a", passwordWoVersion: 1 }, { passwordWo: "b", passwordWoVersion: 2 }).changes, [
      "passwordWoVersion",
    ]);
    assert.deepEqual(diff("aws:secretsmanager/secretVersion:SecretVersion", { secretStringWoVersion: 1 }, { secretStringWoVersion: 2 }).replaces, [
      "secretStringWoVersion",
    ]);
  });

  it("replace for a nested rule only where the path leads to it", () => {
    const group = (launchTemplate: Value): Properties => ({ launchTemplate });
    const replaces = (before: Value, after: Value): string[] => diff("aws:eks/nodeGroup:NodeGroup", group(before), group(after)).replaces;
    assert.deepEqual(replaces({ id: "lt-1", version: "1" }, { id: "lt-1", version: "2" }), []);
    assert.deepEqual(replaces({ id: "lt-1", version: "1" }, { id: "lt-2", version: "1" }), ["launchTemplate.id"]);
    assert.deepEqual(replaces(null, { id: "lt-1", version: "1" }), ["launchTemplate"]);
    assert.deepEqual(replaces(null, { version: "1" }), []);
  });
});
