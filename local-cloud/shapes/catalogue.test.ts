import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { applyDefaults } from ".";
import { installedCatalogue, shapeOf } from "./testing/catalogue";
import type { PropertyShape, TypeShape } from "./types";

function typeOf(properties: readonly PropertyShape[], ...path: readonly string[]): TypeShape {
  const [name, ...rest] = path;
  const found = properties.find((property) => property.name === name);
  assert.ok(found, `no property ${name}`);
  let type = found.type;
  while (rest.length > 0 && (type.kind === "list" || type.kind === "map")) {
    type = type.element;
  }
  if (rest.length === 0) {
    return type;
  }
  assert.equal(type.kind, "object");
  return type.kind === "object" ? typeOf(type.properties, ...rest) : type;
}

describe("the catalogue of the installed SDKs", () => {
  it("lists each provider once", () => {
    const names = installedCatalogue().packages().map(({ name }) => name);
    assert.deepEqual(names, [...new Set(names)]);
    for (const name of ["aws", "awsx", "eks", "kubernetes", "random"]) {
      assert.ok(names.includes(name), name);
    }
  });

  it("knows nothing that no package has", () => {
    for (const token of ["aws:ec2/vpcc:Vpcc", "gcp:compute/network:Network", "kubernetes:core/v1:Nothing", "nonsense", ""]) {
      assert.equal(installedCatalogue().resource(token), undefined, token);
    }
    assert.equal(installedCatalogue().func("aws:index/getEverything:getEverything"), undefined);
  });

  it("reads types, required inputs and outputs of a bridged resource", () => {
    const instance = shapeOf("aws:rds/instance:Instance");
    assert.deepEqual(
      instance.inputs.filter(({ required }) => required).map(({ name }) => name),
      ["instanceClass"],
    );
    assert.deepEqual(typeOf(instance.inputs, "allocatedStorage"), { kind: "number" });
    assert.deepEqual(typeOf(instance.inputs, "multiAz"), { kind: "boolean" });
    assert.deepEqual(typeOf(instance.inputs, "vpcSecurityGroupIds"), { kind: "list", element: { kind: "string" } });
    assert.deepEqual(typeOf(instance.inputs, "tags"), { kind: "map", element: { kind: "string" } });
    // `string | enums.rds.InstanceType`: the listed values are suggestions.
    assert.deepEqual(typeOf(instance.inputs, "instanceClass"), { kind: "string" });
    assert.ok(instance.outputs.includes("endpoint"));
    assert.ok(!instance.inputs.some(({ name }) => name === "endpoint"));
    assert.equal(instance.isComponent, false);
    assert.equal(instance.coerces, true);
  });

  it("reads nested types with what they require", () => {
    const cluster = shapeOf("aws:eks/cluster:Cluster");
    assert.deepEqual(typeOf(cluster.inputs, "vpcConfig", "subnetIds"), { kind: "list", element: { kind: "string" } });
    const template = shapeOf("aws:ec2/launchTemplate:LaunchTemplate");
    assert.deepEqual(typeOf(template.inputs, "blockDeviceMappings", "ebs", "volumeSize"), { kind: "number" });
    const vpcConfig = typeOf(cluster.inputs, "vpcConfig");
    assert.ok(vpcConfig.kind === "object" && vpcConfig.properties.some(({ name, required }) => name === "subnetIds" && required));
  });

  it("reads nested namespaces and recursive types of Kubernetes", () => {
    const deployment = shapeOf("kubernetes:apps/v1:Deployment");
    assert.deepEqual(typeOf(deployment.inputs, "metadata", "name"), { kind: "string" });
    assert.deepEqual(typeOf(deployment.inputs, "spec", "template", "spec", "containers", "image"), { kind: "string" });
    assert.deepEqual(typeOf(deployment.inputs, "apiVersion"), { kind: "enum", values: ["apps/v1"] });
    assert.deepEqual(deployment.aliases, [
      "kubernetes:apps/v1beta1:Deployment",
      "kubernetes:apps/v1beta2:Deployment",
      "kubernetes:extensions/v1beta1:Deployment",
    ]);
    const definition = shapeOf("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition");
    const schema = typeOf(definition.inputs, "spec", "versions", "schema", "openAPIV3Schema");
    assert.ok(schema.kind === "object");
    assert.equal(typeOf(schema.properties, "not"), schema);
  });

  it("reads enumerations, assets, resources and types of other packages", () => {
    assert.deepEqual(typeOf(shapeOf("eks:index:Cluster").inputs, "authenticationMode"), {
      kind: "enum",
      values: ["CONFIG_MAP", "API", "API_AND_CONFIG_MAP"],
    });
    assert.deepEqual(typeOf(shapeOf("aws:lambda/function:Function").inputs, "code"), { kind: "asset" });
    assert.deepEqual(typeOf(shapeOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs, "role"), {
      kind: "union",
      of: [{ kind: "string" }, { kind: "resource" }],
    });
    assert.deepEqual(typeOf(shapeOf("eks:index:Cluster").inputs, "serviceRole"), { kind: "resource" });
    assert.deepEqual(typeOf(shapeOf("eks:index:Cluster").inputs, "upgradePolicy", "supportType"), { kind: "string" });
  });

  it("tells secrets", () => {
    assert.deepEqual(shapeOf("aws:rds/instance:Instance").secretInputs, ["password", "passwordWo"]);
    assert.deepEqual(shapeOf("aws:rds/instance:Instance").secretOutputs, ["password", "passwordWo"]);
    assert.deepEqual(shapeOf("random:index/randomPassword:RandomPassword").secretOutputs, ["bcryptHash", "result"]);
  });

  it("tells components from resources", () => {
    assert.equal(shapeOf("eks:index:Cluster").isComponent, true);
    assert.equal(shapeOf("awsx:ecr:Repository").isComponent, true);
  });

  it("knows functions and methods with their arguments", () => {
    const zones = installedCatalogue().func("aws:index/getAvailabilityZones:getAvailabilityZones");
    assert.deepEqual(zones?.inputs.map(({ name }) => name), [
      "allAvailabilityZones",
      "excludeNames",
      "excludeZoneIds",
      "filters",
      "region",
      "state",
    ]);
    assert.deepEqual(installedCatalogue().func("eks:index:Cluster/getKubeconfig")?.inputs.map(({ name }) => name), [
      "profileName",
      "roleArn",
    ]);
    assert.ok(installedCatalogue().func("aws:iam/getPolicyDocument:getPolicyDocument"));
  });

  it("knows providers themselves", () => {
    const names = shapeOf("pulumi:providers:aws").inputs.map(({ name }) => name);
    assert.ok(names.includes("region") && names.includes("defaultTags") && names.includes("version"));
    assert.deepEqual(shapeOf("pulumi:providers:aws").secretInputs, ["accessKey", "secretKey", "token"]);
    assert.ok(shapeOf("pulumi:providers:kubernetes").inputs.some(({ name }) => name === "kubeconfig"));
  });

  it("takes any fields of a custom resource, and checks its metadata", () => {
    const application = shapeOf("kubernetes:argoproj.io/v1alpha1:Application");
    assert.equal(application.open, true);
    assert.deepEqual(applyDefaults(application, {}), { apiVersion: "argoproj.io/v1alpha1", kind: "Application" });
    assert.equal(installedCatalogue().resource("kubernetes:nodots/v1:Application"), undefined);
  });

  it("fills in what the SDK would have, and nothing else", () => {
    assert.deepEqual(applyDefaults(shapeOf("kubernetes:core/v1:ConfigMap"), {}), { apiVersion: "v1", kind: "ConfigMap" });
    for (const token of ["aws:rds/subnetGroup:SubnetGroup", "aws:ec2/securityGroup:SecurityGroup", "aws:elasticache/subnetGroup:SubnetGroup"]) {
      assert.deepEqual(applyDefaults(shapeOf(token), { description: null }), { description: "Managed by Pulumi" });
      assert.deepEqual(applyDefaults(shapeOf(token), { description: "ours" }), { description: "ours" });
    }
    assert.deepEqual(applyDefaults(shapeOf("aws:ec2/vpc:Vpc"), {}), {});
  });
});
