/** The pods that workloads would make. */
import { z } from "zod";
import type { KubernetesObject } from "./objects";

const metadata = z.looseObject({ labels: z.record(z.string(), z.string()).optional(), annotations: z.record(z.string(), z.string()).optional() });
const template = z.looseObject({ metadata: metadata.optional(), spec: z.looseObject({}) });
export type PodTemplate = z.output<typeof template>;

const byTemplate = z.looseObject({ spec: z.looseObject({ template }) });
const byJobTemplate = z.looseObject({ spec: z.looseObject({ jobTemplate: z.looseObject({ spec: z.looseObject({ template }) }) }) });

const WITH_TEMPLATE = new Set(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job"]);

/** What a workload makes its pods of. @returns undefined for what makes none */
export function podTemplateOf(object: KubernetesObject): PodTemplate | undefined {
  if (WITH_TEMPLATE.has(object.kind)) {
    return byTemplate.parse(object).spec.template;
  }
  if (object.kind === "CronJob") {
    return byJobTemplate.parse(object).spec.jobTemplate.spec.template;
  }
  return object.kind === "Pod" ? template.parse(object) : undefined;
}

/** A pod as a workload's controller would make it. */
export function podOf(object: KubernetesObject): KubernetesObject | undefined {
  const made = podTemplateOf(object);
  if (made === undefined || object.kind === "Pod") {
    return undefined;
  }
  const { namespace, name } = object.metadata;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...made.metadata, name: `${name.slice(0, 57)}-00000`, ...(namespace === undefined ? {} : { namespace }) },
    spec: made.spec,
  };
}
