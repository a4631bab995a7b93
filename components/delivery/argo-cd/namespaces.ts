/** Namespaces that are there before anything runs in them, and closed before it does. */
import { Namespace } from "@pulumi/kubernetes/core/v1";
import { NetworkPolicy, type NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1";
import type * as pulumi from "@pulumi/pulumi";
import type { ChildOptions, KianaxComponent } from "../../base";
import { ARGOCD_NAMESPACE } from "./names";

/** A namespace, and what has to stand before its first pod. */
export interface ClosedNamespace {
  readonly namespace: Namespace;
  readonly ready: readonly pulumi.Resource[];
}

/** Pods without rights on the node, and no way in or out but those that a policy opens. */
export function createNamespace(component: KianaxComponent, name: string, labels: Readonly<Record<string, string>>, options: ChildOptions): ClosedNamespace {
  const namespace = component.child(Namespace, "namespace", `namespace-${name}`, { metadata: { name, labels: { ...restricted(), ...labels } } }, options);
  const within = { ...options, dependsOn: [namespace] };
  const denial = createPolicy(component, `${name}-deny-all`, { name: "deny-all", namespace: name }, { podSelector: {}, policyTypes: ["Ingress", "Egress"] }, within);
  return { namespace, ready: [namespace, denial] };
}

/** What Argo CD's own pods may do among each other and outwards; nothing comes in from outside the namespace. */
export function openArgoCd(component: KianaxComponent, { namespace }: ClosedNamespace, options: ChildOptions): NetworkPolicy {
  return createPolicy(component, ARGOCD_NAMESPACE, { name: ARGOCD_NAMESPACE, namespace: ARGOCD_NAMESPACE }, ARGOCD_TRAFFIC, { ...options, dependsOn: [namespace] });
}

/** https://kubernetes.io/docs/concepts/security/pod-security-admission/ */
function restricted(): Record<string, string> {
  return Object.fromEntries(["enforce", "audit", "warn"].map((mode) => [`pod-security.kubernetes.io/${mode}`, "restricted"]));
}

/** By the names that the program gives: a name that is known only later no policy could judge. */
function createPolicy(component: KianaxComponent, suffix: string, metadata: { readonly name: string; readonly namespace: string }, spec: NetworkPolicyArgs["spec"], options: ChildOptions): NetworkPolicy {
  return component.child(NetworkPolicy, "networkPolicy", suffix, { metadata, spec }, options);
}

const DNS = ["UDP", "TCP"].map((protocol) => ({ protocol, port: 53 }));

const ARGOCD_TRAFFIC: NetworkPolicyArgs["spec"] = {
  podSelector: {},
  policyTypes: ["Ingress", "Egress"],
  ingress: [{ from: [{ podSelector: {} }] }],
  egress: [
    { to: [{ podSelector: {} }] },
    { to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } }, podSelector: { matchLabels: { "k8s-app": "kube-dns" } } }], ports: DNS },
    // Git, charts, Slack, the identity provider and the Kubernetes API have no addresses that a policy could name.
    { to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32"] } }], ports: [{ protocol: "TCP", port: 443 }] },
  ],
};
