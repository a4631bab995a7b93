/** Which properties a rule reads, and which of them a change of the plan touches. */
import type { PolicyResource } from "@pulumi/policy";
import type { WireResource } from "../analyzer";
import { settingsOf, stackOf, viewOf, type Profile, type Rule } from "../kernel";

/** A property of a type, list indices left out: `aws:rds/instance:Instance multiAz`. */
export type Property = string;

const propertyOf = (type: string, path: string): Property => `${type} ${path.replace(/\[\d+\]/g, "[]")}`;

/** What a rule reads of a plan that keeps it. */
export function readsOf(rule: Rule, resources: readonly WireResource[], profile: Profile): ReadonlySet<Property> {
  const reads = new Set<Property>();
  const observe = (type: string, path: string): void => void (path !== "" && reads.add(propertyOf(type, path)));
  const settings = settingsOf(rule.settings, profile);
  for (const { urn, type, name, inputs, protect, ignoreChanges, provider } of resources.filter((each) => rule.types.includes(each.type))) {
    const options = { protect, ignoreChanges, provider: provider && viewOf(provider.inputs) };
    rule.checkResource?.({ ...viewOf(inputs, (path) => observe(type, path)), urn, type, name, options }, settings);
  }
  rule.checkStack?.(stackOf(resources.map(policyResource), { inputs: new Map(resources.map((each) => [each.urn, each.inputs])), covered: new Set(), observe }), settings);
  return reads;
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

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** A resource as Pulumi shows it to a policy. */
export function policyResource({ urn, type, name, inputs, protect, ignoreChanges, propertyDependencies }: WireResource): PolicyResource {
  const dependencies = Object.entries(propertyDependencies).map(([property, urns]) => [property, urns.map((each) => ({ urn: each }))]);
  return { urn, type, name, props: inputs, opts: { protect, ignoreChanges }, propertyDependencies: Object.fromEntries(dependencies) as PolicyResource["propertyDependencies"] } as unknown as PolicyResource;
}
