import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { inputText, listOf, neighbour, number, objectOf, optional, text, wholeNumber, type ArgumentChecks, type CommonArgs, type Problem, type Transform } from "../base";
import type { KianaxStateBackend } from "../state";

/** A repository on GitHub. */
export interface Repository {
  /** Owner and name, such as `kianax/infrastructure`. */
  readonly name: string;
  /**
   * Numbers of the owner and the repository, which GitHub writes into the subject of tokens of repositories created or
   * renamed after July 15, 2026, and of those that chose to: `repo:owner@1/name@2:…`. With them, a repository that
   * takes over the name later gets no token that fits. @default the subject has the names alone
   * Source: https://docs.github.com/en/actions/reference/security/oidc
   */
  readonly ids?: { readonly owner: string; readonly repository: string };
}

/** What the pipelines are told of the state: a {@link KianaxStateBackend}, or what it is made of. */
export type StateFacts = Pick<KianaxStateBackend, "bucket" | "replica" | "accessLogs" | "stateKey" | "secretsKey">;

/** Arguments of {@link KianaxPipelines}. */
export interface KianaxPipelinesArgs extends CommonArgs {
  /** Where state lies and what seals it. */
  readonly state: StateFacts;
  /** Name of the Pulumi project whose stack the pipelines preview and deploy. In place. */
  readonly project: string;
  /** Region of the state and of the stack. In place. */
  readonly region: string;
  /** Further Regions that a deployment may change something in, such as the recovery Region. In place. @default none */
  readonly furtherRegions?: readonly string[];
  /** Repository of the infrastructure, whose pull requests are previewed and whose branch is deployed. In place. */
  readonly repository: Repository;
  /** The one branch that is deployed, such as `main`. In place. */
  readonly branch: string;
  /**
   * Default branch of the infrastructure's repository, on which GitHub runs what is scheduled: its jobs may read like pull
   * requests, to compare the stack with its state every day. In place. @default pull requests alone
   * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule
   */
  readonly defaultBranch?: string;
  /** Environment of GitHub that the deploying job runs in; its protection rules say who approves. In place. */
  readonly githubEnvironment: string;
  /** Repositories whose pipelines push images, from the same branch and environment; at least one. In place. */
  readonly imageRepositories: readonly Repository[];
  /**
   * Minutes that a deployment may take before its credentials end, 60 to 720. In place. A first deployment takes the
   * better part of an hour. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use.html
   */
  readonly deploySessionMinutes: number;
  /** OpenID Connect provider of GitHub when the account has one already. @default it is made */
  readonly providerArn?: pulumi.Input<string>;
  /** Changes to children. */
  readonly transform?: {
    readonly provider?: Transform<aws.iam.OpenIdConnectProviderArgs>;
    readonly role?: Transform<aws.iam.RoleArgs>;
    readonly policy?: Transform<aws.iam.PolicyArgs>;
  };
}

const repositoryKind = objectOf<Repository>({
  name: text,
  ids: optional(objectOf<NonNullable<Repository["ids"]>>({ owner: text, repository: text })),
});

export const pipelinesChecks: ArgumentChecks<KianaxPipelinesArgs> = {
  shape: {
    state: neighbour("KianaxStateBackend", ["bucket", "accessLogs", "stateKey", "secretsKey"]),
    project: text,
    region: text,
    furtherRegions: optional(listOf(text)),
    repository: repositoryKind,
    branch: text,
    defaultBranch: optional(text),
    githubEnvironment: text,
    imageRepositories: listOf(repositoryKind),
    deploySessionMinutes: number,
    providerArn: optional(inputText),
  },
  problems: pipelinesProblems,
};

/** Wildcards would let every branch, or every repository, in. */
const BRANCH = [/^(?!\/)[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$/, "the name of one branch such as main, without wildcards"] as const;
const NAMES: readonly (readonly [argument: "project" | "branch" | "defaultBranch" | "githubEnvironment", pattern: RegExp, allowed: string])[] = [
  ["project", /^[A-Za-z][A-Za-z0-9_.-]{0,99}$/, "the name of a Pulumi project such as kianax"],
  ["branch", ...BRANCH],
  ["defaultBranch", ...BRANCH],
  ["githubEnvironment", /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, "the name of one environment such as production, without wildcards"],
];
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
const REPOSITORY = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[A-Za-z0-9._-]{1,100}$/;

/** What is wrong with the arguments, each as the rest of a sentence. */
export function pipelinesProblems(args: KianaxPipelinesArgs): Problem[] {
  const regions = [["region", args.region] as const, ...(args.furtherRegions ?? []).map((region, index) => [`furtherRegions[${index}]`, region] as const)];
  return [
    ...NAMES.filter(([argument, pattern]) => args[argument] !== undefined && !pattern.test(args[argument])).map(([argument, , allowed]) => ({
      argument,
      problem: `must be ${allowed}, not ${JSON.stringify(args[argument])}.`,
    })),
    ...regions.filter(([, region]) => !REGION.test(region)).map(([argument, region]) => ({ argument, problem: `must be an AWS Region such as us-east-1, not ${JSON.stringify(region)}.` })),
    ...repositoryProblems("repository", args.repository),
    ...args.imageRepositories.flatMap((repository, index) => repositoryProblems(`imageRepositories[${index}]`, repository)),
    ...(args.imageRepositories.length > 0 ? [] : [{ argument: "imageRepositories", problem: "is empty; name at least one repository, such as that of the infrastructure." }]),
    ...wholeNumber("deploySessionMinutes", args.deploySessionMinutes, 60, 720, "minutes"),
  ];
}

function repositoryProblems(argument: string, { name, ids }: Repository): Problem[] {
  const wrong = Object.entries(ids ?? {}).filter(([, id]) => !/^\d{1,20}$/.test(id));
  return [
    ...(REPOSITORY.test(name) ? [] : [{ argument: `${argument}.name`, problem: `must be an owner and a repository such as kianax/infrastructure, without wildcards, not ${JSON.stringify(name)}.` }]),
    ...wrong.map(([key, id]) => ({ argument: `${argument}.ids.${key}`, problem: `must be a number in quotes, such as "123456", not ${JSON.stringify(id)}.` })),
  ];
}
