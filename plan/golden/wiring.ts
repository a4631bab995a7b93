/** Values of a golden plan: in place of an id or ARN that only a deployment knows, the resource it comes from. */
import type { Plan, PlannedResource } from "../plan";
import { keyOf } from "../plan";
import { compare, isUnknown, SECRET, UNKNOWN, type Value, type Values } from "../values";

/** Texts that resources have as outputs, and what to call them. */
interface Labels {
  readonly byText: ReadonlyMap<string, string>;
  readonly pattern: RegExp | undefined;
}

/** What stands in other values without coming from this resource. */
const NOT_ITS_OWN = new Set(["tags", "tagsAll", "region", "accountId", "ownerId", "owner"]);
/** Shorter texts, such as a port or a zone, may stand in a value by chance. */
const SHORTEST = 6;

/** One stack as a preview knows it and as a deployment would. */
export interface Plans {
  readonly preview: Plan;
  readonly deployed: Plan;
}

/** The outputs of the resources that a property is made of, and their inputs that come from further ones. */
export function labelsOf({ preview, deployed }: Plans, urns: readonly string[]): Labels {
  const labels = new Map<string, string>();
  for (const resource of urns.flatMap((urn) => withChildren(deployed, urn))) {
    for (const [text, path] of textsOf(resource, preview.get(resource.urn).inputs)) {
      labels.set(text, labels.get(text) ?? `\${${keyOf(resource)}.${path}}`);
    }
  }
  // The longest first: an ARN holds the name that is an output of its own.
  const texts = [...labels.keys()].sort((a, b) => b.length - a.length || compare(a, b));
  return { byText: labels, pattern: texts.length === 0 ? undefined : new RegExp(texts.map(escaped).join("|"), "g") };
}

/** Whoever depends on a component depends on what it is made of. */
function withChildren(plan: Plan, urn: string): PlannedResource[] {
  const resource = plan.get(urn);
  return resource.custom ? [resource] : plan.childrenOf(urn).flatMap((child) => withChildren(plan, child.urn));
}

function textsOf({ id, outputs, inputs }: PlannedResource, known: Values): [string, string][] {
  const found: [string, string][] = [];
  const visit = (value: Value, path: string): void => {
    if (typeof value === "string") {
      found.push([value, path]);
    } else if (Array.isArray(value)) {
      value.forEach((item, index) => visit(item, `${path}[${index}]`));
    } else if (typeof value === "object" && value !== null) {
      Object.entries(value).forEach(([key, item]) => visit(item, `${path}.${key}`));
    }
  };
  const passedOn = Object.entries(inputs).filter(([name]) => isUnknown(known[name]));
  [...Object.entries(outputs), ...passedOn].forEach(([name, value]) => NOT_ITS_OWN.has(name) || visit(value, name));
  // An ARN that is an id too is called an ARN.
  found.push(...(id === undefined ? [] : [[id, "id"] as [string, string]]));
  return found.filter(([text]) => text.length >= SHORTEST && text !== SECRET && text !== UNKNOWN);
}

/**
 * The value as a preview knows it; where it knows nothing, the value of a deployment with each text that comes from
 * another resource replaced by that resource's name.
 */
export function wired(preview: Value, deployed: Value | undefined, labels: Labels): Value {
  if (!isUnknown(preview) || deployed === undefined) {
    return preview;
  }
  if (Array.isArray(preview) && Array.isArray(deployed)) {
    return deployed.map((item, index) => wired(preview[index] ?? UNKNOWN, item, labels));
  }
  if (isMap(preview) && isMap(deployed)) {
    return Object.fromEntries(Object.entries(deployed).map(([key, item]) => [key, wired(preview[key] ?? UNKNOWN, item, labels)]));
  }
  return labelled(deployed, labels);
}

function labelled(value: Value, labels: Labels): Value {
  if (typeof value === "string") {
    return labels.pattern === undefined ? value : value.replace(labels.pattern, (text) => labels.byText.get(text) ?? text);
  }
  if (Array.isArray(value)) {
    return value.map((item) => labelled(item, labels));
  }
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, labelled(item, labels)])) : value;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

export function isMap(value: Value | undefined): value is { [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
