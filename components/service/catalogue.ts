/** All services of a platform together. */
import { ArgumentError, type Problem } from "../base/argument-error";
import { CACHE_USES, type CacheUse } from "../cache/uses";
import { serviceName, type ServiceDefinition } from "./definition";
import { derivedNameProblems, type Place } from "./names";
import type { NodeSize } from "../cluster/node-size";
import { fitProblems } from "./resources";
import { definitionProblems, duplicates } from "./validation";

/** A problem and what it is about. */
export interface CatalogueProblem extends Problem {
  readonly where: string;
}

/**
 * Everything that is wrong with the services, each by itself and all together, without Pulumi.
 *
 * @param slots - secret slots that the platform can fill; left out: whichever
 * @param node - the largest node that a pod may find; left out: any size
 */
export function catalogueProblems(definitions: readonly ServiceDefinition[], place: Place, slots?: readonly string[], node?: NodeSize): CatalogueProblem[] {
  return [
    ...duplicates(definitions.map(({ name }) => name)).map((name) => ({
      where: serviceName({ name }),
      argument: "name",
      problem: "is declared twice: rename one of the two, or remove it.",
    })),
    ...definitions.flatMap((definition) =>
      [
        ...definitionProblems(definition),
        ...calleeProblems(definition, definitions),
        ...slotProblems(definition, slots),
        ...derivedNameProblems(definition, place),
        ...(node === undefined ? [] : fitProblems(definition, node)),
      ].map((problem) => ({ where: serviceName(definition), ...problem })),
    ),
    ...priorityProblems(definitions),
  ];
}

/** Throws the first problem as one sentence; gives the catalogue back when there is none. */
export function validateCatalogue<D extends ServiceDefinition>(definitions: readonly D[], place: Place, slots?: readonly string[], node?: NodeSize): readonly D[] {
  const [first] = catalogueProblems(definitions, place, slots, node);
  if (first !== undefined) {
    throw new ArgumentError(first.where, first.argument, first.problem);
  }
  return definitions;
}

/** What all services together keep in the cache. */
export function cacheUses(definitions: readonly ServiceDefinition[]): CacheUse[] {
  return CACHE_USES.filter((use) => definitions.some(({ needs }) => needs.cache?.includes(use)));
}

function calleeProblems({ calls }: ServiceDefinition, definitions: readonly ServiceDefinition[]): Problem[] {
  const declared = definitions.map(({ name }) => name);
  return [...new Set(calls)]
    .filter((callee) => !declared.includes(callee))
    .map((callee) => ({ argument: "calls", problem: `names "${callee}", and no service of that name is declared; there are ${declared.join(", ")}.` }));
}

/** A slot that nobody can fill would be a pod that never starts. */
function slotProblems({ needs: { secrets = [] } }: ServiceDefinition, slots: readonly string[] = secrets): Problem[] {
  return [...new Set(secrets)]
    .filter((slot) => !slots.includes(slot))
    .map((slot) => ({ argument: "needs.secrets", problem: `names "${slot}", and the platform has no slot of that name; there are ${slots.join(", ")}.` }));
}

/** Rules of one listener need different priorities, or AWS refuses the second. */
function priorityProblems(definitions: readonly ServiceDefinition[]): CatalogueProblem[] {
  const exposed = definitions.flatMap(({ name, exposure }) => (exposure === undefined ? [] : [{ name, priority: exposure.priority ?? 1000 }]));
  return exposed.flatMap(({ name, priority }, index) => {
    const earlier = exposed.slice(0, index).find((other) => other.priority === priority);
    return earlier === undefined || earlier.name === name
      ? []
      : [{ where: serviceName({ name }), argument: "exposure.priority", problem: `${priority} is also that of "${earlier.name}": the load balancer needs different ones.` }];
  });
}
