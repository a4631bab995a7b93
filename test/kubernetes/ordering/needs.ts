/** What must be there when an object is applied, and what is there once it is. */
import { z } from "zod";
import type { KubernetesObject } from "../cluster/objects";
import { podTemplateOf } from "../cluster/pods";

/** Something that can be there: `Secret/trading`, `kind ExternalSecret`. */
export type Thing = string;

export const thing = (kind: string, name: string): Thing => `${kind}/${name}`;
export const kindThing = (apiVersion: string, kind: string): Thing => `kind ${apiVersion.split("/")[0]} ${kind}`;
/** A Service behind which pods answer. */
export const answering = (service: string): Thing => `answers of Service/${service}`;

const reference = z.looseObject({ name: z.string().optional(), optional: z.boolean().optional() });
const sources = z.looseObject({ configMapRef: reference.optional(), secretRef: reference.optional() });
const variable = z.looseObject({ value: z.string().optional(), valueFrom: z.looseObject({ configMapKeyRef: reference.optional(), secretKeyRef: reference.optional() }).optional() });
const container = z.looseObject({ envFrom: z.array(sources).optional(), env: z.array(variable).optional() });
const projected = z.looseObject({ sources: z.array(z.looseObject({ configMap: reference.optional(), secret: reference.optional() })) });
const volume = z.looseObject({
  configMap: reference.optional(),
  secret: z.looseObject({ secretName: z.string(), optional: z.boolean().optional() }).optional(),
  projected: projected.optional(),
  persistentVolumeClaim: z.looseObject({ claimName: z.string() }).optional(),
});
const podSpec = z.looseObject({
  serviceAccountName: z.string().optional(),
  containers: z.array(container),
  initContainers: z.array(container).optional(),
  volumes: z.array(volume).optional(),
  imagePullSecrets: z.array(reference).optional(),
});

type Reference = z.output<typeof reference> | undefined;

function needed(kind: string, to: Reference): Thing[] {
  return to?.name === undefined || to.optional === true ? [] : [thing(kind, to.name)];
}

/** What pods cannot start without. */
function podNeeds(spec: unknown): Thing[] {
  const { serviceAccountName, containers, initContainers = [], volumes = [], imagePullSecrets = [] } = podSpec.parse(spec);
  return [
    // Each namespace has one called default.
    ...(serviceAccountName === undefined || serviceAccountName === "default" ? [] : [thing("ServiceAccount", serviceAccountName)]),
    ...[...containers, ...initContainers].flatMap(({ env = [], envFrom = [] }) => [
      ...envFrom.flatMap(({ configMapRef, secretRef }) => [...needed("ConfigMap", configMapRef), ...needed("Secret", secretRef)]),
      ...env.flatMap(({ valueFrom }) => [...needed("ConfigMap", valueFrom?.configMapKeyRef), ...needed("Secret", valueFrom?.secretKeyRef)]),
    ]),
    ...volumes.flatMap(({ configMap, secret, projected: mixed, persistentVolumeClaim }) => [
      ...needed("ConfigMap", configMap),
      ...(secret === undefined ? [] : needed("Secret", { name: secret.secretName, optional: secret.optional })),
      ...(mixed?.sources ?? []).flatMap((source) => [...needed("ConfigMap", source.configMap), ...needed("Secret", source.secret)]),
      ...(persistentVolumeClaim === undefined ? [] : [thing("PersistentVolumeClaim", persistentVolumeClaim.claimName)]),
    ]),
    ...imagePullSecrets.flatMap((to) => needed("Secret", to)),
  ];
}

/** A job asks the services that it names at once; other pods ask when their users do. */
function jobCalls(spec: unknown): Thing[] {
  const hosts = podSpec.parse(spec).containers.flatMap(({ env = [] }) => env.flatMap(({ value }) => [...(value ?? "").matchAll(/https?:\/\/([a-z0-9-]+)\.[a-z0-9-]+\.svc\b/g)].map(([, host = ""]) => host)));
  return hosts.map(answering);
}

const target = z.looseObject({ kind: z.string(), name: z.string() });
const BY_KIND: Readonly<Record<string, (object: KubernetesObject) => Thing[]>> = {
  HorizontalPodAutoscaler: (object) => {
    const { kind, name } = z.looseObject({ scaleTargetRef: target }).parse(object["spec"]).scaleTargetRef;
    return [thing(kind, name)];
  },
  TargetGroupBinding: (object) => [thing("Service", z.looseObject({ serviceRef: z.looseObject({ name: z.string() }) }).parse(object["spec"]).serviceRef.name)],
  ExternalSecret: (object) => {
    const { secretStoreRef } = z.looseObject({ secretStoreRef: z.looseObject({ name: z.string(), kind: z.string().default("SecretStore") }).optional() }).parse(object["spec"]);
    return secretStoreRef === undefined ? [] : [thing(secretStoreRef.kind, secretStoreRef.name)];
  },
  RoleBinding: (object) => {
    const { roleRef, subjects } = z.looseObject({ roleRef: target, subjects: z.array(target).default([]) }).parse(object);
    return [thing(roleRef.kind, roleRef.name), ...subjects.filter(({ kind }) => kind === "ServiceAccount").map(({ name }) => thing("ServiceAccount", name))];
  },
};

/** Groups of Kubernetes itself: what is in them needs no definition. Of others, all that have a dot and are not below k8s.io. */
function isCustom(apiVersion: string): boolean {
  const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
  return group.includes(".") && !group.endsWith(".k8s.io");
}

export function needsOf(object: KubernetesObject): Thing[] {
  const { apiVersion, kind, metadata } = object;
  const spec = podTemplateOf(object)?.spec;
  return [
    ...(metadata.namespace === undefined ? [] : [thing("Namespace", metadata.namespace)]),
    ...(isCustom(apiVersion) ? [kindThing(apiVersion, kind)] : []),
    ...(spec === undefined ? [] : podNeeds(spec)),
    ...(spec !== undefined && kind === "Job" ? jobCalls(spec) : []),
    ...(BY_KIND[kind]?.(object) ?? []),
  ];
}

export interface Given {
  /** There as soon as the object is. */
  readonly atOnce: readonly Thing[];
  /** There when the object is healthy, which a later step waits for and its own does not. */
  readonly healthy: readonly Thing[];
}

export function givenBy(object: KubernetesObject): Given {
  const { kind, metadata } = object;
  const atOnce = [thing(kind, metadata.name)];
  if (kind === "ExternalSecret") {
    const { target: made } = z.looseObject({ target: z.looseObject({ name: z.string().optional() }).optional() }).parse(object["spec"]);
    return { atOnce, healthy: [thing("Secret", made?.name ?? metadata.name)] };
  }
  if (kind === "CustomResourceDefinition") {
    const { group, names } = z.looseObject({ group: z.string(), names: z.looseObject({ kind: z.string() }) }).parse(object["spec"]);
    return { atOnce, healthy: [kindThing(group, names.kind)] };
  }
  return { atOnce, healthy: [] };
}
