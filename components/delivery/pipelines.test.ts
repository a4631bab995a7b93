import assert from "node:assert/strict";
import { decide, documentOf, type Decision, type Document, type Request } from "../../test/iam";
import { ArgumentError } from "../base";
import { stateArgs } from "../state/fixtures";
import { KianaxStateBackend } from "../state";
import { withMocks, type Plan, type Value } from "../testing";
import { pipelinesArgs } from "./fixtures";
import { KianaxPipelines } from "./pipelines";

const ACCOUNT = "111122223333";
const GITHUB = "token.actions.githubusercontent.com";
const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/${GITHUB}`;
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/bootstrap/kianax-production-boundary`;
const STATE = `arn:aws:s3:::pulumi-state-kianax-production-${ACCOUNT}`;
const OBJECTS = `${STATE}/.pulumi`;
const EAST_KEY = (name: string): string => `arn:aws:kms:us-east-1:${ACCOUNT}:key/mrk-production-${name}`;
const role = (path: string): string => `arn:aws:iam::${ACCOUNT}:role/${path}`;

type Made = { name: string; inputs: Readonly<Record<string, Value>> };
const outputs = {
  "aws:s3/bucket:Bucket": ({ inputs }: Made) => ({ arn: `arn:aws:s3:::${String(inputs["bucket"])}`, id: inputs["bucket"] }),
  "aws:kms/key:Key": ({ name }: Made) => ({ keyId: `mrk-${name}`, arn: `arn:aws:kms:us-east-1:${ACCOUNT}:key/mrk-${name}` }),
  "aws:kms/replicaKey:ReplicaKey": ({ name }: Made) => ({ keyId: `mrk-${name}`, arn: `arn:aws:kms:us-west-2:${ACCOUNT}:key/mrk-${name}` }),
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": () => ({ arn: PROVIDER }),
  "aws:iam/policy:Policy": ({ inputs }: Made) => ({ arn: `arn:aws:iam::${ACCOUNT}:policy${String(inputs["path"])}${String(inputs["name"])}` }),
};

const POLICY = "aws:iam/policy:Policy";
const ROLE = "aws:iam/role:Role";

