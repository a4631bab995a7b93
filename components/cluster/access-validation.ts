/** Who may enter a cluster, and in which role. */
import { inputText, listOf, objectOf, type Problem } from "../base";
import type { ClusterPeople, KianaxClusterArgs } from "./arguments";
import { duplicates, nameProblems } from "./words";

/** IAM takes 2,048 characters of trust. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MOST_PRINCIPALS = 20;

export const PEOPLE = objectOf<ClusterPeople>({ admin: listOf(inputText), developer: listOf(inputText), readOnly: listOf(inputText) });

export function accessProblems({ administrators, deployers, people, developerNamespaces }: Pick<KianaxClusterArgs, "administrators" | "deployers" | "people" | "developerNamespaces">): Problem[] {
  return [...administratorProblems(administrators), ...deployerProblems(deployers, administrators), ...peopleProblems(people), ...namespaceProblems(developerNamespaces)];
}

function administratorProblems(administrators: KianaxClusterArgs["administrators"]): Problem[] {
  const named = Object.entries(administrators);
  if (named.length === 0) {
    return [{ argument: "administrators", problem: "is empty, and nobody could enter the cluster: name at least one IAM role or user." }];
  }
  return named.flatMap(([name, principal]) => [
    ...nameProblems("administrators", name),
    ...(typeof principal === "string" && !/^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/.+$/.test(principal)
      ? [{ argument: `administrators.${name}`, problem: `must be the ARN of an IAM role or user, not ${JSON.stringify(principal)}.` }]
      : []),
  ]);
}

/** EKS refuses a second entry of one principal. */
function deployerProblems(deployers: KianaxClusterArgs["deployers"] = {}, administrators: KianaxClusterArgs["administrators"]): Problem[] {
  return Object.entries(deployers).flatMap(([name, principal]) => [
    ...(/^[\w+=,.@/-]{1,200}$/.test(name) ? [] : [{ argument: "deployers", problem: `has the name ${JSON.stringify(name)}; a name is 1 to 200 letters, digits and _+=,.@/-, such as that of the role with its path.` }]),
    ...(typeof principal === "string" && Object.values(administrators).includes(principal) ? [{ argument: `deployers.${name}`, problem: `is ${principal}, which administrators names already: remove it from the one or the other.` }] : []),
    ...(typeof principal === "string" && !/^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/.+$/.test(principal)
      ? [{ argument: `deployers.${name}`, problem: `must be the ARN of an IAM role or user, not ${JSON.stringify(principal)}.` }]
      : []),
  ]);
}

function peopleProblems(people: ClusterPeople | undefined): Problem[] {
  return Object.entries(people ?? {}).flatMap(([role, principals]) => {
    const argument = `people.${role}`;
    const texts = (principals as ClusterPeople["admin"]).filter((principal): principal is string => typeof principal === "string");
    return [
      ...texts.flatMap((principal) => principalProblems(argument, principal)),
      ...duplicates(argument, texts),
      ...(principals.length > MOST_PRINCIPALS ? [{ argument, problem: `names ${principals.length} people, and IAM's trust holds ${MOST_PRINCIPALS}; name an account, and let its IAM say who.` }] : []),
    ];
  });
}

function principalProblems(argument: string, principal: string): Problem[] {
  if (/^arn:aws[a-z-]*:iam::\d{12}:role\//.test(principal)) {
    return [{ argument, problem: `names ${principal}, and a role's session carries no second factor to another role; name IAM users, or let the role in by administrators.` }];
  }
  return /^arn:aws[a-z-]*:iam::\d{12}:(root|user\/.+)$/.test(principal)
    ? []
    : [{ argument, problem: `names ${JSON.stringify(principal)}, which is no ARN of an IAM user, nor of an account such as arn:aws:iam::111122223333:root.` }];
}

function namespaceProblems(namespaces: readonly string[] | undefined): Problem[] {
  const argument = "developerNamespaces";
  if (namespaces === undefined) {
    return [];
  }
  return namespaces.length === 0
    ? [{ argument, problem: "is empty, and the developer role needs a namespace; name one, or leave the argument out." }]
    : [
        ...namespaces
          .filter((namespace) => !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace))
          .map((namespace) => ({ argument, problem: `names ${JSON.stringify(namespace)}; a namespace is up to 63 lower-case letters, digits and dashes.` })),
        ...duplicates(argument, namespaces),
      ];
}
