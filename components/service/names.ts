/** Names in AWS that are made of a service's name. */
import type { Problem } from "../base/argument-error";
import { nameProblem, type Named } from "../base/names";
import type { ServiceDefinition } from "./definition";

/** Where a service lives. */
export interface Place {
  readonly namePrefix: string;
  readonly environment: string;
}

/** Namespace of everything that has a path for a name: images, secrets, logs. */
export function servicePath({ namePrefix, environment }: Place, service: string): string {
  return `${namePrefix}/${environment}/${service}`;
}

/** What AWS would refuse of the names that follow from a service's name. */
export function derivedNameProblems({ name, needs, exposure }: Pick<ServiceDefinition, "name" | "needs" | "exposure">, place: Place): Problem[] {
  const dashed = `${place.namePrefix}-${place.environment}-${name}`;
  const path = servicePath(place, name);
  const names: [Named, string][] = [
    ["iam role", dashed],
    ["ecr repository", path],
    ["log group", `/${path}`],
    ...(exposure === undefined ? [] : ([["target group", dashed]] as [Named, string][])),
    ...(needs.secrets ?? []).map((secret): [Named, string] => ["secret", `${path}/${secret}`]),
  ];
  return names.flatMap(([what, derived]) => {
    const problem = nameProblem(what, derived);
    return problem === undefined ? [] : [{ argument: "name", problem }];
  });
}
