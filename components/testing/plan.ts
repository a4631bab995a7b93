import type * as pulumi from "@pulumi/pulumi";
import type { Value } from "./wire";

/** A resource as the program registered it, options included. */
export interface Planned {
  readonly type: string;
  readonly name: string;
  /** `type::name` of the parent; undefined at the root. */
  readonly parent: string | undefined;
  /** Inputs without secret wrappers; what a preview does not know is `UNKNOWN`, a resource is `{ urn }`. */
  readonly inputs: Readonly<Record<string, Value>>;
  /** Paths of the inputs that are secret. */
  readonly secrets: readonly string[];
  /** `type::name` of everything it waits for, sorted. */
  readonly dependsOn: readonly string[];
  /** For each input, what it is made of. */
  readonly madeOf: Readonly<Record<string, readonly string[]>>;
  readonly protect: boolean | undefined;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly deleteBeforeReplace: boolean;
  readonly retainOnDelete: boolean;
  readonly aliases: readonly string[];
  readonly importId: string | undefined;
  /** What it hands to the engine to change itself and its children with. */
  readonly transforms: readonly pulumi.ResourceTransform[];
}

/** An invoke as the program made it. */
export interface Invoked {
  readonly token: string;
  readonly inputs: Readonly<Record<string, Value>>;
}

/** What the program said to its user. */
export interface Message {
  readonly severity: "info" | "warn";
  readonly text: string;
}

/** Everything that a program registered, with ways to find it. Finding nothing is an error, so that no assertion passes on air. */
export class Plan {
  constructor(
    readonly resources: readonly Planned[],
    readonly invokes: readonly Invoked[],
    readonly messages: readonly Message[] = [],
  ) {}

  /** `type::name` of everything, sorted. */
  get keys(): string[] {
    return this.resources.map(keyOf).sort();
  }

  /** The resources of a type, in the order of their names. */
  all(type: string): Planned[] {
    return this.resources.filter((resource) => resource.type === type).sort((a, b) => a.name.localeCompare(b.name));
  }

  /** The one resource of this type and name. */
  one(type: string, name: string): Planned {
    const found = this.resources.filter((resource) => resource.type === type && resource.name === name);
    const [only] = found;
    if (only === undefined || found.length > 1) {
      throw new Error(`The plan has ${found.length} of ${type} "${name}"; of that type it has: ${this.all(type).map((each) => each.name).join(", ") || "none"}.`);
    }
    return only;
  }
}

export function keyOf({ type, name }: Pick<Planned, "type" | "name">): string {
  return `${type}::${name}`;
}
