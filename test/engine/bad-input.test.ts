/** Bad input: one sentence, exit code 1, nothing created, no stack trace. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { repository, startRun, type Run } from "./harness";

interface Case {
  readonly what: string;
  readonly settings: readonly string[];
  readonly says: RegExp;
}

const CASES: readonly Case[] = [
  { what: "an unknown key", settings: ["kianax:database.instanceClas=db.t3.small"], says: /Pulumi\.production\.yaml: kianax:database\.instanceClas .*instanceClass/ },
  { what: "a wrong type", settings: ["kianax:database.allocatedStorageGiB=plenty"], says: /Pulumi\.production\.yaml: kianax:database\.allocatedStorageGiB .*plenty/ },
  { what: "a CIDR too small for three tiers in three zones", settings: ["kianax:network.cidr=10.20.0.0/24"], says: /kianax:network\.cidr .*10\.20\.0\.0\/24/ },
  { what: "an overlapping peering", settings: ["kianax:network.peerings[0].name=office", "kianax:network.peerings[0].peerVpcId=vpc-0123456789abcdef0", "kianax:network.peerings[0].cidr=10.20.128.0/20"], says: /kianax:network\.peerings.*overlap/ },
  { what: "a Kubernetes version out of support", settings: ['kianax:cluster.version=1.31'], says: /kianax:cluster\.version .*1\.31/ },
  { what: "an instance class that does not exist", settings: ["kianax:database.instanceClass=db.t3.gigantic"], says: /kianax:database\.instanceClass .*db\.t3\.gigantic/ },
  { what: "a negative size", settings: ["kianax:cluster.nodeGroups.general.diskGiB=-50"], says: /kianax:cluster\.nodeGroups\.general\.diskGiB .*-50/ },
  { what: "another Region", settings: ["aws:region=eu-west-1"], says: /Pulumi\.production\.yaml: aws:region must be us-east-1, the Region that kianax:region allows, not "eu-west-1"/ },
  { what: "another AWS account", settings: ["aws:allowedAccountIds[0]=777788889999"], says: /AWS account ID not allowed: 444455556666/ },
  { what: "a second AWS account", settings: ["aws:allowedAccountIds[1]=777788889999"], says: /Pulumi\.production\.yaml: aws:allowedAccountIds must name one AWS account, not 2/ },
  { what: "nodes that no service fits on", settings: ["kianax:cluster.nodeGroups.general.instanceTypes[0]=t3.micro"], says: /Service "gateway": resources\.memoryMiB asks for 256 MiB, and the largest node \(t3\.micro\) has 0 for pods/ },
  { what: "a minimum above the maximum", settings: ["kianax:cluster.nodeGroups.general.minSize=11"], says: /kianax:cluster\.nodeGroups\.general.*11/ },
];

describe("bad input", () => {
  let run: Run;
  before(async () => (run = await startRun("production")));
  after(() => run.stop());

  for (const { what, settings, says } of CASES) {
    it(`${what} is one sentence, before anything is registered`, async () => {
      const preview = await run.operate("up", { set: settings });
      assert.notEqual(preview.status, 0);
      assert.match(preview.output, says);
      assert.doesNotMatch(preview.output, /\n\s+at .*\.[jt]s:\d+/, "a stack trace reached the user");
      assert.deepEqual(run.engine.cloud.cloud.all(), []);
    });
  }

  it("an unknown stack is one sentence that names the stacks there are", () => {
    const { status, stderr } = spawnSync(process.execPath, [path.join(repository, "local-cloud", "bin", "kianax.mjs"), "preview", "--stack", "staging"], { encoding: "utf8" });
    assert.equal(status, 1);
    assert.equal(
      stderr,
      'There is no stack "staging": Pulumi.staging.yaml is missing beside Pulumi.yaml. ' +
        "Stacks with a file: development, production, recovery. Pass one of them with --stack, or write that file.\n",
    );
  });
});
