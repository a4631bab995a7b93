import * as pulumi from "@pulumi/pulumi";

import { checksFor } from "./checks";
import { physicalName } from "./naming";
import type { TagSubject, Tags } from "./tags";
import { STANDARD_TAG_KEYS, standardTags } from "./tags";
import type { Transform } from "./transform";
import { applyTransform } from "./transform";

/** The name prefix of a project that sets none. */
export const DEFAULT_NAME_PREFIX = "kianax";

/** Arguments that every component takes. */
export interface CommonArgs {
  /** The environment, such as `production`; part of every AWS name. A change **replaces** everything. */
  readonly environment: string;
  /**
   * First part of every AWS name and the value of the `Project` tag. A change **replaces** everything.
   * @default "kianax"
   */
  readonly namePrefix?: string;
  /**
   * Further tags of every child. They cannot set the standard keys Project, Environment, Component, Service, CostLine and
   * DataClass. Changed in place.
   * @default none
   */
  readonly tags?: Tags;
  /**
   * Whether stateful children refuse to be deleted or replaced (Pulumi's `protect`). Changed in place; lift it, bring the stack
   * up, and only then destroy.
   * @default true
   */
  readonly protect?: boolean;
}

/** What a component says about itself. */
export interface Identity {
  /** Type token, such as `kianax:network:KianaxNetwork`. */
  readonly type: string;
  /** Value of the `Component` tag, such as `network`. */
  readonly component: string;
  /**
   * Value of the `Service` tag, and part of the AWS names of a service's own resources.
   * @default "platform"
   */
  readonly service?: string;
}

/** Options of a child beside Pulumi's own. */
export interface ChildOptions extends pulumi.CustomResourceOptions {
  /** The key of `transform` that reaches this child; @default the child's suffix. */
  readonly transform?: string;
  /** Whether the child holds data or is what data lives in: then it is protected unless the component says otherwise. */
  readonly stateful?: boolean;
}

type ResourceClass<A, R> = new (name: string, args: A, opts?: pulumi.CustomResourceOptions) => R;

/** What the components have in common: names, tags, parents, protection and the escape hatch. */
export abstract class KianaxComponent extends pulumi.ComponentResource {
  /** The instance name: the environment for platform components, the service for a service. */
  readonly instance: string;
  /** The environment the component belongs to. */
  readonly environment: string;
  /** First part of every AWS name. */
  readonly namePrefix: string;

  private readonly identity: Identity;
  private readonly common: CommonArgs;
  private readonly transforms: Readonly<Record<string, unknown>>;

  protected constructor(
    identity: Identity,
    name: string,
    args: CommonArgs & { readonly transform?: object },
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    super(identity.type, name, {}, opts);
    this.identity = identity;
    this.common = args;
    this.transforms = { ...args.transform };
    this.instance = name;
    this.environment = args.environment;
    this.namePrefix = args.namePrefix ?? DEFAULT_NAME_PREFIX;
  }

  /**
   * Makes a child `<name>-<suffix>` with this component as its parent.
   * @internal
   */
  child<A extends object, R extends pulumi.Resource>(
    make: ResourceClass<A, R>,
    suffix: string,
    args: NoInfer<A>,
    options: ChildOptions = {},
  ): R {
    const { transform: key = suffix, stateful, ...own } = options;
    const name = `${this.instance}-${suffix}`;
    const opts: pulumi.CustomResourceOptions = { parent: this, ...own };
    if (stateful) opts.protect ??= this.protectsState;
    const transformed = applyTransform(this.transforms[key] as Transform<A> | undefined, args, opts, name);
    return new make(name, transformed.args, transformed.opts);
  }

  /**
   * `<prefix>-<environment>-<suffix>`, checked against AWS's rule for the type.
   * @internal
   */
  awsName(type: string, suffix?: string): string {
    return physicalName(type, awsName(this, suffix));
  }

  /**
   * The tags of a child.
   * @internal
   */
  tagsFor(subject: TagSubject): Tags {
    const { component, service = "platform" } = this.identity;
    const owner = { project: this.namePrefix, environment: this.environment, component, service, tags: this.common.tags ?? {} };
    return standardTags(owner, subject);
  }

  /** Whether stateful children are protected. */
  get protectsState(): boolean {
    return this.common.protect ?? true;
  }
}

/** `<prefix>-<environment>`, with `-<suffix>` where there is one. */
export function awsName(args: Pick<CommonArgs, "environment" | "namePrefix">, suffix?: string): string {
  const stem = `${args.namePrefix ?? DEFAULT_NAME_PREFIX}-${args.environment}`;
  return suffix ? `${stem}-${suffix}` : stem;
}

/** Throws a sentence when an argument that all components share is wrong. `transformKeys` are the children a transform reaches. */
export function validateCommonArgs(
  component: string,
  name: string,
  args: CommonArgs & { readonly transform?: object },
  transformKeys: readonly string[],
): void {
  const check = checksFor(component, name);
  check.matches("name", name, LABEL, LABEL_SHAPE);
  check.matches("environment", args.environment, LABEL, LABEL_SHAPE);
  if (args.namePrefix !== undefined) check.matches("namePrefix", args.namePrefix, LABEL, LABEL_SHAPE);
  if (args.protect !== undefined) check.flag("protect", args.protect);
  for (const key of Object.keys(args.tags ?? {})) {
    const standard = [...STANDARD_TAG_KEYS, "Name"].find(each => each.toLowerCase() === key.toLowerCase());
    check.require(standard === undefined, `tags sets "${key}", which the component sets itself; give the tag another key.`);
    check.require(!/^aws:/i.test(key), `tags sets "${key}", but AWS keeps keys that begin with aws: to itself; give the tag another key.`);
    check.matches(`the key of tags "${key}"`, key, /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u, "1 to 128 letters, digits, spaces and _.:/=+-@");
  }
  check.knownKeys("transform", args.transform, transformKeys);
}

const LABEL = /^[a-z](?!.*--)[a-z0-9-]*(?<!-)$/;
const LABEL_SHAPE = "lower-case letters, digits and single hyphens, with a letter first and no hyphen last";
