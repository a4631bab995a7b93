/** A database over its life on the real engine: its password rotated, restored, its replicas, another major version. */
import assert from "node:assert/strict";
import path from "node:path";
import type { CloudRecord } from "../../local-cloud/provider/cloud";
import { startRun, succeeded, type Outcome, type Run } from "./harness";

const INSTANCE = "aws:rds/instance:Instance";
const GROUP = "aws:rds/parameterGroup:ParameterGroup";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const UNCHANGED = ["--expect-no-changes"];

describe("a database on the local cloud", () => {
  let run: Run;
  before(async () => {
    run = await startRun("test", { program: path.join(__dirname, "fixtures", "database") });
    succeeded(await operate("up", ["readReplicas=1"]));
  });
  after(() => run.stop());

  const operate = (operation: "up" | "preview" | "refresh", values: readonly string[], flags: readonly string[] = []): Promise<Outcome> =>
    run.operate(operation, { set: values.map((value) => `database:settings.${value}`), flags });
  const records = (type: string): CloudRecord[] => run.engine.cloud.cloud.all().filter((record) => record.type === type);
  const instance = (identifier: string): CloudRecord => {
    const found = records(INSTANCE).find(({ outputs }) => outputs["identifier"] === identifier);
    assert.ok(found, `there is no ${identifier}`);
    return found;
  };

  it("has its proxy before the writer, and its backups on the way to the recovery Region", () => {
    const [target] = records("aws:rds/proxyTarget:ProxyTarget");
    assert.equal(target?.outputs["endpoint"], instance("kianax-test-postgres").outputs["address"]);
    const [replication] = records("aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication");
    assert.equal(replication?.region, "us-west-2");
  });

  it("shows no difference after its password was rotated, however often", async () => {
    rotate(run, "first");
    succeeded(await operate("preview", ["readReplicas=1"], UNCHANGED));
    rotate(run, "second");
    // The label AWSCURRENT has gone on from the value that the program wrote; a refresh takes note of that and of nothing else.
    const refresh = await operate("refresh", ["readReplicas=1"]);
    succeeded(refresh);
    assert.equal(refresh.changes["update"], 1);
    assert.match(refresh.output, /SecretVersion test-postgres updated .*\[diff: ~versionStages\]/);
    succeeded(await operate("preview", ["readReplicas=1"], UNCHANGED));
    rotate(run, "third");
    succeeded(await operate("refresh", ["readReplicas=1"], UNCHANGED));
    assert.deepEqual(records(VERSION).map(({ outputs }) => outputs["versionStages"]), [["WRITTEN_BY_PULUMI_1"], ["AWSPREVIOUS"], ["AWSCURRENT"]]);
  });

  it("goes to another major version only when it is told so", async () => {
    const refused = await operate("up", ["readReplicas=1", "engineVersion=17"]);
    assert.notEqual(refused.status, 0);
    assert.match(refused.output, /AllowMajorVersionUpgrade flag must be present/);
    assert.match(String(instance("kianax-test-postgres").outputs["engineVersionActual"]), /^16\./);
  });

  it("goes there with its replica, the new parameter group before it and the old one after it", async () => {
    const before = instance("kianax-test-postgres").id;
    // AWS, and the local cloud with it, lets no instance take a group that is not there, and no group go that one has.
    succeeded(await operate("up", ["readReplicas=1", "engineVersion=17", "allowMajorVersionUpgrade=true"]));
    assert.deepEqual(records(GROUP).map(({ id }) => id), ["kianax-test-postgres17"]);
    for (const identifier of ["kianax-test-postgres", "kianax-test-postgres-replica-1"]) {
      const { outputs } = instance(identifier);
      assert.match(String(outputs["engineVersionActual"]), /^17\./, identifier);
      assert.equal(outputs["parameterGroupName"], "kianax-test-postgres17");
    }
    assert.equal(instance("kianax-test-postgres").id, before, "nothing was replaced");
  });

  it("is restored into another one, which keeps what came from the backup when another is named later", async () => {
    const values = ["readReplicas=1", "engineVersion=17", "deletionProtection=false", "second.sourceIdentifier=kianax-test-postgres"];
    succeeded(await operate("up", values));
    const { outputs } = instance("kianax-second-postgres");
    const source = instance("kianax-test-postgres").outputs;
    assert.deepEqual([outputs["dbName"], outputs["username"], outputs["kmsKeyId"]], ["orders", "administrator", source["kmsKeyId"]]);
    succeeded(await operate("preview", [...values.slice(0, 3), "second.snapshotIdentifier=another"], UNCHANGED));
  });

  it("gives up a replica whose protection was lifted, and nothing else", async () => {
    const values = ["engineVersion=17", "deletionProtection=false", "second.sourceIdentifier=kianax-test-postgres"];
    const preview = await operate("up", values);
    succeeded(preview);
    assert.deepEqual(records(INSTANCE).map(({ outputs }) => outputs["identifier"]).sort(), ["kianax-second-postgres", "kianax-test-postgres"]);
    // The replica, its two log groups and its alarms.
    assert.deepEqual(Object.keys(preview.changes).sort(), ["delete", "same"]);
  });

  it("is made anew under its name, after it was deleted, from another one that went on in its place", async () => {
    const { cloud } = run.engine.cloud;
    const contents = { orders: 3 };
    cloud.put({ ...instance("kianax-second-postgres"), contents });
    const lost = instance("kianax-test-postgres");
    assert.equal(cloud.delete(lost.type, lost.id), undefined);
    const values = ["engineVersion=17", "deletionProtection=false", "second.sourceIdentifier=kianax-test-postgres"];
    succeeded(await operate("refresh", values));
    succeeded(await operate("up", [...values, "restoreFrom.sourceIdentifier=kianax-second-postgres"]));
    const anew = instance("kianax-test-postgres");
    assert.deepEqual(anew.contents, contents);
    assert.notEqual(anew.outputs["resourceId"], lost.outputs["resourceId"]);
  });
});

/**
 * What Secrets Manager and its function do: a version with a new password, which the database then has, becomes the current
 * one; the former one is the previous, and what has no label left goes.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
 */
function rotate(run: Run, name: string): void {
  const { cloud } = run.engine.cloud;
  const versions = cloud.all().filter(({ type }) => type === VERSION);
  for (const version of versions) {
    const kept = (version.outputs["versionStages"] as string[]).filter((stage) => stage !== "AWSPREVIOUS");
    const versionStages = kept.map((stage) => (stage === "AWSCURRENT" ? "AWSPREVIOUS" : stage)).sort();
    if (versionStages.length === 0) {
      cloud.delete(version.type, version.id, version.region);
    } else {
      // What a refresh reads of a record are its inputs too.
      cloud.put({ ...version, inputs: { ...version.inputs, versionStages }, outputs: { ...version.outputs, versionStages } });
    }
  }
  const [written] = versions;
  assert.ok(written);
  const [secret = ""] = written.id.split("|");
  cloud.put({ ...written, urn: "", id: `${secret}|${name}`, outputs: { ...written.outputs, versionId: name, versionStages: ["AWSCURRENT"] }, owner: secret });
}
