import type { Stack, StackResource } from "../kernel";
import { objectsIn, type KubernetesObject } from "./objects";
import { podsIn, podTypes, type Pod } from "./pods";
import { labelsAt } from "./selectors";

type StackObject = KubernetesObject<StackResource>;

/** Objects of the stack of these types. */
export function objectsOf(stack: Stack, types: readonly string[]): readonly StackObject[] {
  return stack.ofType(...types).flatMap((resource) => objectsIn(resource, types));
}

/** What makes pods in this stack, patches of what is made elsewhere left out. */
export function workloadsOf(stack: Stack): readonly Pod<StackResource>[] {
  return stack.ofType(...podTypes).flatMap(podsIn).filter(({ isPatch }) => !isPatch);
}

/** The namespace an object is in; undefined where it says none, or none that is known: namespace-not-default-and-pss refuses that. */
export function namespaceOf({ view }: KubernetesObject): string | undefined {
  return view.value("metadata.namespace").text;
}

export function nameOf({ view }: KubernetesObject): string | undefined {
  return view.value("metadata.name").text;
}

/** The labels that the pods of a workload have; undefined where they are not known at preview. */
export function podLabelsOf({ template }: Pod): ReadonlyMap<string, string> | undefined {
  return labelsAt(template, "metadata.labels");
}

/** What tells one object of a resource from the next in a finding's id. */
export function idOf({ view }: KubernetesObject, id: string): string {
  return view.path === "" ? id : `${view.path}.${id}`;
}
