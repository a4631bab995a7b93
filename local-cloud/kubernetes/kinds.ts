/** What the API server knows of kinds without a schema: scope, and which form of name they take. */

const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  "APIService", "CSIDriver", "CSINode", "CertificateSigningRequest", "ClusterRole", "ClusterRoleBinding", "ClusterTrustBundle", "CustomResourceDefinition", "FlowSchema", "IngressClass",
  "IPAddress", "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding", "MutatingWebhookConfiguration", "Namespace", "Node", "PersistentVolume", "PriorityClass", "PriorityLevelConfiguration",
  "ResourceSlice", "DeviceClass", "RuntimeClass", "SelfSubjectAccessReview", "ServiceCIDR", "StorageClass", "StorageVersion", "SubjectAccessReview", "TokenReview", "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding", "ValidatingWebhookConfiguration", "VolumeAttachment", "VolumeAttributesClass",
]);

/** Kinds whose names are one label rather than a domain name. */
const LABELS: ReadonlySet<string> = new Set(["Namespace", "Service"]);

/** Kinds that take colons and other path segments: RBAC names are paths. */
const PATHS: ReadonlySet<string> = new Set(["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"]);

export const BUILT_IN_NAMESPACES: readonly string[] = ["default", "kube-system", "kube-public", "kube-node-lease"];

/** `Deployment` of `kubernetes:apps/v1:Deployment`. */
export function kindOf(type: string): string {
  return type.split(":").at(-1) ?? "";
}

/** API group of a type, without its version: two versions show one object. */
export function groupOf(type: string): string {
  return (type.split(":")[1] ?? "").split("/")[0] ?? "";
}

export function isClusterScoped(type: string): boolean {
  return CLUSTER_SCOPED.has(kindOf(type));
}

/** The clause that the API server says of a name it refuses. https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
export function nameProblem(type: string, name: string): string | undefined {
  const kind = kindOf(type);
  if (PATHS.has(kind)) {
    return name === "." || name === ".." || /[/%]/.test(name) ? "a name of RBAC may not be '.' or '..' and may not contain '/' or '%'" : undefined;
  }
  if (kind === "Service") {
    return /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name) ? undefined : "a DNS-1035 label must consist of at most 63 lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
  }
  if (LABELS.has(kind)) {
    return /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name) ? undefined : "a lowercase RFC 1123 label must consist of at most 63 lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
  }
  const fits = name.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name);
  return fits ? undefined : "a lowercase RFC 1123 subdomain must consist of at most 253 lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
}

/** The clause about a label's or annotation's key or a label's value. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
export function labelProblem(key: string, value: string): string | undefined {
  if (!/^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(key)) {
    return `the key "${key}" must be a name of at most 63 alphanumeric characters, '-', '_' or '.', with an optional domain and '/' before it`;
  }
  return /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/.test(value) ? undefined : `the value "${value}" must be empty or at most 63 alphanumeric characters, '-', '_' or '.', beginning and ending with an alphanumeric one`;
}
