/** From what the monitor remembers to the resources of a plan. */
import { aliasesOf, isProvider, providerUrnOf, type Deployment, type JsonObject, type Registration } from "../local-cloud/monitor";
import type { PlannedOptions, PlannedResource } from "./plan";
import { compare, isUnknown, shown, type Values } from "./values";

/**
 * @param outputs - outputs of each resource by URN
 * @returns the resources in the order of their URNs
 */
export function plannedResources(registrations: readonly Registration[], states: (urn: string) => { id: string; outputs: JsonObject }, deployment: Deployment): PlannedResource[] {
  const aliases = new Map<string, readonly string[]>();
  // A parent is registered before its children.
  for (const { urn, parent, options } of registrations) {
    aliases.set(urn, aliasesOf(urn, parent, options.getAliasesList(), deployment, aliases.get(parent) ?? []));
  }
  return registrations
    .map((registration) => planned(registration, aliases.get(registration.urn) ?? [], states(registration.urn)))
    .sort((a, b) => compare(a.urn, b.urn));
}

function planned(registration: Registration, aliases: readonly string[], state: { id: string; outputs: JsonObject }): PlannedResource {
  const { urn, type, name, parent, custom } = registration;
  const { values, secrets } = shown(withoutInternals(registration.inputs));
  return {
    urn,
    type,
    name,
    ...(parent !== "" && { parent }),
    custom,
    inputs: values,
    secrets,
    propertyDependencies: nonEmpty(registration.propertyDependencies),
    dependencies: registration.dependencies,
    options: optionsOf(registration, aliases),
    ...(custom && state.id !== "" && !isProvider(type) && { id: state.id }),
    outputs: further(shown(state.outputs).values, values),
  };
}

function optionsOf({ options, provider, external }: Registration, aliases: readonly string[]): PlannedOptions {
  const importId = options.getImport();
  return {
    protect: options.getProtect() ?? false,
    retainOnDelete: options.getRetainOnDelete() ?? false,
    ...(options.hasDeleteBeforeReplace() && { deleteBeforeReplace: options.getDeleteBeforeReplace() ?? false }),
    ignoreChanges: options.getIgnoreChangesList(),
    replaceOnChanges: options.getReplaceOnChangesList(),
    aliases,
    additionalSecretOutputs: options.getAdditionalSecretOutputsList(),
    customTimeouts: timeoutsOf(options.getCustomTimeouts()),
    ...(options.getDeletedWith() !== "" && { deletedWith: options.getDeletedWith() }),
    replaceWith: options.getReplaceWithList(),
    ...(importId !== "" && { importId }),
    ...(external !== undefined && { externalId: external }),
    ...(provider !== "" && { provider: providerUrnOf(provider) }),
  };
}

function timeoutsOf(timeouts: ReturnType<Registration["options"]["getCustomTimeouts"]>): PlannedOptions["customTimeouts"] {
  const given = { create: timeouts?.getCreate(), update: timeouts?.getUpdate(), delete: timeouts?.getDelete(), read: timeouts?.getRead() };
  return Object.fromEntries(Object.entries(given).filter(([, time]) => (time ?? "") !== ""));
}

/** What the engine keeps beside the inputs of a provider, unless it says something. */
function withoutInternals(inputs: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(inputs).filter(([key, value]) => key !== "__internal" || Object.keys(value ?? {}).length > 0));
}

function nonEmpty(lists: Registration["propertyDependencies"]): PlannedResource["propertyDependencies"] {
  const entries = Object.entries(lists).filter(([, urns]) => urns.length > 0);
  return Object.fromEntries(entries.sort(([a], [b]) => compare(a, b)));
}

function further(outputs: Values, inputs: Values): Values {
  const isNews = ([key, value]: [string, Values[string]]): boolean => !isUnknown(value) && JSON.stringify(value) !== JSON.stringify(inputs[key]);
  return Object.fromEntries(Object.entries(outputs).filter(isNews));
}
