import { describeCases } from "../testing/cases";
import { add, all, label, remove, retype, set, unset, type Change } from "../testing/changes";
import { LABELS } from "../testing/golden/kubernetes";
import { API, DEPLOYMENT, other, patch } from "../testing/kubernetes";
import { UNKNOWN, type Input, type Inputs } from "../testing/plan";
import { kubernetes } from "../tokens";
import { namespaceDefaultDeny } from "./namespace-default-deny";
import { namespaceNotDefaultAndPss } from "./namespace-not-default-and-pss";
import { podHasNetworkPolicy } from "./pod-has-networkpolicy";
import { serviceNotExposed } from "./service-not-exposed";

const NAMESPACE = kubernetes.namespaces[0];
const MAP = kubernetes.configMaps[0];
const POLICY = kubernetes.networkPolicies[0];
const SERVICE = kubernetes.services[0];
const OLD_POLICY = "kubernetes:extensions/v1beta1:NetworkPolicy";
const JOB = kubernetes.jobs[0];
const KIANAX = [label(NAMESPACE, "kianax")];
const API_SERVICE = [label(SERVICE, "api")];

const enforce = (level: Input): Change => set(NAMESPACE, "kianax", "metadata.labels", { "pod-security.kubernetes.io/enforce": level });
const onDeny = (path: string, value: Input): Change => set(POLICY, "deny", `spec.${path}`, value);
const onPolicy = (path: string, value: Input): Change => set(POLICY, "api", `spec.${path}`, value);
const onService = (path: string, value: Input): Change => set(SERVICE, "api", `spec.${path}`, value);
const selectBy = (...expressions: readonly Inputs[]): Change => onPolicy("podSelector", { matchExpressions: expressions });
const KEY = "app.kubernetes.io/name";

