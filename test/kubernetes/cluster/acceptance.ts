/** What an API server says of objects: everything that is wrong with them, not the first alone. */
import { Refusal, type ApiClient } from "./client";
import { named, type KubernetesObject } from "./objects";
import { podOf } from "./pods";

/** Namespaces that hold pods to the strictest level: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
const RESTRICTED = Object.fromEntries(["enforce", "audit", "warn"].map((mode) => [`pod-security.kubernetes.io/${mode}`, "restricted"]));

/** A namespace that refuses pods that are not restricted, with the service account that a controller would make in it. */
export async function restrictedNamespace(client: ApiClient, name: string): Promise<void> {
  await client.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels: RESTRICTED } });
  await client.apply({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default", namespace: name } });
}

/**
 * Applies objects, and then, as a trial, the pods of their workloads: Pod Security enforces on pods alone. A warning counts
 * like a refusal, as it says that a later version refuses, or that the pods will be.
 *
 * @param namespace - for objects that name none, as Argo CD puts them into the destination's
 * @returns a sentence for each problem
 */
export async function problemsOf(client: ApiClient, objects: readonly KubernetesObject[], namespace: string): Promise<string[]> {
  const placed = await Promise.all(objects.map((object) => place(client, object, namespace)));
  const problems: string[] = [];
  for (const object of placed) {
    problems.push(...(await attempt(client, object, false)));
  }
  for (const pod of placed.flatMap((object) => podOf(object) ?? [])) {
    problems.push(...(await attempt(client, pod, true)));
  }
  return problems;
}

/** Gives an object the namespace that its manifest leaves open. */
export async function place(client: ApiClient, object: KubernetesObject, namespace: string): Promise<KubernetesObject> {
  const open = object.metadata.namespace === undefined && (await client.isNamespaced(object));
  return open ? { ...object, metadata: { ...object.metadata, namespace } } : object;
}

async function attempt(client: ApiClient, object: KubernetesObject, dryRun: boolean): Promise<string[]> {
  try {
    const { warnings } = await client.apply(object, { dryRun });
    return warnings.map((warning) => `${named(object)}: ${warning}`);
  } catch (error) {
    if (error instanceof Refusal) {
      return [error.message];
    }
    throw error;
  }
}
