/** What a program would make of a stack, resource by resource. */
import type { Value, Values } from "./values";

/** Options of a resource, with what it inherits from its parents. */
export interface PlannedOptions {
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  /** Undefined: the provider decides. */
  readonly deleteBeforeReplace?: boolean;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  /** URNs under which the engine would find it in an older state, those that follow from its parents' included. */
  readonly aliases: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly customTimeouts: Readonly<Partial<Record<"create" | "update" | "delete" | "read", string>>>;
  /** URN of the resource with which it goes, without a deletion of its own. */
  readonly deletedWith?: string;
  readonly replaceWith: readonly string[];
  /** Id of what exists already and is taken over. */
  readonly importId?: string;
  /** Id of what exists already and is only read. */
  readonly externalId?: string;
  /** URN of its provider; components and providers have none. */
  readonly provider?: string;
}

export interface PlannedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** URN; undefined at the root. */
  readonly parent?: string;
  readonly custom: boolean;
  /** Inputs as their provider takes them: `UNKNOWN` and `SECRET` stand for what cannot be shown, `{ urn }` for a resource. */
  readonly inputs: Values;
  /** Paths of the inputs that are secret, known or not. */
  readonly secrets: readonly string[];
  /** For each input that is made of others, their URNs. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** URNs of everything it waits for: those of its inputs and those it was told of with `dependsOn`. */
  readonly dependencies: readonly string[];
  readonly options: PlannedOptions;
  /** Undefined in a preview: nothing exists. */
  readonly id?: string;
  /** What is known of its outputs beyond its inputs; in a preview next to nothing. */
  readonly outputs: Values;
}

export interface PlanFacts {
  readonly stack: string;
  readonly project: string;
  /** Configuration as the engine hands it to the program; secret values are hidden. */
  readonly config: Readonly<Record<string, string>>;
  readonly resources: readonly PlannedResource[];
  /** What the stack exports. */
  readonly outputs: Values;
  /** What the program warned of. */
  readonly warnings: readonly string[];
}

/** A plan with ways to find things in it. Finding nothing is an error, so that no assertion passes on air. */
export class Plan implements PlanFacts {
  readonly stack: string;
  readonly project: string;
  readonly config: Readonly<Record<string, string>>;
  readonly resources: readonly PlannedResource[];
  readonly outputs: Values;
  readonly warnings: readonly string[];
  private readonly byUrn: ReadonlyMap<string, PlannedResource>;
  private readonly byParent: ReadonlyMap<string | undefined, PlannedResource[]>;

  constructor(facts: PlanFacts) {
    this.stack = facts.stack;
    this.project = facts.project;
    this.config = facts.config;
    this.resources = facts.resources;
    this.outputs = facts.outputs;
    this.warnings = facts.warnings;
    this.byUrn = new Map(facts.resources.map((resource) => [resource.urn, resource]));
    const byParent = new Map<string | undefined, PlannedResource[]>();
    facts.resources.forEach((resource) => byParent.set(resource.parent, [...(byParent.get(resource.parent) ?? []), resource]));
    this.byParent = byParent;
  }

  /** The resources of a type, in the order of their names; at least one. */
  all(type: string): PlannedResource[] {
    const found = this.some(type);
    if (found.length === 0) {
      throw new Error(`The plan of ${this.stack} has no ${type}; its types are ${this.types().join(", ")}.`);
    }
    return found;
  }

  /** The resources of a type, of which there may be none. */
  some(type: string): PlannedResource[] {
    return this.resources.filter((resource) => resource.type === type).sort((a, b) => a.name.localeCompare(b.name, "en"));
  }

  /** The one resource of this type, and of this name where one is given. */
  one(type: string, name?: string): PlannedResource {
    const found = this.all(type).filter((resource) => name === undefined || resource.name === name);
    const [only] = found;
    if (only === undefined || found.length > 1) {
      const names = this.all(type).map((resource) => resource.name);
      throw new Error(`The plan of ${this.stack} has ${found.length} of ${type}${name === undefined ? "" : ` "${name}"`}; of that type it has ${names.join(", ")}.`);
    }
    return only;
  }

  get(urn: string): PlannedResource {
    const found = this.byUrn.get(urn);
    if (found === undefined) {
      throw new Error(`The plan of ${this.stack} has no resource ${urn}.`);
    }
    return found;
  }

  /** The resources directly below one. */
  childrenOf(urn: string): PlannedResource[] {
    return this.byParent.get(urn) ?? [];
  }

  /** The resource itself, its parent, and so on to the root. */
  lineOf(urn: string): PlannedResource[] {
    const own = this.get(urn);
    return own.parent === undefined ? [own] : [own, ...this.lineOf(own.parent)];
  }

  /** A plan in which one resource is another, for tests that prove a check can fail. */
  with(urn: string, change: (resource: PlannedResource) => PlannedResource): Plan {
    this.get(urn);
    return this.map((resource) => (resource.urn === urn ? change(resource) : resource));
  }

  /** A plan in which every resource is what `change` makes of it. */
  map(change: (resource: PlannedResource) => PlannedResource): Plan {
    return new Plan({ ...this.facts(), resources: this.resources.map(change) });
  }

  /** A plan that lacks these resources. */
  without(urns: readonly string[]): Plan {
    return new Plan({ ...this.facts(), resources: this.resources.filter(({ urn }) => !urns.includes(urn)) });
  }

  toJSON(): PlanFacts {
    return this.facts();
  }

  private facts(): PlanFacts {
    const { stack, project, config, resources, outputs, warnings } = this;
    return { stack, project, config, resources, outputs, warnings };
  }

  private types(): string[] {
    return [...new Set(this.resources.map(({ type }) => type))].sort();
  }
}

/** `type::name`, which is unique in a stack for everything but same-named resources below different parents. */
export function keyOf({ type, name }: Pick<PlannedResource, "type" | "name">): string {
  return `${type}::${name}`;
}

/** `type::name` of a URN. */
export function shortUrn(urn: string): string {
  const [, , types = "", ...name] = urn.split("::");
  return `${types.split("$").at(-1) ?? ""}::${name.join("::")}`;
}

export type { Value, Values };
