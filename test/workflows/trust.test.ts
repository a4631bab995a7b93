/** The roles that workflows take are those of the bootstrap, and its trust fits the tokens that GitHub gives their jobs. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { parseBootstrap, type Bootstrap } from "../../bootstrap/settings";
import { branchTrust, GITHUB, readerTrust } from "../../components/delivery/trust";
import { stackFacts, type PipelineRole } from "../../pipelines/facts";
import { decide, documentOf } from "../iam";
import { interpolator } from "./expressions";
import { readWorkflow, rolesTaken, type GithubEvent, type RoleTaken, type World } from "./runs";

const ROOT = path.resolve(__dirname, "..", "..");
const STACKS = ["development", "production"] as const;
const WORKFLOWS = path.join(".github", "workflows");
const INFRASTRUCTURE = path.join(WORKFLOWS, "infrastructure.yml");
const PROVIDER = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";

const bootstraps = new Map(STACKS.map((stack) => [stack as string, bootstrapOf(stack)]));

function bootstrapOf(stack: string): Bootstrap {
  const file = path.join(ROOT, "bootstrap", `Pulumi.${stack}.yaml`);
  const { config } = parse(readFileSync(file, "utf8")) as { config: Record<string, unknown> };
  const text = Object.fromEntries(Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]));
  return parseBootstrap({ stack, file, config: text }) as Bootstrap;
}

/** Trust of each role of both accounts, by its ARN, as the bootstrap makes it. */
const trusts = new Map(
  [...bootstraps].flatMap(([stack, { repository, branch, defaultBranch, githubEnvironment, imageRepositories }]) => {
    const arn = (role: string): string => stackFacts(ROOT, stack, role as PipelineRole).role;
    return [
      [arn("plan"), readerTrust(PROVIDER, repository, defaultBranch)],
      [arn("deploy"), branchTrust(PROVIDER, [repository], branch, githubEnvironment)],
      [arn("image-push"), branchTrust(PROVIDER, imageRepositories, branch, githubEnvironment)],
    ] as const;
  }),
);

function isTrusted({ role, claims }: RoleTaken): boolean {
  const trust = trusts.get(role);
  assert.ok(trust, `${role} is no role of a bootstrap`);
  const context = Object.fromEntries(Object.entries(claims).map(([claim, value]) => [`${GITHUB}:${claim}`, value]));
  return decide({ resource: documentOf({ Statement: trust }), resourceMustAllow: true }, { action: "sts:AssumeRoleWithWebIdentity", principal: { Federated: PROVIDER }, context }) === "allowed";
}

