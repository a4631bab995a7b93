/**
 * What replaces a Kubernetes object: its identity, and the fields that the API server holds immutable, as the Pulumi
 * provider lists them.
 * https://github.com/pulumi/pulumi-kubernetes/blob/master/provider/pkg/provider/diff.go
 */
import type { Replacement } from "../types";

const IDENTITY = ["kind", "metadata.name", "metadata.namespace"];

const CONTAINER_FIELDS = [
  "args",
  "command",
  "env",
  "image",
  "imagePullPolicy",
  "lifecycle",
  "livenessProbe",
  "ports",
  "readinessProbe",
  "resources",
  "securityContext",
  "stdin",
  "stdinOnce",
  "terminationMessagePath",
  "terminationMessagePolicy",
  "tty",
  "volumeDevices",
  "volumeMounts",
  "workingDir",
];

const POD_FIELDS = [
  "affinity",
  "automountServiceAccountToken",
  "dnsConfig",
  "dnsPolicy",
  "enableServiceLinks",
  "hostAliases",
  "hostIPC",
  "hostNetwork",
  "hostPID",
  "hostname",
  "imagePullSecrets",
  "nodeName",
  "nodeSelector",
  "overhead",
  "preemptionPolicy",
  "priority",
  "priorityClassName",
  "readinessGates",
  "restartPolicy",
  "runtimeClassName",
  "schedulerName",
  "securityContext",
  "serviceAccount",
  "serviceAccountName",
  "shareProcessNamespace",
  "subdomain",
  "terminationGracePeriodSeconds",
  "volumes",
  ...["containers", "initContainers"].flatMap((list) => CONTAINER_FIELDS.map((field) => `${list}.${field}`)),
];

const VOLUME_SOURCES = [
  "awsElasticBlockStore",
  "azureDisk",
  "azureFile",
  "cephfs",
  "cinder",
  "csi",
  "fc",
  "flexVolume",
  "flocker",
  "gcePersistentDisk",
  "glusterfs",
  "hostPath",
  "iscsi",
  "local",
  "nfs",
  "photonPersistentDisk",
  "portworxVolume",
  "quobyte",
  "rbd",
  "scaleIO",
  "storageos",
  "vsphereVolume",
];

const inSpec = (fields: readonly string[]): readonly string[] => fields.map((field) => `spec.${field}`);

/** By group and kind: the versions of a kind agree on what is immutable. */
const IMMUTABLE: Readonly<Record<string, readonly string[]>> = {
  "apps/DaemonSet": ["spec.selector"],
  "apps/Deployment": ["spec.selector"],
  "apps/StatefulSet": inSpec([
    "podManagementPolicy",
    "revisionHistoryLimit",
    "selector",
    "serviceName",
    "volumeClaimTemplates",
  ]),
  "batch/Job": inSpec(["completions", "parallelism", "selector", "template"]),
  "core/ConfigMap": ["binaryData", "data"],
  "core/PersistentVolume": inSpec(VOLUME_SOURCES),
  "core/PersistentVolumeClaim": ["spec"],
  "core/Pod": inSpec(POD_FIELDS),
  "core/ResourceQuota": ["spec.scopes"],
  "core/Secret": ["data", "stringData", "type"],
  "core/Service": ["spec.clusterIP"],
  "rbac.authorization.k8s.io/ClusterRoleBinding": ["roleRef"],
  "rbac.authorization.k8s.io/RoleBinding": ["roleRef"],
  "storage.k8s.io/StorageClass": ["parameters", "provisioner"],
  // A release is found again by its name in its namespace.
  "helm.sh/Release": ["name", "namespace"],
};

export function kubernetesReplacement(token: string): Replacement {
  const [, group = "", kind = ""] = /^kubernetes:([^:/]+)\/[^:]*:(\w+)$/.exec(token) ?? [];
  return { rules: [...IDENTITY, ...(IMMUTABLE[`${group}/${kind}`] ?? [])].map((path) => ({ path })), implied: {} };
}
