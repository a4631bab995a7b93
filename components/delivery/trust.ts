/**
 * Which job of which repository may take a role. Every claim is compared whole: a pattern would let names in that
 * somebody else can choose.
 * https://docs.github.com/en/actions/reference/security/oidc
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../base/iam";
import type { Repository } from "./arguments";

export const GITHUB = "token.actions.githubusercontent.com";
/** Audience of tokens that are asked for by the AWS action. */
export const AUDIENCE = "sts.amazonaws.com";

/** Jobs that pull requests start. Those of forks get no token at all. @param defaultBranch - whose jobs may, too, such as scheduled ones */
export function readerTrust(provider: pulumi.Input<string>, repository: Repository, defaultBranch?: string): Statement[] {
  const ref = `refs/heads/${defaultBranch}`;
  return [statement(provider, [repository], "pull_request", {}), ...(defaultBranch === undefined ? [] : [statement(provider, [repository], `ref:${ref}`, { [`${GITHUB}:ref`]: ref })])];
}

/** Jobs of one branch that run in one environment of GitHub, which is where people approve them. */
export function branchTrust(provider: pulumi.Input<string>, repositories: readonly Repository[], branch: string, environment: string): Statement[] {
  return [
    statement(provider, repositories, `environment:${environment}`, {
      // The subject of a job with an environment does not say its branch.
      [`${GITHUB}:ref`]: `refs/heads/${branch}`,
      [`${GITHUB}:environment`]: environment,
    }),
  ];
}

function statement(provider: pulumi.Input<string>, repositories: readonly Repository[], context: string, claims: Readonly<Record<string, string>>): Statement {
  const ids = repositories.flatMap((repository) => repository.ids?.repository ?? []);
  return {
    Effect: "Allow",
    Principal: { Federated: provider },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: {
        [`${GITHUB}:aud`]: AUDIENCE,
        [`${GITHUB}:sub`]: repositories.map((repository) => `repo:${subjectOf(repository)}:${context}`),
        [`${GITHUB}:repository`]: repositories.map(({ name }) => name),
        ...(ids.length === repositories.length ? { [`${GITHUB}:repository_id`]: ids } : {}),
        ...claims,
      },
    },
  };
}

function subjectOf({ name, ids }: Repository): string {
  const [owner = "", repository = ""] = name.split("/");
  return ids === undefined ? name : `${owner}@${ids.owner}/${repository}@${ids.repository}`;
}