describe("the roles that workflows take", () => {
  let world: World;
  before(async () => {
    world = { root: ROOT, interpolate: await interpolator(), vars: {}, roleOf: (stack, role) => stackFacts(ROOT, stack, role as PipelineRole).role };
  });
  const repository = bootstraps.get("production")?.repository.name ?? "";
  const event = (name: GithubEvent["name"], branch: string, more: Partial<GithubEvent> = {}): GithubEvent => ({ name, repository, branch, ...more });
  const taken = (file: string, what: GithubEvent): string[] => rolesTaken(world, file, what).map(({ job, role }) => `${job}: ${role.split("/").at(-1)}`);

  for (const [stack, { branch }] of bootstraps) {
    it(`a pull request to ${branch} previews ${stack}, and is trusted to read it`, () => {
      const roles = rolesTaken(world, INFRASTRUCTURE, event("pull_request", branch));
      assert.deepEqual(roles.map(({ job, stack: of, role }) => [job, of, role]), [["preview / preview", stack, stackFacts(ROOT, stack, "plan").role]]);
      assert.deepEqual(roles.map(isTrusted), [true]);
    });

    it(`a pull request to ${branch} from a fork takes no role`, () => {
      assert.deepEqual(taken(INFRASTRUCTURE, event("pull_request", branch, { head: "someone/infrastructure" })), []);
    });

    it(`a push to ${branch} deploys ${stack} in its environment, and is trusted to`, () => {
      const roles = rolesTaken(world, INFRASTRUCTURE, event("push", branch));
      assert.deepEqual(roles.map(({ job, stack: of, role }) => [job, of, role]), [["deploy / deploy", stack, stackFacts(ROOT, stack, "deploy").role]]);
      assert.deepEqual(roles.map(isTrusted), [true]);
    });

    it(`a service's push to ${branch} pushes its image to ${stack}, and is trusted to`, () => {
      const { imageRepositories } = bootstraps.get(stack) as Bootstrap;
      for (const { name } of imageRepositories) {
        const facts = stackFacts(ROOT, stack, "plan");
        const roles = rolesTaken({ ...world, vars: { AWS_ACCOUNT: facts.account, AWS_REGION: facts.region } }, path.join(WORKFLOWS, "service.yml"), { name: "push", repository: name, branch }, { service: "trading" });
        assert.deepEqual(roles.map(({ job, role }) => [job, role]), [["push", facts.role.replace(/plan$/, "image-push")]]);
        assert.deepEqual(roles.map(isTrusted), [true]);
      }
    });
  }

  it("a service's pull request, or its push to another branch, takes none", () => {
    for (const [name, branch] of [["pull_request", "main"], ["push", "feature"]] as const) {
      assert.deepEqual(rolesTaken(world, path.join(WORKFLOWS, "service.yml"), { name, repository: "kianax/platform", branch }, { service: "trading" }), []);
    }
  });

  it("the scheduled comparison reads every stack, and is trusted to", () => {
    const roles = rolesTaken(world, path.join(WORKFLOWS, "drift.yml"), event("schedule", "main"));
    assert.deepEqual(roles.map(({ stack }) => stack), STACKS);
    assert.deepEqual(roles.map(isTrusted), [true, true]);
    assert.deepEqual(taken(path.join(WORKFLOWS, "drift.yml"), event("workflow_dispatch", "feature")), []);
  });

  it("a deployment runs inside of its own network, where its repository says so, and nothing else does", () => {
    const runners = (vars: Readonly<Record<string, string>>, what: GithubEvent, file = INFRASTRUCTURE): string[] => rolesTaken({ ...world, vars }, file, what).map(({ runner }) => runner);
    const both = { RUNNER_DEVELOPMENT: "in-development", RUNNER_PRODUCTION: "in-production" };
    assert.deepEqual([...runners(both, event("push", "develop")), ...runners(both, event("push", "main"))], ["in-development", "in-production"]);
    assert.deepEqual(runners({ RUNNER_DEVELOPMENT: "in-development" }, event("push", "main")), ["ubuntu-24.04"]);
    assert.deepEqual(runners({ RUNNER_PRODUCTION: "codebuild-kianax" }, event("push", "main")), ["codebuild-kianax-1-2"]);
    assert.deepEqual([...runners(both, event("pull_request", "main")), ...new Set(runners(both, event("schedule", "main"), path.join(WORKFLOWS, "drift.yml")))], ["ubuntu-24.04", "ubuntu-24.04"]);
  });

  it("the comparison checks out what each stack is deployed from", () => {
    const { jobs } = readWorkflow(ROOT, path.join(WORKFLOWS, "drift.yml"));
    assert.deepEqual(
      jobs["compare"]?.strategy?.matrix?.include,
      [...bootstraps].map(([stack, { branch }]) => ({ stack, branch })),
    );
  });

  it("the credentials of a deployment last as long as the role lets them", () => {
    const [step] = (readWorkflow(ROOT, path.join(WORKFLOWS, "deploy.yml")).jobs["deploy"]?.steps ?? []).filter(({ uses }) => uses === "./.github/actions/stack");
    assert.deepEqual([...bootstraps.values()].map(({ deploySessionMinutes }) => String(deploySessionMinutes * 60)), [step?.with?.["seconds"], step?.with?.["seconds"]]);
  });
});

describe("workflows", () => {
  const files = readdirSync(path.join(ROOT, WORKFLOWS)).map((file) => path.join(WORKFLOWS, file));
  const texts = [...files, path.join(".github", "actions", "stack", "action.yml")];

  for (const file of files) {
    it(`${file} has no right that a job does not name`, () => {
      const { permissions, jobs } = readWorkflow(ROOT, file);
      assert.deepEqual(permissions, {});
      assert.deepEqual(Object.entries(jobs).filter(([, job]) => job.permissions === undefined).map(([name]) => name), []);
    });

    it(`${file} asks for tokens of the identity provider only where a role is taken`, () => {
      const { jobs } = readWorkflow(ROOT, file);
      const asking = Object.entries(jobs).filter(([, { permissions, uses }]) => permissions?.["id-token"] === "write" && uses === undefined);
      const taking = Object.entries(jobs).filter(([, { steps }]) => (steps ?? []).some(({ uses }) => uses === "./.github/actions/stack" || uses?.startsWith("aws-actions/configure-aws-credentials@") === true));
      assert.deepEqual(asking.map(([name]) => name), taking.map(([name]) => name));
    });
  }

  it("pin every action by its commit, with the version beside it, and each in one version", () => {
    const uses = texts.flatMap((file) => [...readFileSync(path.join(ROOT, file), "utf8").matchAll(/uses: (\S+)(.*)/g)].map(([, action = "", comment = ""]) => ({ action, comment })));
    const outside = uses.filter(({ action }) => !action.startsWith("./"));
    assert.ok(outside.length > 10);
    assert.deepEqual(outside.filter(({ action, comment }) => !/@[0-9a-f]{40}$/.test(action) || !/^ # v\d+\.\d+\.\d+$/.test(comment)), []);
    const versions = new Map<string, Set<string>>();
    for (const { action, comment } of outside) {
      const name = action.split("@")[0] ?? "";
      versions.set(name, (versions.get(name) ?? new Set()).add(`${action}${comment}`));
    }
    assert.deepEqual([...versions].filter(([, pins]) => pins.size > 1).map(([name]) => name), []);
  });
});
