import assert from "node:assert/strict";
import { collectPlan } from "./collect";
import { PlanError } from "./errors";
import { repository, stackPlan } from "./testing/stacks";
import { isUnknown, SECRET, UNKNOWN } from "./values";

const refused = async (...settings: string[]): Promise<PlanError> => {
  try {
    await collectPlan({ root: repository, stack: "development", settings });
  } catch (error) {
    assert.ok(error instanceof PlanError, String(error));
    return error;
  }
  throw new Error("A plan was made.");
};

describe("the plan of a stack", function () {
  this.timeout(180_000);

  it("holds what the program registers, children of remote components and providers included", async () => {
    const plan = await stackPlan("production");
    const cluster = plan.one("aws:eks/cluster:Cluster");
    assert.deepEqual(plan.lineOf(cluster.urn).map(({ type }) => type), ["aws:eks/cluster:Cluster", "eks:index:Cluster", "kianax:cluster:KianaxCluster", "pulumi:pulumi:Stack"]);
    plan.one("pulumi:providers:aws");
    plan.one("pulumi:providers:kubernetes");
    assert.equal(plan.all("aws:ecr/repository:Repository").length, plan.all("awsx:ecr:Repository").length);
  });

  it("has the transforms of the program applied to what a remote component makes", async () => {
    const { inputs, options } = (await stackPlan("production")).one("aws:eks/cluster:Cluster");
    assert.equal((inputs["accessConfig"] as Record<string, unknown>)["bootstrapClusterCreatorAdminPermissions"], false);
    assert.deepEqual((inputs["encryptionConfig"] as Record<string, unknown>)["resources"], ["secrets"]);
    assert.equal(options.protect, true);
  });

  it("knows no id in a preview, and every value of a deployed plan", async () => {
    const preview = await stackPlan("production");
    assert.deepEqual(preview.resources.filter(({ id }) => id !== undefined), []);
    assert.equal(preview.one("aws:rds/instance:Instance", "production-postgres").inputs["kmsKeyId"], UNKNOWN);
    const deployed = await stackPlan("production", "deployed");
    assert.deepEqual(deployed.resources.filter(({ inputs }) => isUnknown(inputs as never)), []);
    const key = deployed.one("aws:kms/key:Key", "production-data");
    assert.equal(deployed.one("aws:rds/instance:Instance", "production-postgres").inputs["kmsKeyId"], key.outputs["arn"]);
    assert.deepEqual(deployed.resources.map(({ urn }) => urn), preview.resources.map(({ urn }) => urn));
  });

  it("shows no secret, and says where they are", async () => {
    const deployed = await stackPlan("production", "deployed");
    const { inputs, secrets } = deployed.one("aws:rds/instance:Instance", "production-postgres");
    assert.equal(inputs["passwordWo"], SECRET);
    assert.deepEqual(secrets, ["passwordWo"]);
    assert.equal(deployed.outputs["kubeconfig"], SECRET);
    assert.equal(deployed.one("random:index/randomPassword:RandomPassword", "production-postgres-password").outputs["result"], SECRET);
  });

  it("finds in the account what the stack left that it takes over, and begins with that", async () => {
    const [plan, production] = [await stackPlan("recovery"), await stackPlan("production", "deployed")];
    const backup = production.one("aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication");
    assert.deepEqual(plan.one("aws:rds/instance:Instance", "recovery-postgres").inputs["restoreToPointInTime"], {
      sourceDbInstanceAutomatedBackupsArn: backup.id,
      useLatestRestorableTime: true,
    });
    const zone = production.one("aws:route53/zone:Zone");
    assert.deepEqual(plan.all("aws:route53/record:Record").map(({ inputs }) => inputs["zoneId"]), [zone.id, zone.id]);
    assert.deepEqual(plan.resources.filter(({ type }) => ["aws:route53/zone:Zone", "awsx:ecr:Repository"].includes(type)), []);
  });

  it("is made for another setting", async () => {
    const plan = await stackPlan("development", "preview", "kianax:database.instanceClass=db.t3.large");
    assert.equal(plan.one("aws:rds/instance:Instance", "development-postgres").inputs["instanceClass"], "db.t3.large");
  });

  it("refuses to find nothing", async () => {
    const plan = await stackPlan("production");
    assert.throws(() => plan.all("aws:sqs/queue:Queue"), /has no aws:sqs\/queue:Queue/);
    assert.throws(() => plan.one("aws:rds/instance:Instance", "other"), /has 0 of aws:rds\/instance:Instance "other"/);
    assert.throws(() => plan.get("urn:none"), /no resource urn:none/);
  });

  it("is refused with the program's own sentences, without a stack trace", async () => {
    const { message } = await refused("kianax:database.multiAz=maybe", "kianax:nothing=1");
    assert.match(message, /kianax:database\.multiAz must be true or false, not "maybe"\./);
    assert.match(message, /kianax:nothing is not a setting/);
    assert.doesNotMatch(message, /\n\s+at |unhandled exception/);
  });

  it("is refused with the sentences of the cloud's rules", async () => {
    const { message } = await refused("kianax:database.engineVersion=16.5");
    assert.match(message, /^development-postgres \(aws:rds\/instance:Instance\): engineVersion: .*16\.5/);
  });

  it("needs a stack with a file", async () => {
    await assert.rejects(collectPlan({ root: repository, stack: "staging" }), (error) => error instanceof PlanError && /There is no stack "staging"/.test(error.message));
  });
});
