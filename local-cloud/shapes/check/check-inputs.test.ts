import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { UNKNOWN, type Properties, type Value } from "../../provider/values";
import { installedCatalogue, shapeOf } from "../testing/catalogue";
import type { ObjectShape, TypeShape } from "../types";
import { checkInputs } from "./check-inputs";

const VPC = "aws:ec2/vpc:Vpc";

function reasons(token: string, inputs: Properties): string[] {
  return checkInputs(shapeOf(token), inputs).map(({ property, reason }) => `${property}: ${reason}`);
}

describe("checking inputs", () => {
  it("refuses an unknown property with the nearest one, at any depth", () => {
    assert.deepEqual(reasons(VPC, { cidrBlok: "10.0.0.0/16" }), [
      'cidrBlok: aws:ec2/vpc:Vpc has no property "cidrBlok"; did you mean "cidrBlock"?',
    ]);
    assert.deepEqual(reasons("aws:ec2/launchTemplate:LaunchTemplate", { blockDeviceMappings: [{ ebs: { encryptd: "true" } }] }), [
      'blockDeviceMappings[0].ebs.encryptd: ec2.LaunchTemplateBlockDeviceMappingEbs has no property "encryptd"; did you mean "encrypted"?',
    ]);
    assert.deepEqual(reasons("kubernetes:core/v1:ConfigMap", { metadata: { nam: "x" } }), [
      'metadata.nam: meta.v1.ObjectMeta has no property "nam"; did you mean "name"?',
    ]);
    assert.deepEqual(reasons(VPC, { somethingElse: 1 }), [
      'somethingElse: aws:ec2/vpc:Vpc has no property "somethingElse"; remove it.',
    ]);
  });

  it("refuses a missing property, at any depth", () => {
    assert.deepEqual(reasons("aws:rds/subnetGroup:SubnetGroup", {}), [
      'subnetIds: aws:rds/subnetGroup:SubnetGroup needs the property "subnetIds"; give it a value.',
    ]);
    assert.deepEqual(reasons("aws:autoscaling/group:Group", { minSize: 1, maxSize: 1, tags: [{ key: "Name", value: "nat" }] }), [
      'tags[0].propagateAtLaunch: autoscaling.GroupTag needs the property "propagateAtLaunch"; give it a value.',
    ]);
    assert.deepEqual(reasons("aws:rds/subnetGroup:SubnetGroup", { subnetIds: null }).length, 1);
  });

  it("refuses a wrong type in words", () => {
    const storage = (allocatedStorage: Value): string[] =>
      reasons("aws:rds/instance:Instance", { instanceClass: "db.t3.small", allocatedStorage });
    assert.deepEqual(storage("20GB"), ['allocatedStorage: "allocatedStorage" must be a number, not the string "20GB".']);
    assert.deepEqual(storage([20]), ['allocatedStorage: "allocatedStorage" must be a number, not a list.']);
    assert.deepEqual(storage({ size: 20 }), ['allocatedStorage: "allocatedStorage" must be a number, not an object.']);
    assert.deepEqual(storage(true), ['allocatedStorage: "allocatedStorage" must be a number, not true.']);
    assert.deepEqual(reasons(VPC, { enableDnsSupport: "yes" }), [
      'enableDnsSupport: "enableDnsSupport" must be true or false, not the string "yes".',
    ]);
    assert.deepEqual(reasons(VPC, { tags: ["a"] }), ['tags: "tags" must be a map, not a list.']);
    assert.deepEqual(reasons(VPC, { tags: { "k8s.io/x": ["a"] } }), ['tags["k8s.io/x"]: "tags["k8s.io/x"]" must be a string, not a list.']);
    assert.deepEqual(reasons("aws:eks/cluster:Cluster", { roleArn: "arn", vpcConfig: [{ subnetIds: [] }] }), [
      'vpcConfig: "vpcConfig" must be an object, not a list.',
    ]);
  });

  it("accepts what a bridged provider turns into the right type", () => {
    assert.deepEqual(reasons("aws:rds/instance:Instance", { instanceClass: "db.t3.small", allocatedStorage: "20", multiAz: "true" }), []);
    assert.deepEqual(reasons(VPC, { enableDnsSupport: "false", tags: { Count: 3, On: true } }), []);
    assert.deepEqual(reasons("aws:lb/targetGroupAttachment:TargetGroupAttachment", { targetGroupArn: "a", targetId: "b", port: " " }), [
      'port: "port" must be a number, not the string " ".',
    ]);
  });

  it("is exact with Kubernetes, whose API server converts nothing", () => {
    const spec = { selector: {}, template: { spec: { containers: [{ name: "a" }] } } };
    assert.deepEqual(reasons("kubernetes:apps/v1:Deployment", { spec: { ...spec, replicas: "2" } }), [
      'spec.replicas: "spec.replicas" must be a number, not the string "2".',
    ]);
    assert.deepEqual(reasons("kubernetes:apps/v1:Deployment", { kind: "Deploiment", spec }), [
      'kind: "kind" must be "Deployment", not the string "Deploiment".',
    ]);
    const port = (targetPort: Value): string[] => reasons("kubernetes:core/v1:Service", { spec: { ports: [{ port: 80, targetPort }] } });
    assert.deepEqual([...port(8080), ...port("http")], []);
    assert.deepEqual(port(true), ['spec.ports[0].targetPort: "spec.ports[0].targetPort" must be a number or a string, not true.']);
  });

  it("takes a resource, a name or a document where the SDK does", () => {
    const attach = (role: Value): string[] => reasons("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { policyArn: "arn", role });
    assert.deepEqual([...attach("role"), ...attach({ __urn: "urn", __id: "role" })], []);
    assert.deepEqual(attach(["role"]), ['role: "role" must be a string or a resource, not a list.']);
    const policy = (document: Value): string[] => reasons("aws:iam/policy:Policy", { policy: document });
    assert.deepEqual(policy("{}"), []);
    assert.deepEqual(policy({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }), []);
    assert.match(policy({ Version: "2012-10-17", Statment: [] }).join(), /did you mean "Statement"\?/);
  });

  it("takes assets only where they belong", () => {
    const lambda = (code: Value): string[] => reasons("aws:lambda/function:Function", { role: "arn", code });
    assert.deepEqual(lambda({ __asset: "abc" }), []);
    assert.deepEqual(lambda("index.js"), ['code: "code" must be an asset or archive, not the string "index.js".']);
  });

  it("never shows a secret", () => {
    const failures = checkInputs(shapeOf("aws:rds/instance:Instance"), {
      instanceClass: "db.t3.small",
      password: ["hunter2"],
      passwordWoVersion: "hunter2",
    });
    assert.equal(failures.length, 2);
    assert.ok(!JSON.stringify(failures).includes("hunter2"));
  });

  it("ignores what Pulumi keeps beside the inputs, and nulls", () => {
    assert.deepEqual(reasons(VPC, { __defaults: ["x"], cidrBlock: null, nothing: null }), []);
    assert.deepEqual(reasons("aws:eks/cluster:Cluster", { roleArn: "a", vpcConfig: { __defaults: [], subnetIds: ["s"] } }), []);
  });

  it("lets unknown values pass everywhere", () => {
    const instance = shapeOf("aws:rds/instance:Instance");
    fc.assert(
      fc.property(fc.subarray(instance.inputs.map(({ name }) => name)), (names) => {
        const inputs: Properties = Object.fromEntries([...names, "instanceClass"].map((name): [string, Value] => [name, UNKNOWN]));
        assert.deepEqual(checkInputs(instance, inputs), []);
      }),
    );
    assert.deepEqual(reasons("aws:eks/cluster:Cluster", { roleArn: UNKNOWN, vpcConfig: { subnetIds: [UNKNOWN, "subnet-1"] } }), []);
  });

  it("names any property that is not theirs", () => {
    const key = shapeOf("aws:kms/key:Key");
    const known = new Set(key.inputs.map(({ name }) => name));
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-zA-Z]{0,20}$/).filter((name) => !known.has(name)), (name) => {
        assert.deepEqual(checkInputs(key, { [name]: "x" }).map(({ property }) => property), [name]);
      }),
    );
  });

  it("accepts every value that has its type", () => {
    for (const token of ["aws:eks/nodeGroup:NodeGroup", "aws:lb/listenerRule:ListenerRule", "kubernetes:core/v1:Service", "eks:index:ManagedNodeGroup"]) {
      const shape = shapeOf(token);
      fc.assert(
        fc.property(valueOf({ kind: "object", name: token, properties: shape.inputs }, 4), (inputs) => {
          assert.deepEqual(checkInputs(shape, inputs as Properties), []);
        }),
        { numRuns: 30 },
      );
    }
  });

  it("checks the arguments of functions too", () => {
    const zones = installedCatalogue().func("aws:index/getAvailabilityZones:getAvailabilityZones");
    assert.ok(zones);
    assert.deepEqual(checkInputs(zones, { state: "available", filters: [{ name: "zone-type", values: ["a"] }] }), []);
    assert.match(checkInputs(zones, { stat: "available" })[0]?.reason ?? "", /did you mean "state"\?/);
  });
});

