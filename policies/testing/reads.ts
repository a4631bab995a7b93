/** Which properties a rule reads, and which of them a change of the plan touches. */
import type { PolicyResource } from "@pulumi/policy";
import type { WireResource } from "../analyzer";
import { EVERY_TYPE, settingsOf, stackOf, viewOf, type Findings, type Profile, type Resource, type Rule, type StackMemory, type Subject } from "../kernel";

/** A property of a type, list indices left out: `aws:rds/instance:Instance multiAz`. */
export type Property = string;

const propertyOf = (type: string, path: string): Property => `${type} ${path.replace(/\[\d+\]/g, "[]")}`;

/** A question that a rule is asked, in this process. */
export interface Question {
  readonly check: () => Findings;
  /** Undefined for the stack. */
  readonly subject?: Subject;
}

/** What a rule reads of a plan that keeps it. */
export function readsOf(rule: Rule, resources: readonly WireResource[], profile: Profile): ReadonlySet<Property> {
  const reads = new Set<Property>();
  questionsOf(rule, resources, settingsOf(rule.settings, profile), (type, path) => void (path !== "" && reads.add(propertyOf(type, path)))).forEach(({ check }) => check());
  return reads;
}

/** All that a rule is asked about a plan. */
export function questionsOf(rule: Rule, resources: readonly WireResource[], settings: Readonly<Record<string, unknown>>, observe?: StackMemory["observe"]): Question[] {
  const inputs = new Map(resources.map((each) => [each.urn, each.inputs]));
  return [
    ...resources
      .filter(({ type }) => rule.types.includes(type) || rule.types.includes(EVERY_TYPE))
      .map((each): Question => {
        const resource = resourceOf(each, observe);
        return { subject: resource, check: () => rule.checkResource?.(resource, settings) };
      }),
    { check: () => rule.checkStack?.(stackOf(resources.map(policyResource), { inputs, covered: new Set(), ...(observe && { observe }) }), settings) },
  ];
}

function resourceOf({ urn, type, name, inputs, protect, ignoreChanges, provider }: WireResource, observe: StackMemory["observe"]): Resource {
  const options = { protect, ignoreChanges, provider: provider && viewOf(provider.inputs) };
  return { ...viewOf(inputs, observe && ((path) => observe(type, path))), urn, type, name, options };
}

/** What differs between two plans: properties by their paths, and whole types where a resource comes or goes. */
export function changesOf(before: readonly WireResource[], after: readonly WireResource[]): ReadonlySet<Property> {
  const old = new Map(before.map((each) => [each.urn, each]));
  const changed = new Set<Property>();
  for (const resource of after) {
    const former = old.get(resource.urn);
    old.delete(resource.urn);
    const differences = former === undefined ? [...leaves(resource.inputs), WHOLE] : [...differing(former.inputs, resource.inputs), ...redirected(former, resource)];
    differences.forEach((path) => changed.add(propertyOf(resource.type, path)));
  }
  for (const { type } of old.values()) {
    changed.add(propertyOf(type, WHOLE));
  }
  return changed;
}

const WHOLE = "*";

/** Properties that a rule reads and that no change touches. A relation is touched, too, by a resource that comes or goes. */
export function untouched(rule: Rule, reads: ReadonlySet<Property>, changed: ReadonlySet<Property>): Property[] {
  const paths = [...reads].map((read) => read.split(" ")[1]);
  const touchedPaths = new Set([...changed].map((each) => each.split(" ")[1]));
  return [...reads].filter((read) => {
    const [type = "", path] = read.split(" ");
    // What is read of resources of every kind is one and the same property.
    const isEverywhere = paths.filter((each) => each === path).length >= EVERY_KIND && touchedPaths.has(path);
    const isRelation = rule.checkStack !== undefined && changed.has(propertyOf(type, WHOLE));
    return !isEverywhere && !isRelation && ![...changed].some((each) => each === read || isWithin(each, read) || isWithin(read, each));
  });
}

/** More types than any one service has. */
const EVERY_KIND = 10;

function isWithin(inner: Property, outer: Property): boolean {
  return inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
}

/** Properties that others flow into than before. */
function redirected({ propertyDependencies: before }: WireResource, { propertyDependencies: after }: WireResource): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

function differing(before: unknown, after: unknown, path = ""): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) {
    return [];
  }
  if (isTree(before) && isTree(after) && Array.isArray(before) === Array.isArray(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => differing(before[key], after[key], joined(path, key, before)));
  }
  // What is exchanged as a whole is exchanged in each of its parts.
  return [path, ...leaves(before, path), ...leaves(after, path)];
}

function leaves(value: unknown, path = ""): string[] {
  return isTree(value) ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, joined(path, key, value))) : [path];
}

function joined(path: string, key: string, holder: object): string {
  return Array.isArray(holder) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
}

export function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** A resource as Pulumi shows it to a policy. */
export function policyResource({ urn, type, name, inputs, protect, ignoreChanges, propertyDependencies }: WireResource): PolicyResource {
  const dependencies = Object.entries(propertyDependencies).map(([property, urns]) => [property, urns.map((each) => ({ urn: each }))]);
  return { urn, type, name, props: inputs, opts: { protect, ignoreChanges }, propertyDependencies: Object.fromEntries(dependencies) as PolicyResource["propertyDependencies"] } as unknown as PolicyResource;
}
