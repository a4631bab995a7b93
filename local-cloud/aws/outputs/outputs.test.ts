import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { openCatalogue } from "../../shapes";
import type { TypeShape } from "../../shapes";
import type { Properties } from "../../provider/values";
import { functionTokens } from "../invokes";
import { referencesOf } from "../references";
import { rules } from "../rules";
import { MemoryCloud } from "../testing/cloud";
import { World } from "../testing/world";
import { T, canonical } from "../tokens";
import { blueprints, create } from ".";

const root = path.resolve(__dirname, "../../..");
const catalogue = openCatalogue(path.join(root, "node_modules"), path.join(root, ".local", "cache"));

/** Type tokens of every `aws.module.Class` that a folder's sources name as a resource. */
function typesNamedIn(folder: string): string[] {
  const sources = fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.includes("node_modules"))
    .map((file) => fs.readFileSync(path.join(root, folder, file), "utf8"));
  const named = sources.flatMap((source) => [...source.matchAll(/\baws\.([a-z0-9]+)\.([A-Z]\w+)\b/g)].map(([, module, name]) => `aws:${module}/${name?.charAt(0).toLowerCase()}${name?.slice(1)}:${name}`));
  return [...new Set(named)].filter((token) => catalogue.resource(token) !== undefined).sort();
}

/** Whether a path with wildcards exists in a shape. */
function reaches(type: TypeShape, steps: readonly string[]): boolean {
  const [step, ...rest] = steps;
  if (step === undefined || type.kind === "any" || type.kind === "map") {
    return true;
  }
  if (type.kind === "union") {
    return type.of.some((option) => reaches(option, steps));
  }
  if (type.kind === "list") {
    return step === "*" && reaches(type.element, rest);
  }
  const property = type.kind === "object" ? type.properties.find(({ name }) => name === step) : undefined;
  return property !== undefined && reaches(property.type, rest);
}

