import type { Stack, StackResource } from "../kernel";
import { kubernetes } from "../tokens";
import { objectsIn, type KubernetesObject } from "./objects";
import { podTypes, templatesIn, type Pod } from "./pods";
import { labelsAt } from "./selectors";

type StackObject = KubernetesObject<StackResource>;

/** Objects of the stack of these types. */
export function objectsOf(stack: Stack, types: readonly string[]): readonly StackObject[] {
  return stack.ofType(...types).flatMap((resource) => objectsIn(resource, types));
}

/** What makes pods in this stack, patches of what is made elsewhere left out. */
export function workloadsOf(stack: Stack): readonly Pod<StackResource>[] {
  return stack.ofType(...podTypes).flatMap(templatesIn).filter(({ isPatch }) => !isPatch);
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

/** Workloads that can have several replicas at once, each of which does the same. */
const REPLICATED: readonly string[] = ["Deployment", "StatefulSet", "Rollout"];

export function isReplicated({ object }: Pod): boolean {
  return REPLICATED.includes(object.kind);
}

/** The autoscaler that names a workload as what it scales. */
export function autoscalerOf(stack: Stack, { object }: Pod): StackObject | undefined {
  return objectsOf(stack, kubernetes.autoscalers).find((autoscaler) => !autoscaler.isPatch && scales(autoscaler, object));
}

export function scales(autoscaler: KubernetesObject, object: KubernetesObject): boolean {
  const target = autoscaler.view.at("spec.scaleTargetRef");
  const [kind, name] = [target.value("kind").text, target.value("name").text];
  return kind === object.kind && name !== undefined && name === nameOf(object) && namespaceOf(autoscaler) === namespaceOf(object);
}

/** The fewest replicas that a workload has; undefined where that is not known at preview. Left out they are 1. */
export function leastReplicasOf(stack: Stack, pod: Pod): number | undefined {
  const autoscaler = autoscalerOf(stack, pod);
  const { reading } = autoscaler === undefined ? pod.object.view.value("spec.replicas") : autoscaler.view.value("spec.minReplicas");
  return reading.state === "absent" ? 1 : reading.state === "known" ? Number(reading.value) : undefined;
}
