/** Production in the Region that is left: from what it replicated, without anything of the Region that is lost. */
import assert from "node:assert/strict";
import type { CloudRecord } from "../../local-cloud/provider/cloud";
import type { Properties } from "../../local-cloud/provider/values";
import { deployed, startRun, succeeded, type Run } from "./harness";

const LOST = "us-east-1";
const LEFT = "us-west-2";
const INSTANCE = "aws:rds/instance:Instance";
const REPLICATION = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";
const RECORD = "aws:route53/record:Record";
/** What is written into production's database: only what descends from it holds it. */
const CONTENTS = { orders: ["BUY 100 KNX", "SELL 40 KNX"] };

describe("the recovery stack on the local cloud", () => {
  let run: Run;
  /** All that production has in its account when its Region is lost. */
  let production: readonly CloudRecord[];
  before(async () => (run = await startRun("recovery")));
  after(() => run.stop());

  const all = (): CloudRecord[] => run.engine.cloud.cloud.all();
  const keyOf = ({ type, region, id }: CloudRecord): string => `${type} ${region} ${id}`;
  const added = (): CloudRecord[] => {
    const before = new Set(production.map(keyOf));
    return all().filter((record) => !before.has(keyOf(record)));
  };
  const one = (records: readonly CloudRecord[], type: string, fits: (outputs: Properties) => boolean = () => true): CloudRecord => {
    const found = records.filter((record) => record.type === type && fits(record.outputs));
    assert.equal(found.length, 1, `there are ${found.length} of ${type}`);
    return found[0] as CloudRecord;
  };
  /** Who answers to a name. */
  const leadsTo = (name: string): unknown => {
    const [alias] = one(all(), RECORD, (outputs) => outputs["name"] === name).outputs["aliases"] as Properties[];
    return alias?.["name"];
  };
  const loadBalancerOf = (records: readonly CloudRecord[]): unknown => one(records, "aws:lb/loadBalancer:LoadBalancer").outputs["dnsName"];

  it("refuses, in a sentence, where production has replicated nothing", async () => {
    const preview = await run.operate("preview");
    assert.notEqual(preview.status, 0);
    assert.match(preview.output, /The parameter \/kianax\/production\/restore-inputs is not in this Region: production has not been deployed with this Region as its recovery Region/);
    assert.deepEqual(all(), []);
  });

  it("comes up whole beside what is left of production, with no policy violation", async () => {
    await run.restart({ stack: "production" });
    succeeded(await run.operate("up", { flags: ["--skip-preview"] }));
    const { cloud } = run.engine.cloud;
    cloud.put({ ...one(all(), INSTANCE), contents: CONTENTS });
    production = structuredClone(all().filter(({ type }) => type.startsWith("aws:")));

    await run.restart({ stack: "recovery", withoutRegions: [LOST] });
    const up = await run.operate("up");
    succeeded(up);
    assert.deepEqual(up.findings.filter(({ level }) => level === "mandatory"), []);
    assert.equal(up.policyPacks.length, 1);
  });

  it("lives wholly in the Region that is left", () => {
    assert.ok(added().length > 200);
    assert.deepEqual(added().filter(({ type, region }) => type.startsWith("aws:") && region !== LEFT).map(keyOf), []);
  });

  it("goes on with production's rows, of the backup that was replicated, under the key that is there", () => {
    const [source, backup, restored] = [one(production, INSTANCE), one(production, REPLICATION), one(added(), INSTANCE)];
    assert.deepEqual(restored.contents, CONTENTS);
    assert.notEqual(restored.outputs["resourceId"], source.outputs["resourceId"]);
    assert.deepEqual(restored.inputs["restoreToPointInTime"], { sourceDbInstanceAutomatedBackupsArn: backup.id, useLatestRestorableTime: true });
    assert.equal(backup.region, LEFT);
    assert.equal(backup.outputs["sourceDbInstanceArn"], source.outputs["arn"]);
    assert.equal(restored.outputs["kmsKeyId"], backup.inputs["kmsKeyId"]);
    const key = one(production, "aws:kms/replicaKey:ReplicaKey", (outputs) => outputs["arn"] === restored.outputs["kmsKeyId"]);
    assert.equal(key.region, LEFT);
    // Of the same kind: what a failed-over production must not lose.
    for (const property of ["instanceClass", "multiAz", "backupRetentionPeriod", "deletionProtection", "engineVersionActual"]) {
      assert.deepEqual(restored.outputs[property], source.outputs[property], property);
    }
  });

  it("runs the images that were replicated, and lives in production's zone under a name of its own", async () => {
    const types = new Set((await deployed(run, "recovery")).map(({ type }) => type));
    assert.deepEqual(["awsx:ecr:Repository", "aws:ecr/repository:Repository", "aws:route53/zone:Zone"].filter((type) => types.has(type)), []);
    const repositories = JSON.parse((await run.pulumi("stack", "output", "serviceRepositories", "--stack", "recovery", "--json")).output) as Record<string, string>;
    assert.deepEqual([...new Set(Object.values(repositories).map((url) => url.replace(/[^/]*$/, "")))], ["444455556666.dkr.ecr.us-west-2.amazonaws.com/kianax/production/"]);
    const zone = one(production, "aws:route53/zone:Zone");
    assert.deepEqual(added().filter(({ type }) => type === RECORD).map(({ outputs }) => outputs["zoneId"]), [zone.id, zone.id]);
    assert.equal(leadsTo("api.recovery.kianax.io"), loadBalancerOf(added()));
    assert.equal(leadsTo("api.kianax.io"), loadBalancerOf(production));
  });

  it("touched nothing of production's", () => {
    const left = new Map(all().map((record) => [keyOf(record), record]));
    assert.deepEqual(production.map((record) => left.get(keyOf(record))), production);
  });

  it("takes over production's name in one change of its configuration, and nothing else changes", async () => {
    const database = one(added(), INSTANCE);
    const up = await run.operate("up", { set: ["kianax:edge.apiHost=api.kianax.io"] });
    succeeded(up);
    assert.equal(leadsTo("api.kianax.io"), loadBalancerOf(added()));
    assert.deepEqual(one(added(), INSTANCE), database);
    const changed = up.steps.filter(({ op }) => op === "update" || op === "replace").map(({ op, urn, type }) => `${op} ${type.replace(/.*:/, "")} ${urn.replace(/.*::/, "")}`);
    assert.deepEqual(changed.sort(), [
      "replace Certificate recovery-api",
      "replace CertificateValidation recovery-api",
      "replace Record recovery-api",
      "replace Record recovery-api-certificate",
      "update Listener recovery-https",
      "update ListenerRule gateway",
      "update MetricAlarm recovery-api-certificate",
    ]);
  });

  it("is what production cannot be while its Region does not answer", async () => {
    await run.restart({ stack: "production", withoutRegions: [LOST] });
    const refresh = await run.operate("refresh");
    assert.notEqual(refresh.status, 0);
    assert.match(refresh.output, /the Region us-east-1 does not answer/);
  });
});
