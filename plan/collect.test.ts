import assert from "node:assert/strict";
import path from "node:path";
import { collectPlan } from "./collect";
import { PlanError } from "./errors";
import type { Plan } from "./plan";
import { repository, stackPlan } from "./testing/stacks";
import { isUnknown, SECRET, UNKNOWN } from "./values";

const program = path.join(__dirname, "testing", "program");
const inMood = (mood: string, today?: Date): Promise<Plan> =>
  collectPlan({ root: repository, program, stack: "test", settings: [`refusals:mood=${mood}`], ...(today === undefined ? {} : { today }) });

describe("the plan of a stack", function () {
  this.timeout(180_000);

  it("holds what the program registers, children of remote components and providers included", async () => {
    const plan = await stackPlan("production");
    const cluster = plan.one("aws:eks/cluster:Cluster");
    assert.deepEqual(plan.lineOf(cluster.urn).map(({ type }) => type), ["aws:eks/cluster:Cluster", "eks:index:Cluster", "kianax:cluster:KianaxCluster", "pulumi:pulumi:Stack"]);
    plan.one("pulumi:providers:aws");
    plan.one("pulumi:providers:kubernetes", "production-eks-k8s");
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

  it("is refused with all sentences of the configuration at once", async () => {
    const settings = ["kianax:database.multiAz=maybe", "kianax:nothing=1"];
    await assert.rejects(collectPlan({ root: repository, stack: "development", settings }), (error) => {
      assert.ok(error instanceof PlanError);
      assert.match(error.message, /kianax:database\.multiAz must be true or false, not "maybe"\./);
      assert.match(error.message, /kianax:nothing is not a setting/);
      assert.doesNotMatch(error.message, /\n\s+at |unhandled exception/);
      return true;
    });
  });

  it("needs a stack with a file", async () => {
    await assert.rejects(collectPlan({ root: repository, stack: "staging" }), (error) => error instanceof PlanError && /There is no stack "staging"/.test(error.message));
  });
});

describe("a program without a plan", function () {
  this.timeout(180_000);

  for (const [mood, ...sentences] of [
    ["sentence", /^The program takes no mood\.$/],
    ["defect", /^TypeError: sizes is not iterable$/],
    ["late", /^A part has the size 1, not 2\.$/],
    ["rules", /^wide \(aws:ec2\/vpc:Vpc\): cidrBlock: /, /^idle \(aws:iam\/role:Role\): name: /],
    ["component", /^awsx\.ecr\.Repository "images": a rule of lifecyclePolicy limits nothing/],
    ["type", /^No resource type aws:ec2\/vpcc:Vpcc is in the installed @pulumi\/aws package/],
    ["account", /^AWS account ID not allowed: /],
    ["exit", /^The program ended with exit code 7: leaving$/],
  ] as [string, ...RegExp[]][]) {
    it(`says why: ${mood}`, async () => {
      await assert.rejects(inMood(mood), (error) => {
        assert.ok(error instanceof PlanError, String(error));
        const missing = sentences.filter((sentence) => !error.sentences.some((said) => sentence.test(said)));
        assert.deepEqual(missing, [], error.message);
        assert.doesNotMatch(error.message, /\n\s+at |unhandled exception/);
        return true;
      });
    });
  }

  it("keeps the place of a defect for whoever looks for it", async () => {
    await assert.rejects(inMood("defect"), (error) => error instanceof PlanError && /index\.ts:\d+/.test(error.details));
  });

  it("has one with what it warned of", async () => assert.deepEqual((await inMood("warning")).warnings, ["The mood is near its end."]));

  it("has one for the day that is asked for", async () => {
    const plan = await inMood("date", new Date("2031-05-06T07:08:09Z"));
    assert.equal(plan.one("aws:sns/topic:Topic").inputs["displayName"], "2031-05-06 late 0 true");
  });
});
