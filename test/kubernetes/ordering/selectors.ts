/** Which pods a Service or a NetworkPolicy means. */
import { z } from "zod";
import type { KubernetesObject } from "../cluster/objects";
import { podTemplateOf } from "../cluster/pods";

const labels = z.record(z.string(), z.string());
const service = z.looseObject({ selector: labels.optional() });
const policy = z.looseObject({ podSelector: z.looseObject({ matchLabels: labels.optional(), matchExpressions: z.array(z.unknown()).optional() }) });

/** Labels of the pods that an object makes; undefined when it makes none. */
export function podLabelsOf(object: KubernetesObject): Readonly<Record<string, string>> | undefined {
  const template = podTemplateOf(object);
  return template === undefined ? undefined : (template.metadata?.labels ?? {});
}

export function selects(selector: Readonly<Record<string, string>>, pod: Readonly<Record<string, string>>): boolean {
  return Object.entries(selector).every(([label, value]) => pod[label] === value);
}

/** @returns undefined for a Service that finds its pods in another way */
export function selectorOf(object: KubernetesObject): Readonly<Record<string, string>> | undefined {
  return service.parse(object["spec"]).selector;
}

export function policySelects(object: KubernetesObject, pod: Readonly<Record<string, string>>): boolean {
  const { matchLabels = {}, matchExpressions = [] } = policy.parse(object["spec"]).podSelector;
  if (matchExpressions.length > 0) {
    throw new Error(`NetworkPolicy ${object.metadata.name} selects by matchExpressions, which this simulation does not follow.`);
  }
  return selects(matchLabels, pod);
}
