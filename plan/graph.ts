/**
 * What waits for what in a plan, as the engine orders it: a resource is made after, and deleted before, everything it
 * depends on. https://github.com/pulumi/pulumi/blob/master/pkg/resource/graph/dependency_graph.go
 */
import type { Plan, PlannedResource } from "./plan";
import { shortUrn } from "./plan";

export class PlanGraph {
  private readonly edges: ReadonlyMap<string, readonly string[]>;

  constructor(private readonly plan: Plan) {
    this.edges = new Map(plan.resources.map((resource) => [resource.urn, this.directOf(resource)]));
  }

  /** What a resource waits for directly: dependencies, parent, provider, and what it goes or is replaced with. */
  dependenciesOf(urn: string): readonly string[] {
    return this.edges.get(urn) ?? [];
  }

  /** Everything a resource waits for, in the order in which it is found. */
  allDependenciesOf(urn: string): string[] {
    return [...this.search(urn, () => false).keys()].filter((each) => each !== urn);
  }

  /** The shortest way from a resource to one that it waits for, both ends included; undefined when it does not wait. */
  path(from: string, to: string): string[] | undefined {
    const cameFrom = this.search(from, (urn) => urn === to);
    if (from === to || !cameFrom.has(to)) {
      return undefined;
    }
    const way = [to];
    for (let urn = cameFrom.get(to); urn !== undefined; urn = cameFrom.get(urn)) {
      way.unshift(urn);
    }
    return way;
  }

  /** Whether the first is made before the second, whatever the engine's parallelism. */
  isBefore(first: PlannedResource, second: PlannedResource): boolean {
    return this.path(second.urn, first.urn) !== undefined;
  }

  /** Breadth first; the resource from which each was reached. */
  private search(from: string, found: (urn: string) => boolean): Map<string, string | undefined> {
    const cameFrom = new Map<string, string | undefined>([[from, undefined]]);
    const queue = [from];
    for (let urn = queue.shift(); urn !== undefined; urn = queue.shift()) {
      for (const next of this.dependenciesOf(urn)) {
        if (!cameFrom.has(next)) {
          cameFrom.set(next, urn);
          queue.push(next);
        }
        if (found(next)) {
          return cameFrom;
        }
      }
    }
    return cameFrom;
  }

  private directOf(resource: PlannedResource): string[] {
    const { parent, dependencies, propertyDependencies, options } = resource;
    const told = [...dependencies, ...Object.values(propertyDependencies).flat(), ...options.replaceWith, options.provider];
    const above = new Set(this.plan.lineOf(resource.urn).map(({ urn }) => urn));
    const whole = told.flatMap((urn) => (urn === undefined ? [] : [urn, ...this.madeOf(urn, above)]));
    // A component that it goes with is there once it is registered: its parts may come later.
    return [...new Set([...whole, ...[options.deletedWith, parent].filter((urn) => urn !== undefined)])];
  }

  /** Who depends on a component depends on all that it is made of, unless it is itself a part of it. */
  private madeOf(urn: string, above: ReadonlySet<string>): string[] {
    const component = this.plan.get(urn);
    if (component.custom || above.has(urn)) {
      return [];
    }
    return this.plan.childrenOf(urn).flatMap((child) => [child.urn, ...this.madeOf(child.urn, above)]);
  }
}

/** `a → b → c` in short names, for messages. */
export function pathText(path: readonly string[]): string {
  return path.map(shortUrn).join(" → ");
}

/** A copy of the plan in which nothing depends on these resources any more, nor on a component that holds one; parents stay. */
export function withoutEdgesTo(plan: Plan, urns: readonly string[]): Plan {
  const cut = new Set(urns.flatMap((urn) => plan.lineOf(urn).filter((each) => each.urn === urn || !each.custom).map((each) => each.urn)));
  const without = (list: readonly string[]): string[] => list.filter((urn) => !cut.has(urn));
  return plan.map((resource) => ({
    ...resource,
    dependencies: without(resource.dependencies),
    propertyDependencies: Object.fromEntries(Object.entries(resource.propertyDependencies).map(([property, list]) => [property, without(list)])),
  }));
}
