/**
 * The order in which Argo CD applies what a chart renders: by phase, by wave, by kind, by name; a wave begins when all of the one
 * before is healthy. https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
import type { KubernetesObject } from "../cluster/objects";

export const PHASES = ["PreSync", "Sync", "PostSync"] as const;
export type Phase = (typeof PHASES)[number];

/** What is applied before Argo CD waits for it to be healthy. */
export interface Step {
  readonly phase: Phase;
  readonly wave: number;
  /** Kind by kind: all of one before any of the next. */
  readonly kinds: readonly (readonly KubernetesObject[])[];
}

const HOOK = "argocd.argoproj.io/hook";
const WAVE = "argocd.argoproj.io/sync-wave";
const DELETE_POLICY = "argocd.argoproj.io/hook-delete-policy";

/** Kinds in Argo CD's order; what is not among them, such as custom kinds, comes last. pkg/sync/sync_tasks.go of argoproj/gitops-engine */
const KINDS: readonly string[] = [
  ...["Namespace", "NetworkPolicy", "ResourceQuota", "LimitRange", "PodSecurityPolicy", "PodDisruptionBudget", "ServiceAccount", "Secret", "ConfigMap"],
  ...["StorageClass", "PersistentVolume", "PersistentVolumeClaim", "CustomResourceDefinition", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"],
  ...["Service", "DaemonSet", "Pod", "ReplicationController", "ReplicaSet", "Deployment", "HorizontalPodAutoscaler", "StatefulSet", "Job", "CronJob", "Ingress", "APIService"],
];

/** The steps of one sync. An object that is a hook of two phases is applied in both. */
export function stepsOf(objects: readonly KubernetesObject[]): Step[] {
  const tasks = objects.flatMap((object) => phasesOf(object).map((phase) => ({ phase, wave: waveOf(object), object })));
  const waves = new Map(tasks.map(({ phase, wave }) => [`${phase} ${wave}`, { phase, wave }]));
  return [...waves.values()]
    .sort((a, b) => PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) || a.wave - b.wave)
    .map(({ phase, wave }) => ({ phase, wave, kinds: byKind(tasks.filter((task) => task.phase === phase && task.wave === wave).map(({ object }) => object)) }));
}

function byKind(objects: readonly KubernetesObject[]): KubernetesObject[][] {
  const ordered = [...objects].sort((a, b) => rank(a) - rank(b) || compare(a.kind, b.kind) || compare(a.metadata.name, b.metadata.name));
  return ordered.reduce<KubernetesObject[][]>((groups, object) => {
    const last = groups.at(-1);
    if (last?.[0]?.kind === object.kind) {
      last.push(object);
    } else {
      groups.push([object]);
    }
    return groups;
  }, []);
}

function rank({ kind }: KubernetesObject): number {
  const index = KINDS.indexOf(kind);
  return index === -1 ? KINDS.length : index;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function phasesOf({ metadata }: KubernetesObject): Phase[] {
  const hooks = listIn(metadata.annotations?.[HOOK]);
  // Skip, SyncFail and PostDelete are no part of a sync that goes well.
  return hooks.length === 0 ? ["Sync"] : PHASES.filter((phase) => hooks.includes(phase));
}

export function isHook({ metadata }: KubernetesObject): boolean {
  return metadata.annotations?.[HOOK] !== undefined;
}

/** Whether the one of the sync before is deleted when its turn comes, which is also what happens when no policy is given. */
export function isReplaced(object: KubernetesObject): boolean {
  const policies = listIn(object.metadata.annotations?.[DELETE_POLICY]);
  return isHook(object) && (policies.length === 0 || policies.includes("BeforeHookCreation"));
}

function waveOf({ metadata }: KubernetesObject): number {
  const text = metadata.annotations?.[WAVE];
  // Argo CD takes what is no number for 0.
  return text !== undefined && /^-?\d+$/.test(text) ? Number(text) : 0;
}

function listIn(text: string | undefined): string[] {
  return (text ?? "").split(",").map((word) => word.trim()).filter((word) => word !== "");
}