/** Any value of a type; below the depth, only what the type requires. */
function valueOf(type: TypeShape, depth: number): fc.Arbitrary<Value> {
  switch (type.kind) {
    case "string":
      return fc.string();
    case "number":
      return fc.integer();
    case "boolean":
      return fc.boolean();
    case "any":
      return fc.jsonValue() as fc.Arbitrary<Value>;
    case "asset":
      return fc.constant({ __asset: "hash" });
    case "resource":
      return fc.constant({ __urn: "urn", __id: "id" });
    case "enum":
      return fc.constantFrom(...type.values);
    case "list":
      return fc.array(valueOf(type.element, depth - 1), { maxLength: 2 });
    case "map":
      return fc.dictionary(fc.stringMatching(/^[a-z./]{1,8}$/), valueOf(type.element, depth - 1), { maxKeys: 2 });
    case "union":
      return fc.oneof(...type.of.map((one) => valueOf(one, depth)));
    case "object":
      return objectOf(type, depth);
  }
}

function objectOf(type: ObjectShape, depth: number): fc.Arbitrary<Value> {
  const shown = type.properties.filter(({ required }) => required || depth > 0).slice(0, depth > 0 ? undefined : 20);
  const requiredKeys = shown.filter(({ required }) => required).map(({ name }) => name);
  const record = Object.fromEntries(shown.map((property) => [property.name, valueOf(property.type, depth - 1)]));
  return fc.record(record, { requiredKeys }) as fc.Arbitrary<Value>;
}
