import { idOf, nameOf, objectsIn, podTypes, type KubernetesObject } from "../documents";
import { resourceRule, texts, type Findings } from "../kernel";
import { kubernetes } from "../tokens";

const ENFORCE = "pod-security.kubernetes.io/enforce";

/** What lies in a namespace and has, or opens, rights in it. */
const NAMESPACED: readonly string[] = [
  ...podTypes,
  ...kubernetes.serviceAccounts,
  ...kubernetes.secrets,
  ...kubernetes.configMaps,
  ...kubernetes.services,
  ...kubernetes.networkPolicies,
  ...kubernetes.ingresses,
  ...kubernetes.disruptionBudgets,
  ...kubernetes.autoscalers,
  ...kubernetes.roles,
  ...kubernetes.roleBindings,
];

export const namespaceNotDefaultAndPss = resourceRule({
  name: "namespace-not-default-and-pss",
  title: "Objects lie in a namespace of their own, and every namespace enforces the restricted Pod Security Standard.",
  why: "Network policies, quotas and rights end at the namespace; the label makes the cluster refuse what no plan has shown.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_K8S_21"], eksCis: ["4.5.2"] },
  remediation: 'Set metadata.namespace to a namespace other than default, and give each Namespace the label "pod-security.kubernetes.io/enforce": "restricted".',
  examples: {
    compliant: 'new k8s.core.v1.Namespace("kianax", { metadata: { name: "kianax", labels: { "pod-security.kubernetes.io/enforce": "restricted" } } });',
    violating: 'new k8s.core.v1.ConfigMap("flags", { metadata: { name: "flags" }, data });',
  },
  settings: {
    privileged: texts("Namespaces whose pods need rights on the node, such as agents that read its logs", 0, { production: ["kube-system"], development: ["kube-system"] }),
  },
  types: [...NAMESPACED, ...kubernetes.namespaces],
  check: (resource, { privileged }) => [
    objectsIn(resource, NAMESPACED).map(checkObject),
    objectsIn(resource, kubernetes.namespaces).map((namespace) => checkNamespace(namespace, privileged)),
  ],
});

function checkObject({ view }: KubernetesObject): Findings {
  const namespace = view.value("metadata.namespace");
  return namespace.text === undefined ? namespace.must.beLiteral() : namespace.must.notEqual("default");
}

function checkNamespace(namespace: KubernetesObject, privileged: readonly string[]): Findings {
  const labels = namespace.view.value("metadata.labels");
  if (privileged.includes(nameOf(namespace) ?? "")) {
    return undefined;
  }
  if (labels.reading.state === "unknown") {
    return labels.must.beLiteral();
  }
  // The key holds dots, so it is no path.
  const given = labels.reading.state === "known" ? (labels.reading.value as Record<string, unknown>)[ENFORCE] : undefined;
  const left = namespace.isPatch && given === undefined;
  return given === "restricted" || left
    ? undefined
    : { id: idOf(namespace, ENFORCE), message: `has no label ${ENFORCE} that is "restricted" and known at preview` };
}
