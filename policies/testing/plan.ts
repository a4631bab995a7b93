/** A plan in memory, as the engine would show it to a policy pack: what it declares, and what flows into what. */
import { STATEFUL } from "../tokens";

/** An output of another resource, unknown in a first preview. */
export interface Output {
  readonly of: PlannedResource;
  readonly property: string;
}

/** A property that is unknown and depends on nothing of the plan. */
export const UNKNOWN = Object.freeze({ unknown: true });

/** A value as JSON text, as `pulumi.jsonStringify` makes it: one unknown text while anything inside is unknown. Changed at `policy.jsonOf.Statement.0`. */
export const json = (value: Input): Input => ({ jsonOf: value });

export type Input = undefined | null | boolean | number | string | Output | typeof UNKNOWN | readonly Input[] | { readonly [key: string]: Input };
export type Inputs = Record<string, Input>;

export interface ResourceOptions {
  readonly parent?: PlannedResource;
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
}

export class PlannedResource {
  constructor(
    readonly type: string,
    readonly name: string,
    public inputs: Inputs,
    public options: ResourceOptions = {},
  ) {}

  get id(): Output {
    return this.out("id");
  }

  urn(stack: string): string {
    return `urn:pulumi:${stack}::kianax::${this.qualifiedType}::${this.name}`;
  }

  out(property: string): Output {
    return { of: this, property };
  }

  /** Sets the property at a dotted path; `undefined` takes it away. Lists are indexed: `blockDeviceMappings.0.ebs`. */
  set(path: string, value: Input): void {
    this.inputs = replaced(this.inputs, path.split("."), value) as Inputs;
  }

  private get qualifiedType(): string {
    return this.options.parent ? `${this.options.parent.qualifiedType}$${this.type}` : this.type;
  }
}

export class Plan {
  private readonly members: PlannedResource[] = [];

  get resources(): readonly PlannedResource[] {
    return this.members;
  }

  /** Whatever holds data is protected, unless a test says otherwise. */
  add(type: string, name: string, inputs: Inputs = {}, options: ResourceOptions = { protect: STATEFUL.includes(type) }): PlannedResource {
    const resource = new PlannedResource(type, name, inputs, options);
    this.members.push(resource);
    return resource;
  }

  get(type: string, name: string): PlannedResource {
    const found = this.members.find((each) => each.type === type && each.name === name);
    if (found === undefined) {
      throw new Error(`The plan has no ${type} named ${name}.`);
    }
    return found;
  }

  remove(type: string, name: string): void {
    this.members.splice(this.members.indexOf(this.get(type, name)), 1);
  }

  /** Exchanges a resource for one of another type, keeping its name and what flows into it. */
  retype(type: string, name: string, newType: string): void {
    const old = this.get(type, name);
    this.replace(old, new PlannedResource(newType, name, old.inputs, old.options));
  }

  private replace(old: PlannedResource, successor: PlannedResource): void {
    this.members[this.members.indexOf(old)] = successor;
    for (const each of this.members) {
      each.inputs = repointed(each.inputs, old, successor) as Inputs;
    }
  }
}

export function isOutput(input: Input): input is Output {
  return isObject(input) && "of" in input && input.of instanceof PlannedResource;
}

export function isJsonText(input: Input): input is { readonly jsonOf: Input } {
  return isObject(input) && "jsonOf" in input;
}

export function isObject(input: unknown): input is Record<string, Input> {
  return typeof input === "object" && input !== null && !Array.isArray(input);
}

function replaced(input: Input, [key, ...rest]: readonly string[], value: Input): Input {
  if (key === undefined) {
    return value;
  }
  if (Array.isArray(input)) {
    const items = input as readonly Input[];
    return items.flatMap((each, index) => {
      const item = index === Number(key) ? replaced(each, rest, value) : each;
      return item === undefined ? [] : [item];
    });
  }
  const holder: Record<string, Input> = isObject(input) && !isOutput(input) ? { ...input } : {};
  const member = replaced(holder[key], rest, value);
  if (member === undefined) {
    delete holder[key];
  } else {
    holder[key] = member;
  }
  return holder;
}

function repointed(input: Input, old: PlannedResource, successor: PlannedResource): Input {
  if (isOutput(input)) {
    return input.of === old ? successor.out(input.property) : input;
  }
  if (Array.isArray(input)) {
    return (input as readonly Input[]).map((each) => repointed(each, old, successor));
  }
  return isObject(input) && input !== UNKNOWN
    ? Object.fromEntries(Object.entries(input).map(([key, each]) => [key, repointed(each, old, successor)]))
    : input;
}
