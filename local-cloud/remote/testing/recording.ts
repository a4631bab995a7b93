import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Cloud, Registration, TestEngine } from "./engine";
import type { Json, JsonObject } from "./values";

/** One resource that the real plugins registered, with URNs shortened to type and name. */
export interface Recorded {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly inputs?: JsonObject;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  readonly dependencies?: readonly string[];
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
}

export interface Recording {
  readonly name: string;
  readonly program: readonly string[];
  readonly resources: readonly Recorded[];
}

export function recordings(): Recording[] {
  const file = join(__dirname, "../testdata/remote-components.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { programs: Recording[] }).programs;
}

/** Answers with the placeholders that the recordings hold. */
export const recordedCloud: Cloud = {
  outputs: (type, name, inputs) => ({
    arn: `arn:aws:sim:us-east-1:123456789012:${name}`,
    name: inputs.name ?? `${name}-id`,
    allocationId: `${name}-allocationId`,
    latestVersion: `${name}-latestVersion`,
    ...(type === "aws:eks/cluster:Cluster" && {
      endpoint: `https://${name}.eks.test`,
      certificateAuthority: { data: "certificate" },
      identities: [{ oidcs: [{ issuer: `https://oidc.test/${name}` }] }],
    }),
    ...(type === "aws:ecr/repository:Repository" && { repositoryUrl: `123456789012.dkr.ecr.test/${name}` }),
    ...(type === "aws:ec2/securityGroupRule:SecurityGroupRule" && { securityGroupRuleId: `${name}-rule` }),
  }),
  invoke(token, args): JsonObject {
    switch (token) {
      case "aws:index/getPartition:getPartition":
        return { partition: "aws", dnsSuffix: "amazonaws.com", id: "aws", reverseDnsPrefix: "com.amazonaws" };
      case "aws:index/getAvailabilityZones:getAvailabilityZones":
        return { names: ["a", "b", "c", "d"].map((zone) => `us-east-1${zone}`), zoneIds: [], id: "us-east-1" };
      case "aws:eks/getAddonVersion:getAddonVersion":
        return { ...args, version: "v1.0.0-eksbuild.1", id: args.addonName ?? "" };
      case "aws:ec2/getVpc:getVpc":
        return { id: "default-vpc", cidrBlock: "172.31.0.0/16" };
      case "aws:ec2/getSubnets:getSubnets":
        return { ids: ["default-subnet-1", "default-subnet-2"], id: "us-east-1" };
      default:
        throw new Error(`The recordings hold no result of ${token}.`);
    }
  },
};

/** Compares what an engine saw with a recording, resource by resource. */
export function assertMatches(engine: TestEngine, recording: Recording): void {
  assert.deepEqual(
    ofComponents(engine.registrations.map((actual) => ({ ...actual, parent: short(actual.parent) }))),
    ofComponents(recording.resources),
  );
  const withDependencies = recording.resources.some(({ dependencies }) => dependencies);
  for (const recorded of recording.resources) {
    const actual = shortened(engine.find(recorded.type, recorded.name), recorded, withDependencies);
    assert.deepEqual(actual, expected(recorded, withDependencies), `${recorded.type}::${recorded.name}`);
  }
}

/** Components and what they make: a program's own resources are not all in the recordings. */
function ofComponents(resources: readonly { type: string; name: string; parent: string }[]): string[] {
  return resources
    .filter(({ type, parent }) => isComponent(type) || !(parent.startsWith("pulumi:pulumi:Stack::") || parent === "::"))
    .map(({ type, name, parent }) => `${type}::${name} of ${parent}`)
    .sort();
}

function expected(recorded: Recorded, withDependencies: boolean): object {
  return {
    parent: recorded.parent,
    protect: recorded.protect ?? false,
    ignoreChanges: recorded.ignoreChanges ?? [],
    ...(recorded.inputs && { inputs: recorded.inputs }),
    ...(!isComponent(recorded.type) && {
      propertyDependencies: sortedLists(recorded.propertyDependencies ?? {}),
      ...(withDependencies && { dependencies: [...(recorded.dependencies ?? [])].sort() }),
    }),
  };
}

function shortened(actual: Registration, recorded: Recorded, withDependencies: boolean): object {
  const { request } = actual;
  const dependencies = Object.entries(actual.propertyDependencies).map(([key, urns]) => [key, urns.map(short)] as const);
  return {
    parent: short(actual.parent),
    protect: request.protect ?? false,
    ignoreChanges: request.ignorechangesList,
    ...(recorded.inputs && { inputs: comparable(actual) }),
    ...(!isComponent(actual.type) && {
      propertyDependencies: sortedLists(Object.fromEntries(dependencies.filter(([, urns]) => urns.length > 0))),
      ...(withDependencies && { dependencies: request.dependenciesList.map(short).sort() }),
    }),
  };
}

/** The engine writes the version of a provider into its inputs; the recordings leave its credentials out. */
function comparable({ type, inputs, request }: Registration): JsonObject {
  if (!type.startsWith("pulumi:providers:")) {
    return withPackageVersions(inputs) as JsonObject;
  }
  const { kubeconfig: _credentials, ...rest } = inputs;
  return { ...rest, version: request.version };
}

/** The engine writes an empty version into references to resources of default providers. */
function withPackageVersions(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(withPackageVersions);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value).map(([key, inner]) => [key, withPackageVersions(inner)] as const);
  const isReference = typeof value.urn === "string" && typeof value.id === "string";
  return { ...(isReference && { packageVersion: "" }), ...Object.fromEntries(entries) };
}

function isComponent(type: string): boolean {
  return type.startsWith("eks:") || type.startsWith("awsx:");
}

function short(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  return `${types.split("$").at(-1)}::${name}`;
}

function sortedLists(lists: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, [...list].sort()]));
}
