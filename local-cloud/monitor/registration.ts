/** From a request to register a resource to what the engine makes of it, step by step as the engine does. */
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import type { RegisterResourceRequest, TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb";
import { optionsOf } from "./options";
import type { Transformed, TransformSubject } from "./transforms";
import { dependenciesIn, dependingOn, fromStruct, mapped, withOutputs, type JsonObject } from "./wire";

export type Lists = Readonly<Record<string, readonly string[]>>;

/** A resource as it is to be, after inheritance and transforms. */
export interface Goal extends TransformSubject {
  readonly remote: boolean;
  /** Properties on the wire; for a remote component with outputs, for all others without. */
  readonly properties: JsonObject;
  readonly options: TransformResourceOptions;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Lists;
}

type Run = (callbacks: readonly Callback[], subject: TransformSubject, start: Transformed) => Promise<Transformed>;

/**
 * @param provider - reference of the provider that request or parents name; empty for the default one
 * @param transforms - the resource's own first, then those of its parents, then the stack's
 * @param run - calls the program back
 */
export async function goalOf(request: RegisterResourceRequest, provider: string, transforms: readonly Callback[], run: Run): Promise<Goal> {
  const subject = { type: request.getType(), name: request.getName(), parent: request.getParent(), custom: request.getCustom() };
  const given = fromStruct(request.getObject());
  const givenDependencies = dependenciesByProperty(request, given);
  const hasOwn = request.getTransformsList().length > 0;
  const start = { properties: transforms.length > 0 ? asOutputs(given, hasOwn ? givenDependencies : {}) : given, options: optionsOf(request, provider) };
  const { properties, options } = await run(transforms, subject, start);
  const propertyDependencies = mergedDependencies(properties, hasOwn ? {} : givenDependencies);
  const dependencies = hasOwn ? [...options.getDependsOnList(), ...Object.values(propertyDependencies).flat()] : request.getDependenciesList();
  return { ...subject, remote: request.getRemote(), properties, options, dependencies: sorted(dependencies), propertyDependencies };
}

function dependenciesByProperty(request: RegisterResourceRequest, properties: JsonObject): Lists {
  const byProperty: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((each: RegisterResourceRequest.PropertyDependencies, property: string) => {
    byProperty[property] = each.getUrnsList();
  });
  // Who tells nothing of single properties means all of them.
  const isSilent = Object.keys(byProperty).length === 0 && !request.getRemote();
  return isSilent ? mapped<string[] | JsonObject[string]>(properties, () => request.getDependenciesList()) as Lists : byProperty;
}

function asOutputs(properties: JsonObject, dependencies: Lists): JsonObject {
  return mapped(properties, (value, property) => dependingOn(withOutputs(value), dependencies[property] ?? []));
}

/** What each property depends on: as the request said, and what its outputs carry. */
function mergedDependencies(properties: JsonObject, given: Lists): Lists {
  const names = new Set([...Object.keys(given), ...Object.keys(properties)]);
  return Object.fromEntries([...names].map((name) => [name, sorted([...(given[name] ?? []), ...dependenciesIn(properties[name] ?? null)])]));
}

export function sorted(urns: readonly string[]): string[] {
  return [...new Set(urns)].sort();
}
