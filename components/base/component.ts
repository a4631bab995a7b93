import * as pulumi from "@pulumi/pulumi";
import { refuseProblems, type Problem } from "./argument-error";
import { physicalName, type Named } from "./names";
import { anyObject, flag, inputText, mapOf, optional, shapeProblems, text, type Kind, type Shape } from "./shape";
import { tagProblems, type CostLine, type DataClass, type Tags } from "./tags";
import { applyTransform, type Transform } from "./transform";

/** Arguments that every component takes. */
export interface CommonArgs {
  /**
   * Environment the component belongs to, such as `production`. Part of every physical name and of the tag
   * `Environment`. **Replaces** everything when changed.
   */
  readonly environment: string;
  /**
   * First part of every physical name, and the tag `Project`. **Replaces** everything when changed.
   * @default "kianax"
   */
  readonly namePrefix?: string;
  /** Further tags for every taggable child. The keys that components set themselves are refused. In place. */
  readonly tags?: Tags;
  /**
   * Whether children that hold data, or that others cannot live without, are protected from deletion by Pulumi.
   * In place.
   * @default true
   */
  readonly protect?: boolean;
}

/** What a component says of itself once. */
export interface ComponentFacts {
  /** Type token, such as `kianax:network:KianaxNetwork`. */
  readonly type: string;
  readonly costLine: CostLine;
  readonly dataClass: DataClass;
  /** Microservice that the children serve. */
  readonly service?: string;
}

/** The arguments of a component without those that all components share. */
export type OwnArgs<Args> = Omit<Args, keyof CommonArgs | "transform">;

/** How a component judges its arguments: their types first, then, when those are right, what they say. */
export interface ArgumentChecks<Args> {
  readonly shape: Shape<OwnArgs<Args>>;
  readonly problems: (args: Args) => readonly Problem[];
}

/** The checks of whichever component. */
interface SomeChecks {
  readonly shape: Readonly<Record<string, Kind>>;
  readonly problems: (args: never) => readonly Problem[];
}

type ResourceClass<Args, R> = new (name: string, args: Args, opts?: pulumi.CustomResourceOptions) => R;

/** Options of a child, beside its parent; `stateful` adds protection. */
export interface ChildOptions extends pulumi.CustomResourceOptions {
  /** Holds data, or cannot be missed: protected unless the component was told otherwise. */
  readonly stateful?: boolean;
}

/** Base of all Kianax components. */
export abstract class KianaxComponent extends pulumi.ComponentResource {
  /** Component and name as messages give them: `KianaxNetwork "production"`. */
  protected readonly where: string;
  private readonly common: CommonArgs;
  private readonly facts: ComponentFacts;
  private readonly transforms: Readonly<Record<string, unknown>>;

  /**
   * @param checks - how the component judges its arguments; any problem throws before anything is registered
   */
  constructor(
    facts: ComponentFacts,
    readonly name: string,
    args: CommonArgs & { readonly transform?: object },
    checks: SomeChecks,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    refuseArguments(whereOf(facts.type, name), args, checks);
    super(facts.type, name, {}, opts);
    this.where = whereOf(facts.type, name);
    this.common = args;
    this.facts = facts;
    this.transforms = (args.transform ?? {}) as Readonly<Record<string, unknown>>;
  }

  /** Registers a child: its name below the component's, its parent set, its transform applied. */
  child<Args extends object, R>(
    kind: ResourceClass<Args, R>,
    key: string,
    suffix: string,
    args: Args,
    { stateful = false, ...options }: ChildOptions = {},
  ): R {
    const name = suffix === "" ? this.name : `${this.name}-${suffix}`;
    const own: pulumi.CustomResourceOptions = { parent: this, ...(stateful ? { protect: this.protect } : {}) };
    const merged = pulumi.mergeOptions(own, options);
    const result = applyTransform(this.transforms[key] as Transform<Args> | undefined, args, merged, name);
    return withoutStackTraces(() => new kind(name, result.args, result.opts));
  }

  /** `<prefix>-<environment>-<suffix>`, checked against AWS's rule for what it names. */
  physical(what: Named, suffix: string): string {
    return physicalName(this.where, what, joined(this.base, suffix));
  }

  /** A slash-separated physical name below `/<prefix>/<environment>`. */
  path(what: Named, suffix: string, root = "/"): string {
    return physicalName(this.where, what, `${root}${this.prefix}/${this.environment}/${suffix}`);
  }

  /** Tags of a child; a display name goes into `Name`, which is no part of the child's identity. */
  tags(displayName?: string, overrides: Partial<Pick<ComponentFacts, "costLine" | "dataClass">> = {}): Tags {
    return {
      ...this.common.tags,
      Project: this.prefix,
      Environment: this.environment,
      Component: this.facts.type.split(":").at(-1) ?? this.facts.type,
      Service: this.facts.service ?? "platform",
      CostLine: overrides.costLine ?? this.facts.costLine,
      DataClass: overrides.dataClass ?? this.facts.dataClass,
      ...(displayName === undefined ? {} : { Name: joined(this.base, displayName) }),
    };
  }

  get environment(): string {
    return this.common.environment;
  }

  get prefix(): string {
    return this.common.namePrefix ?? DEFAULT_PREFIX;
  }

  /** `<prefix>-<environment>`. */
  get base(): string {
    return `${this.prefix}-${this.environment}`;
  }

  protected get protect(): boolean {
    return this.common.protect ?? true;
  }
}

export const DEFAULT_PREFIX = "kianax";

function whereOf(type: string, name: string): string {
  return `${type.split(":").at(-1) ?? type} "${name}"`;
}

function joined(base: string, suffix: string): string {
  return suffix === "" ? base : `${base}-${suffix}`;
}

const COMMON_SHAPE: Shape<CommonArgs & { readonly transform?: object }> = {
  environment: text,
  namePrefix: optional(text),
  tags: optional(mapOf(inputText)),
  protect: optional(flag),
  transform: optional(anyObject),
};

function refuseArguments(where: string, args: CommonArgs, { shape, problems }: SomeChecks): void {
  refuseProblems(where, shapeProblems(args, { ...COMMON_SHAPE, ...shape }));
  refuseProblems(where, [...commonProblems(args), ...problems(args as never)]);
}

function commonProblems({ environment, namePrefix = DEFAULT_PREFIX, tags }: CommonArgs): Problem[] {
  const named = { environment, namePrefix };
  return [
    ...Object.entries(named)
      .filter(([, value]) => !/^[a-z][a-z0-9-]{0,23}$/.test(value))
      .map(([argument, value]) => ({
        argument,
        problem: `must be 1 to 24 lower-case letters, digits and dashes, beginning with a letter, not ${JSON.stringify(value)}.`,
      })),
    ...tagProblems(tags),
  ];
}

/**
 * Pulumi notes a stack trace for each promise of each property of a resource, and mapping those to TypeScript was a
 * fifth of a preview (`npm run bench`). Errors of a resource's own constructor name the resource; all others keep
 * their traces. https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/debuggable.ts
 */
function withoutStackTraces<T>(make: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = limit;
  }
}
