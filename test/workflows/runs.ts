/** What an event starts: the jobs that take a role in AWS, with the claims of the token that GitHub would give each. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { condition, type Contexts, type Interpolate } from "./expressions";

/** An event of a repository, as contexts and claims have it. */
export interface GithubEvent {
  readonly name: "pull_request" | "push" | "schedule" | "workflow_dispatch";
  /** Owner and name. */
  readonly repository: string;
  /** Branch of a push, or the one that a pull request would change. */
  readonly branch: string;
  /** Repository that a pull request comes from. @default the same */
  readonly head?: string;
}

/** A job that asks AWS for credentials. */
export interface RoleTaken {
  readonly job: string;
  /** ARN of the role, as the workflow says it. */
  readonly role: string;
  /** The stack whose credentials they are, where the job is about one. */
  readonly stack?: string;
  /** Label of the runner. */
  readonly runner: string;
  /** Claims by which AWS judges: https://docs.github.com/en/actions/reference/security/oidc */
  readonly claims: Readonly<Record<string, string>>;
}

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
}

interface Job {
  readonly uses?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly "runs-on"?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix?: { readonly include?: readonly Readonly<Record<string, string>>[] } };
  readonly steps?: readonly Step[];
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface World {
  readonly root: string;
  readonly interpolate: Interpolate;
  /** Variables of the repository and the environment. */
  readonly vars: Readonly<Record<string, string>>;
  /** Role that a local action takes, by its inputs. */
  readonly roleOf: (stack: string, role: string) => string;
}

const CREDENTIALS = "aws-actions/configure-aws-credentials@";
const STACK_ACTION = "./.github/actions/stack";

export function readWorkflow(root: string, file: string): Workflow {
  return parse(readFileSync(path.join(root, file), "utf8")) as Workflow;
}

/** Follows a workflow, and those that it calls, through one event. */
export function rolesTaken(world: World, file: string, event: GithubEvent, inputs: Readonly<Record<string, string>> = {}): RoleTaken[] {
  const { jobs } = readWorkflow(world.root, file);
  const contexts = { github: githubContext(event), vars: world.vars, inputs, needs: {}, steps: {} };
  const says = (text: string, more: Contexts = {}): string => world.interpolate(text, { ...contexts, ...more });
  return Object.entries(jobs).flatMap(([name, job]) => {
    // That the jobs before it succeeded is taken for granted.
    if (!/!cancelled|failure/.test(job.if ?? "") && says(condition(job.if)) !== "true") {
      return [];
    }
    if (job.uses !== undefined) {
      const given = Object.fromEntries(Object.entries(job.with ?? {}).map(([input, value]) => [input, says(value)]));
      return rolesTaken(world, job.uses, event, given).map((taken) => ({ ...taken, job: `${name} / ${taken.job}` }));
    }
    return (job.strategy?.matrix?.include ?? [{}]).flatMap((matrix) => {
      const runner = says(job["runs-on"] ?? "", { matrix });
      const claims = claimsOf(event, job.environment === undefined ? undefined : says(job.environment, { matrix }));
      return (job.steps ?? []).flatMap((step): RoleTaken[] => {
        const value = (input: string): string => says(step.with?.[input] ?? "", { matrix });
        if (step.uses === STACK_ACTION) {
          return [{ job: name, role: world.roleOf(value("stack"), value("role")), stack: value("stack"), runner, claims }];
        }
        return step.uses?.startsWith(CREDENTIALS) === true ? [{ job: name, role: value("role-to-assume"), runner, claims }] : [];
      });
    });
  });
}

function githubContext({ name, repository, branch, head = repository }: GithubEvent): object {
  const pull = name === "pull_request";
  return {
    event_name: name,
    repository,
    repository_owner: repository.split("/")[0],
    ref: pull ? "refs/pull/7/merge" : `refs/heads/${branch}`,
    ref_name: pull ? "7/merge" : branch,
    base_ref: pull ? branch : "",
    sha: "0123456789abcdef0123456789abcdef01234567",
    run_id: "1",
    run_attempt: "2",
    event: pull ? { pull_request: { number: 7, head: { sha: "0123", repo: { full_name: head } } } } : {},
  };
}

function claimsOf({ name, repository, branch }: GithubEvent, environment?: string): Record<string, string> {
  const ref = name === "pull_request" ? "refs/pull/7/merge" : `refs/heads/${branch}`;
  const context = environment !== undefined ? `environment:${environment}` : name === "pull_request" ? "pull_request" : `ref:${ref}`;
  return { aud: "sts.amazonaws.com", sub: `repo:${repository}:${context}`, repository, ref, ...(environment === undefined ? {} : { environment }) };
}
