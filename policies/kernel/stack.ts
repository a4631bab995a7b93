import type { PolicyResource } from "@pulumi/policy";
import type { Subject } from "./finding";
import { unwrap } from "./unknown";
import { viewOf, type View } from "./view";

/** A resource among the others of its stack. Relations come from the engine's dependency record, so no id need be known. */
export interface StackResource extends Subject, View {
  /** Every resource that flows into a property, however deep. */
  dependenciesOf(property: string): readonly StackResource[];
  /** Every property of another resource that this one flows into. */
  readonly uses: readonly Use[];
}

export interface Use {
  readonly resource: StackResource;
  readonly property: string;
}

export interface Stack {
  ofType(...types: readonly string[]): readonly StackResource[];
}

/**
 * Inputs by URN, kept from the resources' own checks. The engine shows a stack rule outputs, and in preview those lack a
 * property whose depth holds an unknown (https://github.com/pulumi/pulumi/issues/7854).
 */
export type InputMemory = Map<string, Record<string, unknown>>;

export function stackOf(policyResources: readonly PolicyResource[], memory: InputMemory): Stack {
  const resources = new Map<string, StackResource & { uses: Use[] }>();
  const lookUp = (found: readonly PolicyResource[] | undefined): StackResource[] =>
    (found ?? []).flatMap(({ urn }) => resources.get(urn) ?? []);
  for (const each of policyResources) {
    resources.set(each.urn, {
      ...viewOf(memory.get(each.urn) ?? unwrap(each.props)),
      urn: each.urn,
      type: each.type,
      name: each.name,
      dependenciesOf: (property) => lookUp(each.propertyDependencies[property]),
      uses: [],
    });
  }
  const byType = new Map<string, StackResource[]>();
  for (const each of policyResources) {
    const resource = resources.get(each.urn);
    if (resource === undefined) {
      continue;
    }
    const siblings = byType.get(each.type);
    if (siblings === undefined) {
      byType.set(each.type, [resource]);
    } else {
      siblings.push(resource);
    }
    for (const [property, dependencies] of Object.entries(each.propertyDependencies)) {
      dependencies.forEach(({ urn }) => resources.get(urn)?.uses.push({ resource, property }));
    }
  }
  return { ofType: (...types) => types.flatMap((type) => byType.get(type) ?? []) };
}
