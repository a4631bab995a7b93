/** Both stacks of the strategy on the real engine: up, unchanged, changed, refused, destroyed. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { policyArguments } from "../../local-cloud/cli/policy-arguments";
import { pathsOf } from "../../local-cloud/engine/local-values";
import { localValues } from "../../local-cloud/engine/seal";
import { deployed, repository, startRun, succeeded, type Run } from "./harness";

const UNCHANGED = ["same"];
/** As the README says. */
const LIFTED = ["kianax:protect=false", "kianax:database.deletionProtection=false", "kianax:cluster.deletionProtection=false", "kianax:edge.deletionProtection=false"];

/** With what the scheduled comparison looks for changes that nobody made through the program. */
function comparison(): string[] {
  const { jobs } = parse(readFileSync(path.join(repository, ".github", "workflows", "drift.yml"), "utf8")) as { jobs: { compare: { steps: { run?: string }[] } } };
  const [command = ""] = jobs.compare.steps.flatMap(({ run }) => run ?? []);
  const flags = command.split(/\s+/).map((word) => word.replaceAll("'", ""));
  assert.ok(flags.includes("--refresh"));
  return flags.slice(flags.indexOf("--refresh"));
}

for (const stack of ["production", "development"]) {
  describe(`the ${stack} stack on the local cloud`, () => {
    let run: Run;
    before(async () => (run = await startRun(stack)));
    after(() => run.stop());

    it("comes up whole, with no policy violation", async () => {
      const up = await run.operate("up");
      succeeded(up);
      assert.deepEqual(up.findings.filter(({ level }) => level === "mandatory"), []);
      assert.deepEqual(up.policyPacks.length, 1);
      const types = new Set((await deployed(run, stack)).map(({ type }) => type));
      for (const type of ["aws:ec2/vpc:Vpc", "aws:eks/cluster:Cluster", "aws:rds/instance:Instance", "aws:elasticache/replicationGroup:ReplicationGroup", "aws:lb/loadBalancer:LoadBalancer", "aws:wafv2/webAcl:WebAcl", "awsx:ecr:Repository"]) {
        assert.ok(types.has(type), `${type} is missing`);
      }
    });

    it("is unchanged at a second preview, also when the local cloud was restarted in between", async () => {
      succeeded(await run.operate("preview", { flags: ["--expect-no-changes"] }));
      await run.restart();
      const preview = await run.operate("preview", { flags: ["--expect-no-changes"] });
      succeeded(preview);
      assert.deepEqual(Object.keys(preview.changes), UNCHANGED);
    });

    it("finds nothing to refresh", async () => {
      const refresh = await run.operate("refresh", { flags: ["--expect-no-changes"] });
      succeeded(refresh);
    });

    it("is judged again from its state alone, by rules that may be newer than it", async () => {
      const file = path.join(run.paths.logs, "state.json");
      const pack = policyArguments(repository, stack);
      succeeded(await run.pulumi("policy", "analyze", "--stack", stack, ...pack));
      succeeded(await run.pulumi("stack", "export", "--stack", stack, "--file", file));
      writeFileSync(file, readFileSync(file, "utf8").replaceAll('"publiclyAccessible": false', '"publiclyAccessible": true'));
      const changed = await run.pulumi("policy", "analyze", "--file", file, ...pack);
      assert.notEqual(changed.status, 0);
      assert.match(changed.output, /\[mandatory\].* rds-not-public /);
    });

    it("has its secrets sealed in state, store and logs", async () => {
      const generated = run.engine.cloud.cloud.all().flatMap(({ type, outputs }) => (type === "random:index/randomPassword:RandomPassword" ? [String(outputs["result"])] : []));
      assert.equal(generated.length, 4);
      // Ids of OAuth applications are public, and short enough to be part of something else.
      const madeUp = pathsOf(localValues(run.paths.values)).flatMap(([key, text]) => (key.endsWith(".clientId") ? [] : [text]));
      assert.equal(madeUp.length, 8);
      const files = readdirSync(run.paths.local, { recursive: true, encoding: "utf8" })
        .map((file) => path.join(run.paths.local, file))
        .filter((file) => statSync(file).isFile());
      const leaks = files.filter((file) => {
        const text = readFileSync(file, "utf8");
        return [...generated, ...madeUp].some((secret) => text.includes(secret));
      });
      assert.deepEqual(leaks, []);
    });

    it("updates a changed size in place", async () => {
      const database = () => run.engine.cloud.cloud.all().find(({ type }) => type === "aws:rds/instance:Instance");
      const before = database();
      const up = await run.operate("up", { set: ["kianax:database.instanceClass=db.t3.large"] });
      succeeded(up);
      // The database, the two alarms whose thresholds are parts of its memory, and the part of its connections that a proxy gets.
      assert.deepEqual({ ...up.changes, same: 0 }, { update: stack === "production" ? 4 : 3, same: 0 });
      assert.equal(database()?.outputs["instanceClass"], "db.t3.large");
      assert.equal(database()?.id, before?.id);
      succeeded(await run.operate("up"));
      assert.equal(database()?.outputs["instanceClass"], before?.outputs["instanceClass"]);
    });

    it("refuses a changed VPC CIDR before anything that holds data is replaced", async () => {
      const before = run.engine.cloud.cloud.all().length;
      const up = await run.operate("up", { set: ["kianax:network.cidr=10.99.0.0/16"] });
      assert.notEqual(up.status, 0);
      assert.match(up.output, /protect/);
      assert.equal(run.engine.cloud.cloud.all().length, before);
      succeeded(await run.operate("preview", { flags: ["--expect-no-changes"] }));
    });

    it("shows and repairs what was changed behind the engine's back", async () => {
      const { cloud } = run.engine.cloud;
      const [group] = cloud.all().filter(({ type, outputs }) => type === "aws:cloudwatch/logGroup:LogGroup" && outputs["retentionInDays"] !== 7);
      assert.ok(group);
      succeeded(await run.operate("preview", { flags: comparison() }));
      cloud.put({ ...group, inputs: { ...group.inputs, retentionInDays: 7 }, outputs: { ...group.outputs, retentionInDays: 7 } });
      const compared = await run.operate("preview", { flags: comparison() });
      assert.notEqual(compared.status, 0, "the scheduled comparison sees nothing");
      assert.match(compared.output, /retentionInDays/);
      const refresh = await run.operate("refresh");
      succeeded(refresh);
      assert.equal(refresh.changes["update"], 1);
      const up = await run.operate("up");
      succeeded(up);
      assert.equal(up.changes["update"], 1);
      assert.equal(cloud.byId(group.type, group.id)?.outputs["retentionInDays"], group.outputs["retentionInDays"]);
    });

    it("makes again what was deleted behind the engine's back", async () => {
      const { cloud } = run.engine.cloud;
      const [alarm] = cloud.all().filter(({ type }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm");
      assert.ok(alarm);
      cloud.delete(alarm.type, alarm.id);
      succeeded(await run.operate("refresh"));
      const up = await run.operate("up");
      succeeded(up);
      assert.equal(up.changes["create"], 1);
    });

    it("refuses to be destroyed, and loses nothing", async () => {
      const before = await deployed(run, stack);
      const destroy = await run.operate("destroy");
      assert.notEqual(destroy.status, 0);
      assert.match(destroy.output, /protect/);
      assert.equal((await deployed(run, stack)).length, before.length);
    });

    it("is destroyed whole once protection is lifted the documented way", async () => {
      const refused = await run.operate("up", { set: LIFTED });
      if (stack === "production") {
        assert.ok(refused.findings.some(({ policy }) => policy === "stateful-protected"), refused.output);
      }
      succeeded(await run.operate("up", { set: LIFTED, ...(stack === "production" && { profile: "decommission" }) }));
      succeeded(await run.operate("destroy"));
      assert.deepEqual(await deployed(run, stack), []);
      assert.deepEqual(run.engine.cloud.cloud.all().map(({ type, id }) => `${type} ${id}`), []);
    });
  });
}

describe("a production database without a standby", () => {
  let run: Run;
  before(async () => (run = await startRun("production")));
  after(() => run.stop());

  it("is refused by policy with nothing of the database created", async () => {
    const up = await run.operate("up", { set: ["kianax:database.multiAz=false"] });
    assert.notEqual(up.status, 0);
    assert.ok(up.findings.some(({ policy, level }) => policy === "rds-multi-az" && level === "mandatory"), up.output);
    assert.deepEqual(run.engine.cloud.cloud.all(), [], "the preview refuses, so nothing at all is made");
  });
});
