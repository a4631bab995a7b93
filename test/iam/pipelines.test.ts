/** What the stacks are made of is what their pipelines may make, and their roles live within the boundary that pipelines demand. */
import assert from "node:assert/strict";
import { boundaryStatements, deployStatements, type Facts } from "../../components/delivery/documents";
import { repository, stackPlan } from "../../plan/testing/stacks";
import { stackAccount } from "../../local-cloud/engine/project";
import { documentsOf } from "./documents";
import { decide, documentOf } from "./evaluate";
import { wildcardMatches } from "./wildcards";

const ROLE = "aws:iam/role:Role";

/** How the resources that deployments make by name are created. */
const CREATED_BY_NAME: Readonly<Record<string, { readonly action: string; readonly property: string; readonly arn: (name: string, account: string) => string }>> = {
  [ROLE]: { action: "iam:CreateRole", property: "name", arn: (name, account) => `arn:aws:iam::${account}:role/${name}` },
  "aws:iam/policy:Policy": { action: "iam:CreatePolicy", property: "name", arn: (name, account) => `arn:aws:iam::${account}:policy/${name}` },
  "aws:iam/instanceProfile:InstanceProfile": { action: "iam:CreateInstanceProfile", property: "name", arn: (name, account) => `arn:aws:iam::${account}:instance-profile/${name}` },
  "aws:s3/bucket:Bucket": { action: "s3:CreateBucket", property: "bucket", arn: (name) => `arn:aws:s3:::${name}` },
  "aws:secretsmanager/secret:Secret": { action: "secretsmanager:CreateSecret", property: "name", arn: (name, account) => `arn:aws:secretsmanager:us-east-1:${account}:secret:${name}-AbCdEf` },
  "aws:sns/topic:Topic": { action: "sns:CreateTopic", property: "name", arn: (name, account) => `arn:aws:sns:us-east-1:${account}:${name}` },
  "aws:ecr/repository:Repository": { action: "ecr:CreateRepository", property: "name", arn: (name, account) => `arn:aws:ecr:us-east-1:${account}:repository/${name}` },
};

function factsOf(stack: string): Facts {
  const account = stackAccount({ program: repository }, stack) ?? "";
  const state = `arn:aws:s3:::pulumi-state-kianax-${stack}-${account}`;
  return {
    partition: "aws",
    account,
    base: `kianax-${stack}`,
    path: `kianax/${stack}`,
    project: "kianax",
    region: "us-east-1",
    regions: ["us-east-1", "us-west-2"],
    bootstrapPath: "/bootstrap/",
    boundaryArn: `arn:aws:iam::${account}:policy/bootstrap/kianax-${stack}-boundary`,
    stateBucketArn: state,
    keptBucketArns: [`${state}-copy`],
    stateKeyArn: `arn:aws:kms:us-east-1:${account}:key/state`,
    secretsKeyArn: `arn:aws:kms:us-east-1:${account}:key/pulumi`,
    replicaKeyArns: [],
  };
}

for (const stack of ["production", "development"]) {
  describe(`the pipelines of ${stack}`, function () {
    this.timeout(300_000);
    const facts = factsOf(stack);
    const boundary = documentOf({ Statement: boundaryStatements(facts) });
    const deploy = documentOf({ Statement: deployStatements(facts) });
    let resources: Awaited<ReturnType<typeof stackPlan>>["resources"];
    before(async () => ({ resources } = await stackPlan(stack, "deployed")));

    it("may make every role of the stack, for each has the boundary", () => {
      const roles = resources.filter(({ type }) => type === ROLE);
      assert.ok(roles.length > 5);
      assert.deepEqual(roles.filter(({ inputs }) => inputs["permissionsBoundary"] !== facts.boundaryArn).map(({ name }) => name), []);
    });

    it("may make everything that AWS knows by a name", () => {
      const named = resources.filter(({ type }) => type in CREATED_BY_NAME);
      assert.ok(named.length > 20);
      const refused = named.flatMap(({ type, inputs, name }) => {
        const how = CREATED_BY_NAME[type];
        const physical = inputs[how?.property ?? ""];
        const context = { "aws:RequestedRegion": "us-east-1", "iam:PermissionsBoundary": facts.boundaryArn };
        const decision = how === undefined ? "" : decide({ identity: [deploy], boundary }, { action: how.action, resource: how.arn(String(physical), facts.account), context });
        return decision === "allowed" ? [] : [`${type} ${name} (${String(physical)}): ${decision}`];
      });
      assert.deepEqual(refused, []);
    });

    it("bound no role of the stack below what its own policies let it do", () => {
      const ceiling = boundary.Statement.flatMap(({ Effect, Action }) => (Effect === "Allow" ? [Action].flat().map(String) : []));
      const beyond = documentsOf(resources)
        .filter(({ kind }) => kind === "identity")
        .flatMap(({ where, document }) =>
          document.Statement.filter(({ Effect }) => Effect === "Allow")
            .flatMap(({ Action }) => [Action].flat().map(String))
            .filter((action) => !ceiling.some((most) => wildcardMatches(most.toLowerCase(), action.toLowerCase())))
            .map((action) => `${where}: ${action}`),
        );
      assert.deepEqual(beyond, [], "Add what is missing to components/delivery/services.ts.");
    });
  });
}
