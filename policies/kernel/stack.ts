import type { PolicyResource } from "@pulumi/policy";
import { optionsOf } from "./options";
import type { Subject } from "./finding";
import type { Options } from "./rule";
import { qualifiedStack, stackOfUrn } from "./exemption";
import { unwrap } from "./unknown";
import type { Value } from "./value";
import { viewOf, type List, type View } from "./view";

/** A resource among the others of its stack. Relations come from the engine's dependency record, so no id need be known. */
export interface StackResource extends Subject, View {
  /** Every resource that flows into a property, however deep. */
  dependenciesOf(property: string): readonly StackResource[];
  /** Every property of another resource that this one flows into. */
  readonly uses: readonly Use[];
  readonly options: Options;
}

export interface Use {
  readonly resource: StackResource;
  readonly property: string;
}

export interface Stack {
  /** `production` of `urn:pulumi:production::…`; undefined where there is no resource. */
  readonly name: string | undefined;
  /** `kianax/production`, its project before its name. */
  readonly qualifiedName: string | undefined;
  ofType(...types: readonly string[]): readonly StackResource[];
  /** Every resource, components and providers included. */
  all(): readonly StackResource[];
}

/**
 * Inputs by URN, kept from the resources' own checks. The engine shows a stack rule outputs, and in preview those lack a
 * property whose depth holds an unknown (https://github.com/pulumi/pulumi/issues/7854).
 */
export type InputMemory = Map<string, Record<string, unknown>>;

/** What a stack remembers, and what it tells of who looks at what. */
export interface StackMemory {
  readonly inputs: InputMemory;
  /** Types that were asked for. */
  readonly covered: { add(type: string): unknown };
  /** Is told what is read of whom: a property, or the properties by which resources depend on it. */
  readonly observe?: (type: string, path: string) => void;
}

export function stackOf(policyResources: readonly PolicyResource[], { inputs: memory, covered, observe }: StackMemory): Stack {
  const members: Map<string, Member> = new Map(policyResources.map((each) => [each.urn, new Member(each, memory, (urn) => members.get(urn), observe)]));
  const byType = new Map<string, Member[]>();
  for (const member of members.values()) {
    const siblings = byType.get(member.type);
    if (siblings === undefined) {
      byType.set(member.type, [member]);
    } else {
      siblings.push(member);
    }
    member.recordUses();
  }
  return {
    name: stackOfUrn(policyResources[0]?.urn ?? ""),
    qualifiedName: qualifiedStack(policyResources[0]?.urn ?? ""),
    ofType: (...types) => {
      types.forEach((type) => covered.add(type));
      return types.flatMap((type) => byType.get(type) ?? []);
    },
    all: () => [...members.values()],
  };
}

/** A class, because a stack is built anew for every rule, and most of its resources are never looked at. */
class Member implements StackResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly path = "";
  readonly uses: Use[] = [];
  private view: View | undefined;

  constructor(
    private readonly source: PolicyResource,
    private readonly memory: InputMemory,
    private readonly find: (urn: string) => Member | undefined,
    private readonly observe: StackMemory["observe"],
  ) {
    this.urn = source.urn;
    this.type = source.type;
    this.name = source.name;
  }

  value(path: string): Value {
    return this.inputs().value(path);
  }

  list(path: string): List {
    return this.inputs().list(path);
  }

  at(path: string): View {
    return this.inputs().at(path);
  }

  dependenciesOf(property: string): readonly Member[] {
    this.observe?.(this.type, property);
    return (this.source.propertyDependencies[property] ?? []).flatMap(({ urn }) => this.find(urn) ?? []);
  }

  recordUses(): void {
    for (const [property, dependencies] of Object.entries(this.source.propertyDependencies)) {
      for (const { urn } of dependencies) {
        this.find(urn)?.uses.push({ resource: this, property });
      }
    }
  }

  get options(): Options {
    return optionsOf(this.source.opts, this.source.provider);
  }

  private inputs(): View {
    const { observe, type } = this;
    this.view ??= viewOf(this.memory.get(this.urn) ?? unwrap(this.source.props), observe && ((path) => observe(type, path)));
    return this.view;
  }
}