describe("KianaxPipelines", () => {
  let plan: Plan;
  before(async () => {
    ({ plan } = await withMocks(() => {
      const state = new KianaxStateBackend("production", stateArgs);
      return new KianaxPipelines("production", pipelinesArgs(state));
    }, { outputs }));
  });

  const policy = (name: string): Document => documentOf(plan.one(POLICY, `production-${name}`).inputs["policy"]);
  /** The account's own key policy: IAM decides. */
  const asked = (who: "plan" | "deploy" | "image-push", action: string, resource = "*", context: Request["context"] = {}): Decision =>
    decide({ identity: [policy(`${who}-policy`)], ...(who === "deploy" ? { boundary: policy("boundary") } : {}) }, { action, resource, context });
  const east = { "aws:RequestedRegion": "us-east-1" };
  const throughS3 = { "kms:ViaService": "s3.us-east-1.amazonaws.com", ...east };

  it("makes everything below the path that no deployment may touch, protected", () => {
    for (const resource of [...plan.all(ROLE), ...plan.all(POLICY)]) {
      assert.equal(resource.inputs["path"], "/bootstrap/", resource.name);
    }
    assert.deepEqual(plan.all(ROLE).filter(({ name }) => name !== "production-pulumi-state-replication").map(({ name, protect }) => [name, protect]), [
      ["production-deploy", true],
      ["production-image-push", true],
      ["production-plan", true],
    ]);
    assert.deepEqual(plan.one("aws:iam/openIdConnectProvider:OpenIdConnectProvider", "production-github").inputs["clientIdLists"], ["sts.amazonaws.com"]);
  });

  it("bounds the deployment, and its session alone is longer than an hour", () => {
    const inputs = (name: string): Readonly<Record<string, Value>> => plan.one(ROLE, `production-${name}`).inputs;
    assert.equal(inputs("deploy")["permissionsBoundary"], BOUNDARY);
    assert.deepEqual(["plan", "deploy", "image-push"].map((name) => inputs(name)["maxSessionDuration"]), [3600, 7200, 3600]);
  });

  it("stays within AWS's 6144 characters for each policy, with room for longer names", () => {
    for (const { name, inputs } of plan.all(POLICY)) {
      assert.ok(String(inputs["policy"]).length < 5800, `${name} has ${String(inputs["policy"]).length}`);
    }
  });

  describe("trust", () => {
    const takes = (who: string, claims: Readonly<Record<string, string>>, provider = PROVIDER, planned = plan): Decision =>
      decide(
        { resource: documentOf(planned.one(ROLE, `production-${who}`).inputs["assumeRolePolicy"]), resourceMustAllow: true },
        {
          action: "sts:AssumeRoleWithWebIdentity",
          principal: { Federated: provider },
          context: Object.fromEntries(Object.entries({ aud: "sts.amazonaws.com", ...claims }).map(([claim, value]) => [`${GITHUB}:${claim}`, value])),
        },
      );
    const pull = { sub: "repo:kianax/infrastructure:pull_request", repository: "kianax/infrastructure", ref: "refs/pull/1/merge" };
    const main = { sub: "repo:kianax/infrastructure:environment:production", repository: "kianax/infrastructure", ref: "refs/heads/main", environment: "production" };
    const image = { ...main, sub: "repo:kianax/agent:environment:production", repository: "kianax/agent" };

    it("lets pull requests plan, the branch deploy in its environment, and services push", () => {
      assert.deepEqual([takes("plan", pull), takes("deploy", main), takes("image-push", image)], ["allowed", "allowed", "allowed"]);
    });

    const refused: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
      ["a pull request that would deploy", "deploy", pull],
      ["a pull request that would push images", "image-push", { ...pull, sub: "repo:kianax/agent:pull_request", repository: "kianax/agent" }],
      ["a branch that would plan", "plan", main],
      ["a pull request of another repository", "plan", { ...pull, sub: "repo:kianax/other:pull_request", repository: "kianax/other" }],
      ["a repository whose name begins the same", "plan", { ...pull, sub: "repo:kianax/infrastructure-x:pull_request", repository: "kianax/infrastructure-x" }],
      ["another branch in the environment", "deploy", { ...main, ref: "refs/heads/develop" }],
      ["a tag of the branch's name", "deploy", { ...main, ref: "refs/tags/main" }],
      ["the branch outside of its environment", "deploy", { sub: "repo:kianax/infrastructure:ref:refs/heads/main", repository: "kianax/infrastructure", ref: "refs/heads/main" }],
      ["the branch in another environment", "deploy", { ...main, sub: "repo:kianax/infrastructure:environment:development", environment: "development" }],
      ["a subject without the claim of the branch", "deploy", { sub: main.sub, repository: main.repository, environment: main.environment }],
      ["another audience", "deploy", { ...main, aud: "https://github.com/kianax" }],
      ["the infrastructure's repository that would push images", "image-push", main],
      ["a service's repository that would deploy", "deploy", image],
    ];
    for (const [what, who, claims] of refused) {
      it(`refuses ${what}`, () => assert.equal(takes(who, claims), "denied implicitly"));
    }

    it("lets scheduled jobs of the default branch plan where one is named, and do no more", async () => {
      const { plan: scheduled } = await withMocks(() => {
        const state = new KianaxStateBackend("production", stateArgs);
        return new KianaxPipelines("production", { ...pipelinesArgs(state), defaultBranch: "main" });
      }, { outputs });
      const job = { sub: "repo:kianax/infrastructure:ref:refs/heads/main", repository: "kianax/infrastructure", ref: "refs/heads/main" };
      assert.equal(takes("plan", job), "denied implicitly");
      assert.equal(takes("plan", job, PROVIDER, scheduled), "allowed");
      assert.equal(takes("plan", pull, PROVIDER, scheduled), "allowed");
      assert.equal(takes("deploy", job, PROVIDER, scheduled), "denied implicitly");
      assert.equal(takes("plan", { ...job, sub: "repo:kianax/infrastructure:ref:refs/heads/develop", ref: "refs/heads/develop" }, PROVIDER, scheduled), "denied implicitly");
      assert.equal(takes("plan", { ...job, sub: "repo:kianax/other:ref:refs/heads/main", repository: "kianax/other" }, PROVIDER, scheduled), "denied implicitly");
      assert.equal(takes("plan", { ...job, ref: "refs/tags/main" }, PROVIDER, scheduled), "denied implicitly");
    });

    it("refuses every other identity provider", () => {
      assert.equal(takes("deploy", main, `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.example.org`), "denied implicitly");
    });

    it("compares the numbers of a repository that has them, so that a name taken over later is worth nothing", async () => {
      const { plan: numbered } = await withMocks(() => {
        const state = new KianaxStateBackend("production", stateArgs);
        return new KianaxPipelines("production", { ...pipelinesArgs(state), repository: { name: "kianax/infrastructure", ids: { owner: "11", repository: "22" } } });
      }, { outputs });
      const trust = documentOf(numbered.one(ROLE, "production-deploy").inputs["assumeRolePolicy"]);
      const with_ = (sub: string, id: string): Decision =>
        decide({ resource: trust, resourceMustAllow: true }, { action: "sts:AssumeRoleWithWebIdentity", principal: { Federated: PROVIDER }, context: Object.fromEntries(Object.entries({ aud: "sts.amazonaws.com", ...main, sub, repository_id: id }).map(([claim, value]) => [`${GITHUB}:${claim}`, value])) });
      assert.equal(with_("repo:kianax@11/infrastructure@22:environment:production", "22"), "allowed");
      assert.equal(with_("repo:kianax@11/infrastructure@33:environment:production", "33"), "denied implicitly");
      assert.equal(with_(main.sub, "22"), "denied implicitly");
    });
  });

  describe("plan", () => {
    it("reads state, opens its secrets and reads settings", () => {
      for (const [action, resource, context] of [
        ["s3:ListBucket", STATE, {}],
        ["s3:GetObject", `${OBJECTS}/meta.yaml`, {}],
        ["s3:GetObject", `${OBJECTS}/stacks/kianax/production.json`, {}],
        ["kms:Decrypt", EAST_KEY("state"), throughS3],
        ["kms:Decrypt", EAST_KEY("pulumi"), {}],
        ["sts:GetCallerIdentity", "*", {}],
        ["ec2:DescribeAvailabilityZones", "*", {}],
        ["rds:DescribeDBInstances", "*", {}],
      ] as const) {
        assert.equal(asked("plan", action, resource, context), "allowed", action);
      }
    });

    const forbidden: readonly (readonly [string, string?])[] = [
      ["s3:PutObject", `${OBJECTS}/stacks/kianax/production.json`],
      ["s3:PutObject", `${OBJECTS}/locks/organization/kianax/production/1.json`],
      ["s3:DeleteObject", `${OBJECTS}/stacks/kianax/production.json`],
      ["s3:DeleteObjectVersion", `${OBJECTS}/stacks/kianax/production.json`],
      ["s3:PutBucketPolicy", STATE],
      ["s3:GetObject", `${OBJECTS}/stacks/kianax-bootstrap/production.json`],
      ["s3:GetObject", `arn:aws:s3:::kianax-production-access-logs-${ACCOUNT}/x`],
      ["kms:Decrypt", EAST_KEY("state")],
      ["kms:Encrypt", EAST_KEY("pulumi")],
      ["kms:Decrypt", `arn:aws:kms:us-east-1:${ACCOUNT}:key/data`],
      ["secretsmanager:GetSecretValue", `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:kianax/production/platform/postgres-AbCdEf`],
      ["ssm:GetParameter"],
      ["logs:GetLogEvents"],
      ["logs:FilterLogEvents"],
      ["ecr:BatchGetImage"],
      ["ecr:GetAuthorizationToken"],
      ["ec2:GetPasswordData"],
      ["lambda:GetFunction"],
      ["rds-db:connect"],
      ["sts:AssumeRole", role("bootstrap/kianax-production-deploy")],
      ["iam:PassRole", role("kianax-production-node")],
    ];
    for (const [action, resource] of forbidden) {
      it(`may not ${action} ${resource ?? ""}`, () => assert.equal(asked("plan", action, resource, east), "denied implicitly"));
    }

    it("allows no action that changes anything", () => {
      const verbs = policy("plan-policy").Statement.flatMap(({ Action }) => Action as string | string[]).map((action) => action.split(":")[1] ?? "");
      assert.deepEqual(verbs.filter((verb) => !/^(Describe|Get|List|View|Decrypt$)/.test(verb)), []);
    });
  });

  describe("deploy", () => {
    const named = { "iam:PermissionsBoundary": BOUNDARY };
    const allowed: readonly (readonly [string, string?, Request["context"]?])[] = [
      ["s3:PutObject", `${OBJECTS}/stacks/kianax/production.json`],
      ["s3:PutObject", `${OBJECTS}/locks/organization/kianax/production/1.json`],
      ["s3:DeleteObject", `${OBJECTS}/locks/organization/kianax/production/1.json`],
      ["kms:GenerateDataKey", EAST_KEY("state"), throughS3],
      ["kms:Decrypt", EAST_KEY("pulumi")],
      ["kms:Encrypt", EAST_KEY("pulumi")],
      ["ec2:CreateVpc", "*", east],
      ["eks:CreateCluster", "*", east],
      ["rds:CreateDBInstance", "*", { "aws:RequestedRegion": "us-west-2" }],
      ["kms:CreateKey", "*", east],
      ["route53:CreateHostedZone"],
      ["s3:CreateBucket", `arn:aws:s3:::kianax-production-access-logs-${ACCOUNT}`],
      ["secretsmanager:CreateSecret", `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:kianax/production/platform/postgres-AbCdEf`],
      ["ecr:CreateRepository", `arn:aws:ecr:us-east-1:${ACCOUNT}:repository/kianax/production/agent`],
      ["iam:CreateRole", role("kianax-production-node"), named],
      ["iam:PutRolePolicy", role("kianax-production-node"), named],
      ["iam:PassRole", role("kianax-production-node"), { "iam:PassedToService": "ec2.amazonaws.com" }],
      ["iam:CreateServiceLinkedRole", role("aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS"), { "iam:AWSServiceName": "eks.amazonaws.com" }],
      ["ssm:GetParameter", "arn:aws:ssm:us-east-1::parameter/aws/service/ami-amazon-linux-latest/al2023"],
    ];
    for (const [action, resource, context = {}] of allowed) {
      it(`may ${action} ${resource ?? ""}`, () => assert.equal(asked("deploy", action, resource, { ...east, ...context }), "allowed"));
    }

    /** Also denied to a role that a deployment makes, whatever policy it gives it. */
    const untouchable: readonly (readonly [string, string, Request["context"]?])[] = [
      ...["s3:DeleteBucket", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:PutBucketVersioning", "s3:PutEncryptionConfiguration", "s3:PutLifecycleConfiguration", "s3:PutReplicationConfiguration", "s3:PutBucketPublicAccessBlock", "s3:PutBucketOwnershipControls", "s3:PutBucketLogging", "s3:PutBucketAcl"].map(
        (action) => [action, STATE] as const,
      ),
      ["s3:DeleteObjectVersion", `${OBJECTS}/stacks/kianax/production.json`],
      ["s3:PutObjectRetention", `${OBJECTS}/stacks/kianax/production.json`],
      ["s3:PutObject", `arn:aws:s3:::pulumi-state-replica-kianax-production-${ACCOUNT}/.pulumi/meta.yaml`],
      ["s3:DeleteBucket", `arn:aws:s3:::pulumi-state-replica-kianax-production-${ACCOUNT}`],
      ["s3:DeleteObject", `arn:aws:s3:::pulumi-state-logs-kianax-production-${ACCOUNT}/state/1`],
      ...["kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:PutKeyPolicy", "kms:DisableKeyRotation", "kms:CreateGrant", "kms:UpdatePrimaryRegion"].flatMap((action) => [
        [action, EAST_KEY("pulumi")] as const,
        [action, EAST_KEY("state")] as const,
        [action, `arn:aws:kms:us-west-2:${ACCOUNT}:key/mrk-production-pulumi-recovery`] as const,
      ]),
      ["kms:DeleteAlias", `arn:aws:kms:us-east-1:${ACCOUNT}:alias/kianax-production-pulumi`],
      ["kms:UpdateAlias", `arn:aws:kms:us-west-2:${ACCOUNT}:alias/kianax-production-state`],
      ...["iam:DeleteOpenIDConnectProvider", "iam:UpdateOpenIDConnectProviderThumbprint", "iam:AddClientIDToOpenIDConnectProvider", "iam:CreateOpenIDConnectProvider"].map((action) => [action, PROVIDER] as const),
      ...["iam:UpdateAssumeRolePolicy", "iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:DetachRolePolicy", "iam:DeleteRole", "iam:UpdateRole", "iam:PassRole", "iam:PutRolePermissionsBoundary", "sts:AssumeRole", "iam:TagRole"].flatMap((action) =>
        ["deploy", "plan", "image-push", "pulumi-state-replication"].map((name) => [action, role(`bootstrap/kianax-production-${name}`), named] as const),
      ),
      ...["iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:SetDefaultPolicyVersion", "iam:DeletePolicyVersion"].map((action) => [action, BOUNDARY] as const),
      ["iam:CreateRole", role("bootstrap/another"), named],
      ["iam:CreateRole", role("kianax-production-free")],
      ["iam:PutRolePolicy", role("kianax-production-free"), { "iam:PermissionsBoundary": "arn:aws:iam::aws:policy/AdministratorAccess" }],
      ["iam:AttachRolePolicy", role("kianax-production-free")],
    ];
    const everything = documentOf({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } });
    for (const [action, resource, context = {}] of untouchable) {
      it(`may not ${action} ${resource}, and neither may a role that it makes`, () => {
        const request = { action, resource, context: { ...east, ...context } };
        assert.notEqual(asked("deploy", action, resource, request.context), "allowed");
        assert.equal(decide({ identity: [everything], boundary: policy("boundary") }, request), "denied explicitly");
      });
    }

    const beyond: readonly (readonly [string, string?, Request["context"]?])[] = [
      ["s3:PutObject", `${OBJECTS}/meta.yaml`],
      ["s3:PutObject", `${OBJECTS}/stacks/kianax-bootstrap/production.json`],
      ["s3:GetObject", `${OBJECTS}/stacks/kianax-bootstrap/production.json`],
      ["s3:PutObject", "arn:aws:s3:::someone-elses-bucket/x"],
      ["ec2:CreateVpc", "*", { "aws:RequestedRegion": "eu-central-1" }],
      ["secretsmanager:GetSecretValue", `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:kianax/development/platform/postgres-AbCdEf`],
      ["ecr:DeleteRepository", `arn:aws:ecr:us-east-1:${ACCOUNT}:repository/kianax/development/agent`],
      ["iam:CreateUser"],
      ["iam:CreateAccessKey"],
      ["iam:CreateLoginProfile"],
      ["iam:DeleteRolePermissionsBoundary", role("kianax-production-node"), named],
      ["iam:UpdateAssumeRolePolicy", role("aws-reserved/sso.amazonaws.com/AWSReservedSSO_Administrator_1")],
      ["iam:PassRole", role("kianax-production-node"), { "iam:PassedToService": "sagemaker.amazonaws.com" }],
      ["iam:PassRole", role("administrator"), { "iam:PassedToService": "ec2.amazonaws.com" }],
      ["sts:AssumeRole", role("administrator")],
      ["organizations:LeaveOrganization"],
      ["account:CloseAccount"],
    ];
    for (const [action, resource, context = {}] of beyond) {
      it(`may not ${action} ${resource ?? ""}`, () => assert.notEqual(asked("deploy", action, resource, { ...east, ...context }), "allowed"));
    }
  });

  describe("image push", () => {
    const repository = (path: string): string => `arn:aws:ecr:us-east-1:${ACCOUNT}:repository/${path}`;

    it("pushes into the stack's repositories", () => {
      assert.equal(asked("image-push", "ecr:GetAuthorizationToken"), "allowed");
      for (const action of ["ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage", "ecr:BatchCheckLayerAvailability"]) {
        assert.equal(asked("image-push", action, repository("kianax/production/agent")), "allowed", action);
      }
    });

    for (const [action, resource] of [
      ["ecr:PutImage", repository("kianax/development/agent")],
      ["ecr:PutImage", repository("kianax/production-old/agent")],
      ["ecr:PutImage", repository("other")],
      ["ecr:BatchDeleteImage", repository("kianax/production/agent")],
      ["ecr:DeleteRepository", repository("kianax/production/agent")],
      ["ecr:SetRepositoryPolicy", repository("kianax/production/agent")],
      ["ecr:PutImageTagMutability", repository("kianax/production/agent")],
      ["ecr:PutLifecyclePolicy", repository("kianax/production/agent")],
      ["s3:GetObject", `${OBJECTS}/stacks/kianax/production.json`],
      ["kms:Decrypt", EAST_KEY("pulumi")],
      ["eks:DescribeCluster", "*"],
    ] as const) {
      it(`may not ${action} ${resource}`, () => assert.equal(asked("image-push", action, resource, east), "denied implicitly"));
    }
  });

  it("takes GitHub's provider when the account has one", async () => {
    const { plan: given } = await withMocks(() => {
      const state = new KianaxStateBackend("production", stateArgs);
      return new KianaxPipelines("production", { ...pipelinesArgs(state), providerArn: PROVIDER });
    }, { outputs });
    assert.equal(given.resources.some(({ type }) => type === "aws:iam/openIdConnectProvider:OpenIdConnectProvider"), false);
    assert.match(String(given.one(ROLE, "production-plan").inputs["assumeRolePolicy"]), new RegExp(PROVIDER));
  });

  it("refuses names with wildcards before anything is registered", () => {
    assert.throws(() => new KianaxPipelines("production", { ...pipelinesArgs({} as never), branch: "*" }), ArgumentError);
  });
});
