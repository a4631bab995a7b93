import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { UNKNOWN, type Properties, type Value } from "../provider/values";
import { applyDefaults, checkInputs, diffInputs, openCatalogue, type Catalogue, type ResourceShape } from ".";

const nodeModules = path.resolve(__dirname, "..", "..", "node_modules");

describe("shapes of the installed SDKs", () => {
  let cache: string;
  let catalogue: Catalogue;
  before(() => {
    cache = mkdtempSync(path.join(os.tmpdir(), "kianax-shapes-"));
    catalogue = openCatalogue(nodeModules, cache);
  });
  after(() => rmSync(cache, { recursive: true }));

  const shape = (token: string): ResourceShape => {
    const found = catalogue.resource(token);
    assert.ok(found, `${token} has no shape`);
    return found;
  };
  const reasons = (token: string, inputs: Properties): string[] => checkInputs(shape(token), inputs).map(({ property, reason }) => `${property}: ${reason}`);

  it("cover the packages of the program", () => {
    const names = catalogue.packages().map(({ name }) => name);
    for (const name of ["aws", "awsx", "eks", "kubernetes", "random"]) {
      assert.ok(names.includes(name), name);
    }
  });

  it("know nothing that no package has", () => {
    assert.equal(catalogue.resource("aws:ec2/vpcc:Vpcc"), undefined);
    assert.equal(catalogue.resource("gcp:compute/network:Network"), undefined);
    assert.equal(catalogue.func("aws:index/getEverything:getEverything"), undefined);
    assert.ok(catalogue.func("aws:index/getAvailabilityZones:getAvailabilityZones"));
  });

  it("refuse an unknown property with the nearest one, at any depth", () => {
    assert.deepEqual(reasons("aws:ec2/vpc:Vpc", { cidrBlok: "10.0.0.0/16" }), ['cidrBlok: aws:ec2/vpc:Vpc has no property "cidrBlok"; did you mean "cidrBlock"?']);
    assert.deepEqual(reasons("aws:ec2/launchTemplate:LaunchTemplate", { blockDeviceMappings: [{ ebs: { encryptd: "true" } }] }), [
      'blockDeviceMappings[0].ebs.encryptd: ec2.LaunchTemplateBlockDeviceMappingEbs has no property "encryptd"; did you mean "encrypted"?',
    ]);
    assert.deepEqual(reasons("kubernetes:core/v1:ConfigMap", { metadata: { nam: "x" } }), ['metadata.nam: meta.v1.ObjectMeta has no property "nam"; did you mean "name"?']);
    assert.deepEqual(reasons("aws:ec2/vpc:Vpc", { somethingElse: 1 }), ['somethingElse: aws:ec2/vpc:Vpc has no property "somethingElse"; remove it.']);
  });

  it("refuse a missing property, at any depth", () => {
    assert.deepEqual(reasons("aws:rds/subnetGroup:SubnetGroup", {}), ['subnetIds: aws:rds/subnetGroup:SubnetGroup needs the property "subnetIds"; give it a value.']);
    assert.deepEqual(reasons("aws:autoscaling/group:Group", { minSize: 1, maxSize: 1, tags: [{ key: "Name", value: "nat" }] }), [
      'tags[0].propagateAtLaunch: autoscaling.GroupTag needs the property "propagateAtLaunch"; give it a value.',
    ]);
  });

  it("refuse a wrong type, and accept what the provider turns into the right one", () => {
    const instance = (allocatedStorage: Value): string[] => reasons("aws:rds/instance:Instance", { instanceClass: "db.t3.small", allocatedStorage });
    assert.deepEqual(instance("20GB"), ['allocatedStorage: "allocatedStorage" must be a number, not the string "20GB".']);
    assert.deepEqual(instance([20]), ['allocatedStorage: "allocatedStorage" must be a number, not a list.']);
    assert.deepEqual(instance("20"), []);
    assert.deepEqual(reasons("aws:ec2/vpc:Vpc", { enableDnsSupport: "true" }), []);
    assert.deepEqual(reasons("aws:ec2/vpc:Vpc", { enableDnsSupport: "yes" }), ['enableDnsSupport: "enableDnsSupport" must be true or false, not the string "yes".']);
    assert.deepEqual(reasons("aws:ec2/vpc:Vpc", { tags: ["a"] }), ['tags: "tags" must be a map, not a list.']);
  });

  it("let unknown values pass everywhere", () => {
    const resource = shape("aws:rds/instance:Instance");
    fc.assert(
      fc.property(fc.subarray(resource.inputs.map(({ name }) => name)), (names) => {
        const inputs = Object.fromEntries([...names, "instanceClass"].map((name) => [name, UNKNOWN]));
        assert.deepEqual(checkInputs(resource, inputs), []);
      }),
    );
  });

  it("name any property that is not theirs", () => {
    const resource = shape("aws:kms/key:Key");
    const known = new Set(resource.inputs.map(({ name }) => name));
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-zA-Z]{0,20}$/).filter((name) => !known.has(name)), (name) => {
        const failures = checkInputs(resource, { [name]: "x" });
        assert.deepEqual(failures.map(({ property }) => property), [name]);
      }),
    );
  });

  it("tell secrets, constants and remote components", () => {
    assert.deepEqual(shape("aws:rds/instance:Instance").secretInputs, ["password", "passwordWo"]);
    assert.deepEqual(shape("random:index/randomPassword:RandomPassword").secretOutputs, ["bcryptHash", "result"]);
    assert.deepEqual(applyDefaults(shape("kubernetes:core/v1:ConfigMap"), {}), { apiVersion: "v1", kind: "ConfigMap" });
    assert.equal(shape("eks:index:Cluster").isComponent, true);
    assert.equal(shape("aws:eks/cluster:Cluster").isComponent, false);
  });

  describe("differences", () => {
    const diff = (token: string, olds: Properties, news: Properties) => diffInputs(shape(token), olds, news);

    it("of equal inputs are none", () => {
      const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Value>;
      fc.assert(
        fc.property(fc.dictionary(fc.constantFrom("cidrBlock", "tags", "enableDnsSupport"), json), (inputs) => {
          const same = { ...inputs } as Properties;
          assert.deepEqual(diff("aws:ec2/vpc:Vpc", same, structuredClone(same)), { changes: [], replaces: [] });
        }),
      );
    });

    it("carry their paths, and quote keys with dots", () => {
      assert.deepEqual(diff("aws:ec2/vpc:Vpc", { tags: { Name: "a", "k8s.io/x": "1" } }, { tags: { Name: "b" } }).changes, ["tags.Name", 'tags["k8s.io/x"]']);
    });

    it("do not see another order of plain text, nor a number written as text", () => {
      assert.deepEqual(diff("aws:rds/subnetGroup:SubnetGroup", { subnetIds: ["a", "b"] }, { subnetIds: ["b", "a"] }).changes, []);
      assert.deepEqual(diff("aws:rds/instance:Instance", { allocatedStorage: 20 }, { allocatedStorage: "20" }).changes, []);
    });

    it("with an unknown value count as a change", () => {
      assert.deepEqual(diff("aws:ec2/subnet:Subnet", { vpcId: "vpc-1" }, { vpcId: UNKNOWN }), { changes: ["vpcId"], replaces: ["vpcId"] });
    });

    it("replace what AWS cannot change, and only that", () => {
      const replaces = (token: string, property: string): boolean => diff(token, { [property]: "a" }, { [property]: "b" }).replaces.length > 0;
      for (const [token, property] of [
        ["aws:ec2/vpc:Vpc", "cidrBlock"],
        ["aws:rds/instance:Instance", "storageEncrypted"],
        ["aws:elasticache/replicationGroup:ReplicationGroup", "replicationGroupId"],
        ["aws:eks/cluster:Cluster", "name"],
        ["aws:kms/key:Key", "multiRegion"],
        ["aws:secretsmanager/secret:Secret", "name"],
        ["random:index/randomPassword:RandomPassword", "length"],
        ["kubernetes:core/v1:ConfigMap", "kind"],
      ] as const) {
        assert.ok(replaces(token, property), `${token} ${property} should replace`);
      }
      for (const [token, property] of [
        ["aws:rds/instance:Instance", "instanceClass"],
        ["aws:rds/instance:Instance", "multiAz"],
        ["aws:rds/instance:Instance", "identifier"],
        ["aws:elasticache/replicationGroup:ReplicationGroup", "nodeType"],
        ["aws:eks/cluster:Cluster", "version"],
        ["aws:eks/cluster:Cluster", "vpcConfig"],
        ["aws:lb/loadBalancer:LoadBalancer", "subnets"],
        ["aws:kms/key:Key", "policy"],
      ] as const) {
        assert.ok(!replaces(token, property), `${token} ${property} should change in place`);
      }
    });

    it("know the immutable fields of Kubernetes", () => {
      const deployment = (path: Properties): readonly string[] => diff("kubernetes:apps/v1:Deployment", { spec: { replicas: 1, selector: { matchLabels: { a: "1" } } } }, path).replaces;
      assert.deepEqual(deployment({ spec: { replicas: 2, selector: { matchLabels: { a: "1" } } } }), []);
      assert.deepEqual(deployment({ spec: { replicas: 1, selector: { matchLabels: { a: "2" } } } }), ["spec.selector.matchLabels.a"]);
    });
  });

  it("have corrections only for types and properties that exist, each with its source", () => {
    for (const [token, { replaces = [], inPlace = [], source }] of Object.entries(CORRECTIONS)) {
      const known = new Set(shape(token).inputs.map(({ name }) => name));
      assert.deepEqual([...replaces, ...inPlace].filter((name) => !known.has(name)), [], token);
      assert.match(source, /^https:\/\//);
    }
  });

  it("are made again when their cache is damaged", () => {
    for (const file of readdirSync(cache)) {
      writeFileSync(path.join(cache, file), "{half");
    }
    assert.ok(openCatalogue(nodeModules, cache).resource("aws:ec2/vpc:Vpc"));
  });
});
