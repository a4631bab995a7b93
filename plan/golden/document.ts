/** A plan as people review it: one entry for each resource, with nothing that is as it always is. */
import { keyOf, shortUrn, type Plan, type PlannedOptions, type PlannedResource } from "../plan";
import { compare, type Value } from "../values";
import { isMap, labelsOf, wired, type Plans } from "./wiring";

export type Entry = Readonly<Record<string, Value>>;
export type GoldenDocument = Readonly<Record<string, Entry>>;

/** Tags that nearly every resource has are told once, so that a changed owner is one line and not hundreds. */
const COMMON_TAGS = "tags of all resources";
const COMMON = 0.9;

/**
 * @param preview - what an engine's preview knows
 * @param deployed - the same plan with ids, for the wiring that a preview cannot show
 */
export function goldenDocument(preview: Plan, deployed: Plan): GoldenDocument {
  const keys = keysOf(preview);
  const place = (resource: PlannedResource): string => preview.lineOf(resource.urn).reverse().map(keyOf).join(" / ");
  const ordered = preview.resources.map((resource) => ({ resource, at: place(resource) })).sort((a, b) => compare(a.at, b.at));
  const common = commonTags(preview);
  const entries = ordered.map(({ resource }) => [keys.get(resource.urn) ?? resource.urn, entryOf(resource, { preview, deployed }, common)] as const);
  return { ...(Object.keys(common).length > 0 && { [COMMON_TAGS]: common }), ...Object.fromEntries(entries) };
}

function tagsOf({ inputs: { tags } }: PlannedResource): { [key: string]: Value } | undefined {
  return isMap(tags) ? tags : undefined;
}

function commonTags(plan: Plan): { [key: string]: Value } {
  const tagged = plan.resources.map(tagsOf).filter((tags) => tags !== undefined);
  const candidates = Object.entries(tagged[0] ?? {});
  return Object.fromEntries(candidates.filter(([key, value]) => tagged.filter((tags) => tags[key] === value).length >= COMMON * tagged.length));
}

/** The tags that are a resource's own, and the names of common ones that it lacks. */
function ownTags(tags: { [key: string]: Value }, common: { [key: string]: Value }): { [key: string]: Value } {
  const own = Object.fromEntries(Object.entries(tags).filter(([key, value]) => common[key] !== value));
  const missing = Object.keys(common).filter((key) => !(key in tags));
  return missing.length === 0 ? own : { ...own, without: missing };
}

/** `type::name`, with the parent's where two resources share it. */
function keysOf(plan: Plan): Map<string, string> {
  const counts = new Map<string, number>();
  plan.resources.forEach((resource) => counts.set(keyOf(resource), (counts.get(keyOf(resource)) ?? 0) + 1));
  return new Map(plan.resources.map((resource) => [resource.urn, (counts.get(keyOf(resource)) ?? 0) > 1 ? `${keyOf(resource)} in ${shortUrn(resource.parent ?? "")}` : keyOf(resource)]));
}

function entryOf(resource: PlannedResource, plans: Plans, common: { [key: string]: Value }): Entry {
  const { parent, dependencies, propertyDependencies, options, secrets } = resource;
  const fromInputs = new Set(Object.values(propertyDependencies).flat());
  const further = dependencies.filter((urn) => !fromInputs.has(urn));
  const inputs = inputsOf(resource, plans, common);
  return {
    ...(parent !== undefined && { parent: shortUrn(parent) }),
    ...optionEntries(options),
    ...(Object.keys(inputs).length > 0 && { inputs }),
    ...(secrets.length > 0 && { secrets: [...secrets] }),
    ...madeOf(resource, inputs),
    ...(further.length > 0 && { dependsOn: further.map(shortUrn).sort(compare) }),
  };
}

/** Options that differ from what a resource has without any. */
function optionEntries({ provider, deletedWith, aliases, replaceWith, ...options }: PlannedOptions): Entry {
  const given = Object.entries(options).filter(([, value]) => value === true || (typeof value === "string" && value !== "") || (typeof value === "object" && Object.keys(value).length > 0));
  return {
    ...(Object.fromEntries(given) as Entry),
    ...(options.deleteBeforeReplace === false && { deleteBeforeReplace: false }),
    ...(provider !== undefined && !/::default(_\d|$)/.test(provider) && { provider: shortUrn(provider) }),
    ...(deletedWith !== undefined && { deletedWith: shortUrn(deletedWith) }),
    ...(replaceWith.length > 0 && { replaceWith: replaceWith.map(shortUrn) }),
    ...(aliases.length > 0 && { aliases: aliases.map(shortUrn) }),
  };
}

function inputsOf(resource: PlannedResource, plans: Plans, common: { [key: string]: Value }): { [key: string]: Value } {
  const { urn, inputs, propertyDependencies } = resource;
  const made = plans.deployed.get(urn).inputs;
  const tags = tagsOf(resource);
  const told = tags === undefined ? inputs : { ...inputs, tags: ownTags(tags, common) };
  const entries = Object.entries(told).map(([property, value]) => readable(property, wired(value, made[property], labelsOf(plans, propertyDependencies[property] ?? []))));
  return Object.fromEntries(entries.sort(([a], [b]) => compare(a, b)));
}

/** What an input depends on without showing it, such as what a name only waits for. */
function madeOf({ propertyDependencies }: PlannedResource, inputs: { [key: string]: Value }): Entry {
  const shown = JSON.stringify(inputs);
  const hidden = Object.entries(propertyDependencies).flatMap(([property, urns]) => {
    const left = urns.map(shortUrn).filter((short) => !shown.includes(`\${${short}.`) && !shown.includes(short));
    return left.length === 0 ? [] : [[property, left.sort(compare)] as const];
  });
  return hidden.length === 0 ? {} : { madeOf: Object.fromEntries(hidden) };
}

/** JSON documents and encoded texts as what they say; a URN by its short form. */
function readable(property: string, value: Value): [string, Value] {
  if (Array.isArray(value)) {
    return [property, value.map((item) => readable("", item)[1])];
  }
  if (isMap(value)) {
    return [property, Object.keys(value).join() === "urn" ? shortUrn(String(value["urn"])) : Object.fromEntries(Object.entries(value).map(([key, item]) => readable(key, item)))];
  }
  if (typeof value !== "string" || property === "") {
    return [property, value];
  }
  const document = /^\s*[[{]/.test(value) ? parsed(value) : undefined;
  if (document !== undefined) {
    return [`${property} (JSON)`, document];
  }
  const text = decoded(value);
  return text === undefined ? [property, value] : [`${property} (base64)`, text];
}

function parsed(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

/** The text inside a long base64 value, such as a launch template's user data. */
function decoded(value: string): string | undefined {
  if (!/^[A-Za-z0-9+/]{80,}={0,2}$/.test(value)) {
    return undefined;
  }
  const text = Buffer.from(value, "base64").toString("utf8");
  return /^[\n\r\t\x20-\x7e]*$/.test(text) ? text : undefined;
}
