/** Kubernetes fields that the API server does not change. */

/** https://kubernetes.io/docs/reference/kubernetes-api/, "immutable" or "cannot be updated" at each field. */
const IMMUTABLE: Readonly<Record<string, readonly RegExp[]>> = {
  Deployment: [/^spec\.selector/],
  DaemonSet: [/^spec\.selector/],
  StatefulSet: [/^spec\.(selector|serviceName|podManagementPolicy|volumeClaimTemplates)/],
  Job: [/^spec\.(selector|template|completionMode)/],
  Service: [/^spec\.clusterIP$/],
  PersistentVolumeClaim: [/^spec\.(?!resources)/],
  StorageClass: [/^(provisioner|parameters|reclaimPolicy|volumeBindingMode)/],
  RoleBinding: [/^roleRef/],
  ClusterRoleBinding: [/^roleRef/],
  Secret: [/^type$/],
};

export function replacesKubernetes(token: string, path: string): boolean {
  const kind = token.slice(token.lastIndexOf(":") + 1);
  return /^metadata\.(name|namespace)$/.test(path) || (IMMUTABLE[kind] ?? []).some((pattern) => pattern.test(path));
}
