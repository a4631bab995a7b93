import type { Findings, Subject, Value, View } from "../kernel";
import { kubernetes, rollouts } from "../tokens";
import { objectsIn, type KubernetesObject } from "./objects";

/** Everything that makes pods. */
export const podTypes: readonly string[] = [
  ...kubernetes.deployments,
  ...kubernetes.statefulSets,
  ...kubernetes.daemonSets,
  ...kubernetes.replicaSets,
  ...kubernetes.replicationControllers,
  ...kubernetes.jobs,
  ...kubernetes.cronJobs,
  ...kubernetes.pods,
  ...kubernetes.podTemplates,
  ...rollouts,
];

/** Where a kind keeps its pod; elsewhere it is `spec.template`. */
const TEMPLATES: Readonly<Record<string, string>> = { Pod: "", PodTemplate: "template", CronJob: "spec.jobTemplate.spec.template" };

export interface Pod<T extends Subject & View = Subject & View> {
  readonly object: KubernetesObject<T>;
  readonly isPatch: boolean;
  /** Metadata and specification of the pods to be made. */
  readonly template: View;
  readonly spec: View;
}

/** The pods that a resource makes, as far as they are known at preview. pod-not-privileged refuses the others. */
export function podsIn<T extends Subject & View>(resource: T): readonly Pod<T>[] {
  return templatesIn(resource).filter(isDecidable);
}

export function isDecidable({ spec }: Pod): boolean {
  return !isUnknown(spec);
}

/** That each pod, and each list of its containers, is known at preview. */
export function mustKnowPods(resource: Subject & View): Findings {
  return templatesIn(resource).map(({ spec }) =>
    isUnknown(spec) ? spec.value("").must.beLiteral() : CONTAINERS.map((list) => spec.list(list).each((container) => (isUnknown(container) ? container.value("").must.beLiteral() : undefined))),
  );
}

/** Containers of every sort, as far as they are known: a container that is done early, or put in for debugging, has the same rights. */
export function containersOf({ spec }: Pod): readonly View[] {
  return CONTAINERS.flatMap((list) => spec.list(list).items.filter((container) => !isUnknown(container)));
}

/** Containers that may say what they need: one for debugging may not. */
export function sizedContainersOf({ spec }: Pod): readonly View[] {
  return ["containers", "initContainers"].flatMap((list) => spec.list(list).items.filter((container) => !isUnknown(container)));
}

/** A field of the security context that a container takes from its pod where it has none of its own. A patch's pod is not at hand. */
export function securityOf(pod: Pod, container: View, field: string): Value {
  const own = container.value(`securityContext.${field}`);
  const inherited = pod.spec.value(`securityContext.${field}`);
  return own.exists || !inherited.exists ? own : inherited;
}

const CONTAINERS = ["containers", "initContainers", "ephemeralContainers"] as const;

/** The pods that a resource makes, those whose specification is unknown included: for relations by name and label. */
export function templatesIn<T extends Subject & View>(resource: T): readonly Pod<T>[] {
  const known = objectsIn(resource, podTypes).filter(({ view }) => !isUnknown(view));
  return known.map((object) => {
    const template = object.view.at(TEMPLATES[object.kind] ?? "spec.template");
    return { object, isPatch: object.isPatch, template, spec: template.at("spec") };
  });
}

function isUnknown(view: View): boolean {
  return view.value("").reading.state === "unknown";
}