describeCases("namespaces", [namespaceNotDefaultAndPss, namespaceDefaultDeny, podHasNetworkPolicy, serviceNotExposed], {
  "namespace-not-default-and-pss": [
    { state: "violating", when: "the namespace default", change: set(MAP, "api", "metadata.namespace", "default"), fires: [label(MAP, "api")] },
    { state: "violating", when: "a patch in the namespace default", change: add(`${MAP}Patch`, "theirs", { metadata: { name: "theirs", namespace: "default" } }), fires: [label(`${MAP}Patch`, "theirs")] },
    { state: "unknown", when: "a namespace known only later", change: set(MAP, "api", "metadata.namespace", UNKNOWN), fires: [label(MAP, "api")] },
    { state: "unknown", when: "a workload in a namespace known only later", change: all(remove(kubernetes.autoscalers[0], "api"), set(DEPLOYMENT, "api", "spec.replicas", 2), remove(SERVICE, "api"), set(DEPLOYMENT, "api", "metadata.namespace", UNKNOWN)), fires: API },
    { state: "unknown", when: "a Service in a namespace known only later", change: set(SERVICE, "api", "metadata.namespace", UNKNOWN), fires: API_SERVICE },
    { state: "unknown", when: "a list known only later", change: add("kubernetes:core/v1:PodList", "pods", { items: UNKNOWN }), fires: [label("kubernetes:core/v1:PodList", "pods")] },
    { state: "absent", when: "no namespace", change: unset(MAP, "api", "metadata.namespace"), fires: [label(MAP, "api")] },
    { state: "absent", when: "no metadata", change: unset(MAP, "api", "metadata"), fires: [label(MAP, "api")] },
    { state: "violating", when: "the baseline standard", change: enforce("baseline"), fires: KIANAX },
    { state: "violating", when: "the privileged standard", change: enforce("privileged"), fires: KIANAX },
    { state: "unknown", when: "a standard known only later", change: enforce(UNKNOWN), fires: KIANAX },
    { state: "unknown", when: "labels known only later", change: set(NAMESPACE, "kianax", "metadata.labels", UNKNOWN), fires: KIANAX },
    { state: "absent", when: "no labels", change: unset(NAMESPACE, "kianax", "metadata.labels"), fires: KIANAX },
    { state: "absent", when: "a standard that only warns", change: set(NAMESPACE, "kianax", "metadata.labels", { "pod-security.kubernetes.io/warn": "restricted" }), fires: KIANAX },
    { state: "violating", when: "a patch that lowers the standard", change: add(`${NAMESPACE}Patch`, "theirs", { metadata: { name: "theirs", labels: { "pod-security.kubernetes.io/enforce": "privileged" } } }), fires: [label(`${NAMESPACE}Patch`, "theirs")] },
    { state: "compliant", when: "a patch of another label", change: add(`${NAMESPACE}Patch`, "theirs", { metadata: { name: "theirs", labels: { team: "trading" } } }), fires: [] },
    { state: "compliant", when: "the namespace of the cluster's own agents", change: set(NAMESPACE, "kianax", "metadata", { name: "kube-system" }), fires: [] },
  ],
  "namespace-default-deny": [
    { state: "absent", when: "no policy", change: remove(POLICY, "deny"), fires: API, says: /no policy that denies all ingress and egress/ },
    { state: "violating", when: "ingress alone", change: onDeny("policyTypes", ["Ingress"]), fires: API, says: /denies all egress/ },
    { state: "violating", when: "egress alone", change: onDeny("policyTypes", ["Egress"]), fires: API },
    { state: "absent", when: "no directions", change: onDeny("policyTypes", undefined), fires: API },
    { state: "violating", when: "some pods alone", change: onDeny("podSelector", { matchLabels: LABELS }), fires: API },
    { state: "violating", when: "some pods alone by an expression", change: onDeny("podSelector", { matchExpressions: [{ key: KEY, operator: "Exists" }] }), fires: API },
    { state: "violating", when: "an allowance for ingress", change: onDeny("ingress", [{ from: [{ ipBlock: { cidr: "10.0.0.0/16" } }] }]), fires: API },
    { state: "violating", when: "an allowance for egress", change: onDeny("egress", [{ to: [{ ipBlock: { cidr: "10.0.0.0/16" } }] }]), fires: API },
    { state: "unknown", when: "a selector known only later", change: onDeny("podSelector", UNKNOWN), fires: API },
    { state: "unknown", when: "directions known only later", change: onDeny("policyTypes", UNKNOWN), fires: API },
    { state: "absent", when: "no selector, which is every pod", change: onDeny("podSelector", undefined), fires: [] },
    { state: "violating", when: "another namespace's policy", change: set(POLICY, "deny", "metadata.namespace", "other"), fires: API },
    { state: "violating", when: "a patch of a policy", change: retype(POLICY, "deny", `${POLICY}Patch`), fires: API },
    { state: "compliant", when: "the older API version", change: retype(POLICY, "deny", OLD_POLICY), fires: [] },
    { state: "compliant", when: "one policy for each direction", change: all(onDeny("policyTypes", ["Ingress"]), add(POLICY, "deny-egress", { metadata: { name: "deny-egress", namespace: "kianax" }, spec: { podSelector: {}, policyTypes: ["Egress"] } })), fires: [] },
  ],
  "pod-has-networkpolicy": [
    { state: "absent", when: "no policy", change: remove(POLICY, "api"), fires: API },
    { state: "violating", when: "a policy of another service", change: onPolicy("podSelector", { matchLabels: { [KEY]: "worker" } }), fires: API },
    { state: "violating", when: "a policy of one more label", change: onPolicy("podSelector", { matchLabels: { ...LABELS, tier: "web" } }), fires: API },
    { state: "violating", when: "a policy of another namespace", change: set(POLICY, "api", "metadata.namespace", "other"), fires: API },
    { state: "violating", when: "a patch of a policy", change: retype(POLICY, "api", `${POLICY}Patch`), fires: API },
    { state: "violating", when: "a second workload", change: all(other(JOB, "spec.template.spec", "hostPID", undefined), set(JOB, "other", "spec.template.metadata.labels", { [KEY]: "worker" })), fires: [label(JOB, "other")] },
    { state: "absent", when: "a workload without labels", change: all(other(JOB, "spec.template.spec", "hostPID", undefined), unset(JOB, "other", "spec.template.metadata")), fires: [label(JOB, "other")] },
    { state: "unknown", when: "a selector known only later", change: onPolicy("podSelector", UNKNOWN), fires: API },
    { state: "unknown", when: "a label of the selector known only later", change: onPolicy("podSelector.matchLabels", { [KEY]: UNKNOWN }), fires: API },
    { state: "unknown", when: "expressions known only later", change: onPolicy("podSelector", { matchExpressions: UNKNOWN }), fires: API },
    { state: "violating", when: "an expression of other services", change: selectBy({ key: KEY, operator: "In", values: ["worker", "market"] }), fires: API },
    { state: "violating", when: "an expression without the service", change: selectBy({ key: KEY, operator: "NotIn", values: ["api"] }), fires: API },
    { state: "violating", when: "an expression of pods without the label", change: selectBy({ key: KEY, operator: "DoesNotExist" }), fires: API },
    { state: "violating", when: "an operator that there is not", change: selectBy({ key: KEY, operator: "Like", values: ["api"] }), fires: API },
    { state: "unknown", when: "an expression known only later", change: selectBy({ key: KEY, operator: "In", values: [UNKNOWN] }), fires: API },
    { state: "compliant", when: "expressions", change: selectBy({ key: KEY, operator: "In", values: ["api"] }, { key: KEY, operator: "Exists" }, { key: "tier", operator: "DoesNotExist" }, { key: "tier", operator: "NotIn", values: ["web"] }), fires: [] },
    { state: "compliant", when: "a label more", change: set(DEPLOYMENT, "api", "spec.template.metadata.labels", { ...LABELS, tier: "web" }), fires: [] },
    { state: "compliant", when: "a policy of all pods that allows something", change: onPolicy("podSelector", {}), fires: [] },
    { state: "absent", when: "a policy without a selector, which allows something to all pods", change: onPolicy("podSelector", undefined), fires: [] },
    { state: "violating", when: "a policy without a selector that allows nothing", change: all(onPolicy("podSelector", undefined), onPolicy("ingress", undefined), onPolicy("egress", undefined)), fires: API },
    { state: "violating", when: "a policy of all pods that allows nothing", change: all(onPolicy("podSelector", {}), onPolicy("ingress", undefined), onPolicy("egress", undefined)), fires: API },
    { state: "compliant", when: "a patch of a workload", change: patch({ terminationGracePeriodSeconds: 60 }), fires: [] },
  ],
  "service-not-exposed": [
    { state: "violating", when: "a port of the nodes", change: onService("type", "NodePort"), fires: API_SERVICE },
    { state: "violating", when: "a load balancer", change: onService("type", "LoadBalancer"), fires: API_SERVICE },
    { state: "violating", when: "an internal load balancer that is not listed", change: all(onService("type", "LoadBalancer"), set(SERVICE, "api", "metadata.annotations", { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal" })), fires: API_SERVICE },
    { state: "violating", when: "another name", change: onService("type", "ExternalName"), fires: API_SERVICE },
    { state: "violating", when: "an outside address", change: onService("externalIPs", ["203.0.113.7"]), fires: API_SERVICE },
    { state: "violating", when: "a port of the nodes by number", change: onService("ports.0.nodePort", 30080), fires: API_SERVICE },
    { state: "unknown", when: "a type known only later", change: onService("type", UNKNOWN), fires: API_SERVICE },
    { state: "unknown", when: "addresses known only later", change: onService("externalIPs", UNKNOWN), fires: API_SERVICE },
    { state: "absent", when: "no type, which is a ClusterIP", change: onService("type", undefined), fires: [] },
    { state: "violating", when: "a patch", change: add(`${SERVICE}Patch`, "theirs", { metadata: { name: "theirs", namespace: "kianax" }, spec: { type: "LoadBalancer" } }), fires: [label(`${SERVICE}Patch`, "theirs")] },
    { state: "violating", when: "a list", change: add(`${SERVICE}List`, "all", { items: [{ metadata: { name: "theirs", namespace: "kianax" }, spec: { type: "NodePort" } }] }), fires: [label(`${SERVICE}List`, "all")] },
  ],
});
