import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { diffInputs } from "../..";
import { shapeOf } from "../../testing/catalogue";
import type { PropertyShape, TypeShape } from "../../types";
import { COMPUTE } from "./compute";
import { DATA } from "./data";
import { EDGE } from "./edge";
import { NETWORK } from "./network";
import { OPERATIONS } from "./operations";

const TABLES = [COMPUTE, DATA, EDGE, NETWORK, OPERATIONS];

function exists(properties: readonly PropertyShape[], [name, ...rest]: readonly string[]): boolean {
  const property = properties.find((one) => one.name === name);
  return property !== undefined && (rest.length === 0 || below(property.type, rest));
}

function below(type: TypeShape, path: readonly string[]): boolean {
  if (type.kind === "list" || type.kind === "map") {
    return below(type.element, path);
  }
  return type.kind === "object" && exists(type.properties, path);
}

describe("the tables of replacement", () => {
  it("name types once", () => {
    const tokens = TABLES.flatMap((table) => Object.keys(table));
    assert.deepEqual(tokens, [...new Set(tokens)]);
  });

  for (const [token, rules] of TABLES.flatMap((table) => Object.entries(table))) {
    it(`name inputs that ${token} has, and never its tags`, () => {
      const paths = rules.map((rule) => (typeof rule === "string" ? rule : rule.path));
      assert.deepEqual(paths.filter((path) => !exists(shapeOf(token).inputs, path.split("."))), []);
      assert.deepEqual(paths, [...new Set(paths)]);
      assert.ok(!paths.includes("tags"));
    });
  }
});

describe("replacement of AWS types outside the tables", () => {
  const replaces = (token: string, name: string): boolean =>
    diffInputs(shapeOf(token), { [name]: "a" }, { [name]: "b" }).replaces.length > 0;

  it("follows CloudFormation", () => {
    assert.equal(replaces("aws:efs/fileSystem:FileSystem", "encrypted"), true);
    assert.equal(replaces("aws:efs/fileSystem:FileSystem", "throughputMode"), false);
    assert.equal(replaces("aws:kinesis/stream:Stream", "name"), true);
    assert.equal(replaces("aws:kinesis/stream:Stream", "shardCount"), false);
    assert.equal(replaces("aws:sfn/stateMachine:StateMachine", "type"), true);
    assert.equal(replaces("aws:sfn/stateMachine:StateMachine", "definition"), false);
  });

  it("follows the SDK's comments", () => {
    const [exportType] = shapeOf("aws:dynamodb/tableExport:TableExport").inputs.filter(({ name }) => name === "exportType");
    assert.equal(exportType?.documentedReplacement, true);
    assert.equal(replaces("aws:dynamodb/tableExport:TableExport", "exportType"), true);
  });

  it("follows the conventions of the provider where neither says anything", () => {
    assert.equal(replaces("aws:shield/protectionHealthCheckAssociation:ProtectionHealthCheckAssociation", "healthCheckArn"), true);
    assert.equal(replaces("aws:lightsail/certificate:Certificate", "name"), true);
  });

  it("is that of the present type for its former names", () => {
    assert.equal(replaces("aws:alb/targetGroup:TargetGroup", "port"), true);
    assert.equal(replaces("aws:alb/loadBalancer:LoadBalancer", "subnets"), false);
  });
});