describe("outputs of AWS resources", () => {
  it("have types that the SDK has", () => {
    assert.deepEqual(Object.values(T).filter((type) => catalogue.resource(type) === undefined), []);
    assert.deepEqual(functionTokens.filter((token) => catalogue.func(token) === undefined), []);
  });

  it("are properties that the SDK declares", () => {
    const world = new World();
    const inputs: Properties = { vpcId: world.vpc.id, subnetId: world.subnetA.id, subnetIds: [world.subnetA.id], storageType: "gp3", storageEncrypted: true, performanceInsightsEnabled: true, protocol: "HTTPS", enableKeyRotation: true };
    const strays = Object.keys(blueprints).flatMap((type) => {
      const { outputs } = world.cloud.put(type, `sample-${type}`, inputs);
      const declared = new Set([...(catalogue.resource(type)?.outputs ?? []), ...Object.keys(inputs)]);
      return Object.keys(outputs).filter((name) => !declared.has(name)).map((name) => `${type} ${name}`);
    });
    assert.deepEqual(strays, []);
  });

  it("have values for each type that the components make", () => {
    assert.deepEqual(typesNamedIn("components").filter((type) => blueprints[canonical(type)] === undefined), []);
  });

  it("say when a creation takes the place of what is there: a record of names that may overwrite", () => {
    const candidate = (inputs: Properties) => ({ urn: "urn", name: "api", type: T.record, inputs: { zoneId: "Z1", name: "api", type: "A", ...inputs } });
    const { cloud } = new World();
    assert.equal(create(candidate({ allowOverwrite: true }), cloud.view()).overwrites, true);
    assert.equal(create(candidate({}), cloud.view()).overwrites, undefined);
  });

  it("differ between two creations and stay through an update", () => {
    const world = new World();
    const first = world.cloud.put(T.vpc, "twice", { cidrBlock: "10.5.0.0/16" });
    assert.match(first.id, /^vpc-[0-9a-f]{17}$/);
    const updated = world.cloud.update(first, { cidrBlock: "10.5.0.0/16", enableDnsHostnames: true });
    assert.equal(updated.outputs["enableDnsHostnames"], true);
    assert.equal(updated.outputs["mainRouteTableId"], first.outputs["mainRouteTableId"]);
    const second = world.cloud.put(T.vpc, "twice", { cidrBlock: "10.5.0.0/16" });
    assert.notEqual(second.id, first.id);
    assert.notEqual(second.outputs["mainRouteTableId"], first.outputs["mainRouteTableId"]);
  });

  it("are the same in two clouds", () => {
    const ids = () => new World().cloud.view().all().map(({ id }) => id);
    assert.deepEqual(ids(), ids());
  });

  it("look like AWS's", () => {
    const world = new World();
    const database = world.cloud.put(T.dbInstance, "db", { identifier: "kianax-production", engine: "postgres", engineVersion: "16.11", dbSubnetGroupName: "db" });
    assert.match(database.id, /^db-[A-Z0-9]{26}$/);
    assert.match(String(database.outputs["endpoint"]), /^kianax-production\.c[a-z0-9]{11}\.us-east-1\.rds\.amazonaws\.com:5432$/);
    const proxy = world.cloud.put(T.dbProxy, "proxy", { name: "kianax-production" });
    assert.match(String(proxy.outputs["endpoint"]), /^kianax-production\.proxy-c[a-z0-9]{11}\.us-east-1\.rds\.amazonaws\.com$/);
    assert.match(String(proxy.outputs["arn"]), /^arn:aws:rds:us-east-1:123456789012:db-proxy:prx-[0-9a-f]{17}$/);
    const target = world.cloud.put(T.dbProxyTarget, "target", { dbProxyName: "kianax-production", targetGroupName: "default", dbInstanceIdentifier: "kianax-production" });
    assert.deepEqual([target.id, target.outputs["endpoint"]], ["kianax-production/default/RDS_INSTANCE/kianax-production", database.outputs["address"]]);
    const cache = world.cloud.put(T.replicationGroup, "redis", { replicationGroupId: "kianax", numNodeGroups: 3, replicasPerNodeGroup: 1, transitEncryptionEnabled: true });
    assert.match(String(cache.outputs["configurationEndpointAddress"]), /^clustercfg\.kianax\.[a-z0-9]{6}\.use1\.cache\.amazonaws\.com$/);
    assert.deepEqual(cache.outputs["memberClusters"], ["kianax-0001-001", "kianax-0001-002", "kianax-0002-001", "kianax-0002-002", "kianax-0003-001", "kianax-0003-002"]);
    const single = world.cloud.put(T.replicationGroup, "single", { replicationGroupId: "single", numCacheClusters: 1, transitEncryptionEnabled: true });
    assert.match(String(single.outputs["primaryEndpointAddress"]), /^master\.single\./);
    assert.match(world.cloud.put(T.key, "multi", { multiRegion: true }).id, /^mrk-[0-9a-f]{32}$/);
    assert.match(world.plainKey.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.match(String(world.cluster.outputs["endpoint"]), /^https:\/\/[0-9A-F]{32}\.[a-z0-9]{3}\.us-east-1\.eks\.amazonaws\.com$/);
    assert.match(String(world.balancer.outputs["dnsName"]), /^kianax-\d+\.us-east-1\.elb\.amazonaws\.com$/);
    assert.equal((world.zone.outputs["nameServers"] as string[]).length, 4);
  });

  it("share one validation record between a domain and its wildcard", () => {
    const certificate = new MemoryCloud().create(T.certificate, "c", { domainName: "kianax.io", subjectAlternativeNames: ["*.kianax.io"], validationMethod: "DNS" });
    const options = certificate.outputs["domainValidationOptions"] as { domainName: string; resourceRecordName: string }[];
    assert.deepEqual(options.map(({ domainName }) => domainName), ["kianax.io", "*.kianax.io"]);
    assert.equal(options[0]?.resourceRecordName, options[1]?.resourceRecordName);
  });

  it("of a restored database come from its backup, the key of the backup's Region too", () => {
    const cloud = new MemoryCloud();
    const written = { engine: "postgres", engineVersion: "16.11", username: "kianax", dbName: "orders", allocatedStorage: 50, storageEncrypted: true, kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/data" };
    const source = cloud.put(T.dbInstance, "source", { identifier: "source", ...written });
    const backup = cloud.put(T.dbBackupReplication, "backup", { sourceDbInstanceArn: source.outputs["arn"] ?? "", kmsKeyId: "arn:aws:kms:us-west-2:123456789012:key/data" }, "us-west-2");
    assert.match(backup.id, /^arn:aws:rds:us-west-2:123456789012:auto-backup:ab-[a-z0-9]{32}$/);
    const restored = cloud.put(T.dbInstance, "restored", { identifier: "restored", storageEncrypted: true, restoreToPointInTime: { sourceDbInstanceAutomatedBackupsArn: backup.id, useLatestRestorableTime: true } }, "us-west-2");
    assert.equal(restored.contents, undefined);
    const rows = { orders: 3 };
    const full = create({ ...restored, name: "again", inputs: { ...restored.inputs, identifier: "again" } }, { ...cloud.view("us-west-2"), byType: (type) => cloud.view().byType(type).map((record) => (record.id === source.id ? { ...record, contents: rows } : record)) });
    assert.deepEqual(full.contents, rows);
    const { dbName, username, engineVersion, allocatedStorage, kmsKeyId } = restored.outputs;
    assert.deepEqual([dbName, username, engineVersion, allocatedStorage, kmsKeyId], ["orders", "kianax", "16.11", 50, backup.inputs["kmsKeyId"]]);
  });

  it("of a replica follow its source, also into another version", () => {
    const cloud = new MemoryCloud();
    const source = cloud.put(T.dbInstance, "source", { identifier: "source", engine: "postgres", engineVersion: "16.11", backupRetentionPeriod: 7 });
    const replica = cloud.put(T.dbInstance, "replica", { identifier: "replica", replicateSourceDb: "source" });
    assert.equal(replica.outputs["engineVersionActual"], "16.11");
    cloud.update(source, { ...source.inputs, engineVersion: "17.9", allowMajorVersionUpgrade: true });
    assert.equal(cloud.update(replica, replica.inputs).outputs["engineVersionActual"], "17.9");
  });

  it("leave out what was written only", () => {
    const { outputs } = new MemoryCloud().put(T.dbInstance, "db", { identifier: "x", passwordWo: "hidden-away", passwordWoVersion: 1 });
    assert.equal("passwordWo" in outputs, false);
    assert.equal(outputs["passwordWoVersion"], 1);
  });

  it("raise a launch template's version when its content changes, not its tags", () => {
    const cloud = new MemoryCloud();
    const template = cloud.create(T.launchTemplate, "t", { name: "nodes" });
    const tagged = cloud.update(template, { name: "nodes", tags: { a: "b" } });
    assert.equal(tagged.outputs["latestVersion"], 1);
    assert.equal(cloud.update(tagged, { name: "nodes", ebsOptimized: "true" }).outputs["latestVersion"], 2);
  });

  it("give a type without a blueprint a name, an ARN and its inputs", () => {
    const activity = new MemoryCloud().create("aws:sfn/activity:Activity", "a", { name: "settle", tags: { a: "b" } });
    assert.equal(activity.id, "settle");
    assert.deepEqual(activity.outputs["tags"], { a: "b" });
    assert.equal(activity.outputs["arn"], "arn:aws:sfn:us-east-1:123456789012:activity/settle");
    assert.equal(activity.outputs["region"], "us-east-1");
  });

  it("give what belongs to the account no Region", () => {
    const budget = new MemoryCloud().create(T.budget, "b", { name: "total", budgetType: "COST", limitAmount: "300" });
    assert.equal(budget.id, "123456789012:total");
    assert.equal(budget.outputs["arn"], "arn:aws:budgets::123456789012:budget/total");
    assert.equal(budget.outputs["timePeriodStart"], "2026-11-01_00:00");
    assert.equal("region" in budget.outputs, false);
  });
});

describe("references and rules of AWS resources", () => {
  it("speak of inputs that the SDK has", () => {
    const wrong = Object.values(T).flatMap((type) => {
      const shape = catalogue.resource(type);
      const object: TypeShape = { kind: "object", name: type, properties: shape?.inputs ?? [] };
      return referencesOf(type).filter(({ path: wanted }) => !reaches(object, wanted.match(/[^.[\]]+/g) ?? [])).map(({ path: wanted }) => `${type} ${wanted}`);
    });
    assert.deepEqual(wrong, []);
  });

  it("speak of properties that the SDK has where their ids name one", () => {
    const wrong = rules.filter(({ id }) => /^(range|one-of|name)-/.test(id)).flatMap(({ id, types }) => {
      const type = types[0] ?? "";
      const property = id.slice(id.indexOf(type.split(":")[1] ?? "") + (type.split(":")[1] ?? "").length + 1);
      const object: TypeShape = { kind: "object", name: type, properties: catalogue.resource(type)?.inputs ?? [] };
      return reaches(object, property.match(/[^.[\]]+/g) ?? []) ? [] : [id];
    });
    assert.deepEqual(wrong, []);
  });
});
