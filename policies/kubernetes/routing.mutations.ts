import { describeCases } from "../testing/cases";
import { add, all, label, retype, set, type Change } from "../testing/changes";
import { LABELS } from "../testing/golden/kubernetes";
import { API, offContainer, onContainer, other, patchContainer, PATCHED, POD } from "../testing/kubernetes";
import { UNKNOWN, type Input } from "../testing/plan";
import { kubernetes } from "../tokens";
import { helmReleaseVisible } from "./helm-release-visible";
import { ingressTls } from "./ingress-tls";
import { networkpolicyNotAllowAll } from "./networkpolicy-not-allow-all";
import { podProbes } from "./pod-probes";
import { rbacLeast } from "./rbac-least";
import { serviceSelectsPods } from "./service-selects-pods";

const POLICY = kubernetes.networkPolicies[0];
const SERVICE = kubernetes.services[0];
const INGRESS = kubernetes.ingresses[0];
const ROLE = kubernetes.roles[0];
const CLUSTER_ROLE = kubernetes.clusterRoles[0];
const BINDING = kubernetes.roleBindings[0];
const CLUSTER_BINDING = kubernetes.clusterRoleBindings[0];
const RELEASE = kubernetes.helmReleases[0];
const API_POLICY = [label(POLICY, "api")];
const API_SERVICE = [label(SERVICE, "api")];
const API_INGRESS = [label(INGRESS, "api")];
const API_ROLE = [label(ROLE, "api")];
const API_BINDING = [label(BINDING, "api")];

const onPolicy = (path: string, value: Input): Change => set(POLICY, "api", `spec.${path}`, value);
const from = (...peers: readonly Input[]): Change => onPolicy("ingress.0.from", peers);
const to = (...peers: readonly Input[]): Change => onPolicy("egress.0.to", peers);
const onService = (path: string, value: Input): Change => set(SERVICE, "api", `spec.${path}`, value);
const onRule = (path: string, value: Input): Change => set(ROLE, "api", `rules.0.${path}`, value);
const clusterRole = (rule: Input): Change => add(CLUSTER_ROLE, "all", { metadata: { name: "all" }, rules: [rule] });
const CLUSTER = [label(CLUSTER_ROLE, "all")];
const annotate = (annotations: Input): Change => set(INGRESS, "api", "metadata.annotations", annotations);
const ALB = "alb.ingress.kubernetes.io/";
const HTTPS = { [`${ALB}certificate-arn`]: "arn", [`${ALB}ssl-redirect`]: "443", [`${ALB}wafv2-acl-arn`]: "arn" };
const classless = (spec: Record<string, Input>): Change => set(INGRESS, "api", "spec", spec);
const INTERNET = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];
const PROBE = { httpGet: { path: "/ready", port: "http" } };

describeCases("routing", [podProbes, networkpolicyNotAllowAll, serviceSelectsPods, rbacLeast, ingressTls, helmReleaseVisible], {
  "pod-probes": [
    { state: "absent", when: "no readiness", change: offContainer("readinessProbe"), fires: API },
    { state: "absent", when: "no liveness", change: offContainer("livenessProbe"), fires: API },
    { state: "violating", when: "the same probe for both", change: onContainer("livenessProbe", PROBE), fires: API, says: /is the same as readinessProbe/ },
    { state: "violating", when: "a patch", change: patchContainer("readinessProbe", undefined), fires: PATCHED },
    { state: "violating", when: "a StatefulSet", change: other(kubernetes.statefulSets[0], POD, "containers.0.livenessProbe", undefined), fires: [label(kubernetes.statefulSets[0], "other")] },
    { state: "violating", when: "a DaemonSet", change: other(kubernetes.daemonSets[0], POD, "containers.0.livenessProbe", PROBE), fires: [label(kubernetes.daemonSets[0], "other")] },
    { state: "unknown", when: "a probe known only later, which is one", change: onContainer("livenessProbe", UNKNOWN), fires: [] },
    { state: "compliant", when: "the same path with more patience", change: onContainer("livenessProbe", { ...PROBE, failureThreshold: 10 }), fires: [] },
    { state: "compliant", when: "a Job, which ends by itself", change: other(kubernetes.jobs[0], POD, "containers.0.livenessProbe", undefined), fires: [] },
  ],
  "networkpolicy-not-allow-all": [
    { state: "absent", when: "no peer inward", change: onPolicy("ingress.0.from", undefined), fires: API_POLICY, says: /spec\.ingress\[0\] names no peer/ },
    { state: "absent", when: "no peer outward", change: onPolicy("egress.0.to", undefined), fires: API_POLICY },
    { state: "violating", when: "an empty list of peers", change: from(), fires: API_POLICY },
    { state: "violating", when: "an empty rule", change: onPolicy("egress", [{}]), fires: API_POLICY },
    { state: "violating", when: "the internet inward", change: from({ ipBlock: { cidr: "0.0.0.0/0" } }), fires: API_POLICY, says: /is 0\.0\.0\.0\/0 without an except of 10\.0\.0\.0\/8/ },
    { state: "violating", when: "the internet outward", change: to({ ipBlock: { cidr: "10.0.0.0/16" } }, { ipBlock: { cidr: "::/0" } }), fires: API_POLICY },
    { state: "violating", when: "half of the internet", change: to({ ipBlock: { cidr: "128.0.0.0/1" } }), fires: API_POLICY },
    { state: "violating", when: "every namespace", change: from({ namespaceSelector: {} }), fires: API_POLICY, says: /takes in every pod of every namespace/ },
    { state: "unknown", when: "a network known only later", change: to({ ipBlock: { cidr: UNKNOWN } }), fires: API_POLICY },
    { state: "unknown", when: "peers known only later", change: onPolicy("ingress.0.from", UNKNOWN), fires: API_POLICY },
    { state: "unknown", when: "rules known only later", change: onPolicy("egress", UNKNOWN), fires: API_POLICY },
    { state: "unknown", when: "rules of the denial known only later", change: set(POLICY, "deny", "spec.egress", UNKNOWN), fires: [label(POLICY, "deny")] },
    { state: "violating", when: "a patch", change: add(`${POLICY}Patch`, "theirs", { metadata: { name: "theirs", namespace: "kianax" }, spec: { ingress: [{}] } }), fires: [label(`${POLICY}Patch`, "theirs")] },
    { state: "violating", when: "the older API version", change: all(retype(POLICY, "api", "kubernetes:extensions/v1beta1:NetworkPolicy"), set("kubernetes:extensions/v1beta1:NetworkPolicy", "api", "spec.ingress", [{}])), fires: [label("kubernetes:extensions/v1beta1:NetworkPolicy", "api")] },
    { state: "compliant", when: "the internet without the private networks", change: to({ ipBlock: { cidr: "0.0.0.0/0", except: INTERNET } }), fires: [] },
    { state: "compliant", when: "the half of the internet without its private networks", change: to({ ipBlock: { cidr: "128.0.0.0/1", except: ["172.16.0.0/12", "192.0.0.0/8"] } }), fires: [] },
    { state: "compliant", when: "the newer internet without its private networks", change: to({ ipBlock: { cidr: "::/0", except: ["fc00::/7"] } }), fires: [] },
    { state: "violating", when: "an except of next to nothing", change: to({ ipBlock: { cidr: "0.0.0.0/0", except: ["10.255.255.255/32"] } }), fires: API_POLICY, says: /without an except of 10\.0\.0\.0\/8, 172\.16\.0\.0\/12, 192\.168\.0\.0\/16/ },
    { state: "violating", when: "an except without one private network", change: to({ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8", "172.16.0.0/12"] } }), fires: API_POLICY, says: /without an except of 192\.168\.0\.0\/16/ },
    { state: "unknown", when: "an except known only later", change: to({ ipBlock: { cidr: "0.0.0.0/0", except: UNKNOWN } }), fires: API_POLICY },
    { state: "violating", when: "every pod of every namespace", change: from({ namespaceSelector: {}, podSelector: {} }), fires: API_POLICY },
    { state: "violating", when: "every namespace by no labels", change: from({ namespaceSelector: { matchLabels: {} } }), fires: API_POLICY },
    { state: "unknown", when: "namespaces known only later", change: from({ namespaceSelector: UNKNOWN }), fires: API_POLICY },
    { state: "compliant", when: "a namespace by its name, known only later", change: from({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": UNKNOWN } } }), fires: [] },
    { state: "compliant", when: "namespaces by an expression", change: from({ namespaceSelector: { matchExpressions: [{ key: "team", operator: "Exists" }] } }), fires: [] },
    { state: "compliant", when: "all pods of its own namespace", change: from({ podSelector: {} }), fires: [] },
    { state: "compliant", when: "some pods of every namespace", change: from({ namespaceSelector: {}, podSelector: { matchLabels: { app: "gateway" } } }), fires: [] },
  ],
  "service-selects-pods": [
    { state: "violating", when: "a label that no pod has", change: onService("selector", { "app.kubernetes.io/name": "ap" }), fires: API_SERVICE },
    { state: "violating", when: "one label more", change: onService("selector", { ...LABELS, tier: "web" }), fires: API_SERVICE },
    { state: "violating", when: "another namespace", change: set(SERVICE, "api", "metadata.namespace", "other"), fires: API_SERVICE },
    { state: "violating", when: "a port that no container has", change: onService("ports.0.targetPort", "grpc"), fires: API_SERVICE, says: /spec\.ports\[0\]\.targetPort is no port/ },
    { state: "violating", when: "a number that no container has", change: onService("ports.0.targetPort", 8081), fires: API_SERVICE },
    { state: "violating", when: "a port that has another name by now", change: onContainer("ports.0.name", "web"), fires: API_SERVICE },
    { state: "absent", when: "a named port without declared ports", change: offContainer("ports"), fires: API_SERVICE },
    { state: "absent", when: "no target, which is the port", change: onService("ports.0.targetPort", undefined), fires: API_SERVICE, says: /spec\.ports\[0\]\.port is no port/ },
    { state: "unknown", when: "a selector known only later", change: onService("selector", UNKNOWN), fires: API_SERVICE },
    { state: "unknown", when: "a target known only later", change: onService("ports.0.targetPort", UNKNOWN), fires: API_SERVICE },
    { state: "compliant", when: "a port by its number", change: onService("ports.0.targetPort", 8080), fires: [] },
    { state: "compliant", when: "a number that the container listens on without a name", change: all(onService("ports.0.targetPort", 9090), onContainer("ports.0.containerPort", 9090)), fires: [] },
    { state: "compliant", when: "no selector", change: onService("selector", undefined), fires: [] },
  ],
  "rbac-least": [
    { state: "violating", when: "every verb", change: onRule("verbs", ["*"]), fires: API_ROLE },
    { state: "violating", when: "every resource", change: onRule("resources", ["configmaps", "*"]), fires: API_ROLE, says: /rules\[0\]\.resources\[1\] is "\*"/ },
    { state: "violating", when: "every group", change: onRule("apiGroups", ["*"]), fires: API_ROLE },
    { state: "violating", when: "escalation", change: onRule("verbs", ["escalate"]), fires: API_ROLE },
    { state: "violating", when: "binding", change: onRule("verbs", ["bind"]), fires: API_ROLE },
    { state: "violating", when: "another's name", change: onRule("verbs", ["impersonate"]), fires: API_ROLE },
    { state: "violating", when: "a token of any account", change: onRule("resources", ["serviceaccounts/token"]), fires: API_ROLE },
    { state: "violating", when: "the interface of the node", change: clusterRole({ apiGroups: [""], resources: ["nodes/proxy"], verbs: ["get"] }), fires: CLUSTER },
    { state: "violating", when: "a part of every resource", change: clusterRole({ apiGroups: [""], resources: ["pods", "*/proxy"], verbs: ["get"] }), fires: CLUSTER, says: /resources\[1\] is "\*\/proxy", which is a part of every resource/ },
    { state: "violating", when: "every part of every resource", change: onRule("resources", ["*/*"]), fires: API_ROLE },
    { state: "compliant", when: "a part of one resource", change: onRule("resources", ["pods/log"]), fires: [] },
    { state: "violating", when: "approval of certificates", change: clusterRole({ apiGroups: ["certificates.k8s.io"], resources: ["certificatesigningrequests/approval"], verbs: ["update"] }), fires: CLUSTER },
    { state: "violating", when: "the secrets of all namespaces", change: clusterRole({ apiGroups: [""], resources: ["secrets"], verbs: ["list"] }), fires: CLUSTER, says: /reads the secrets of every namespace/ },
    { state: "violating", when: "admission", change: clusterRole({ apiGroups: ["admissionregistration.k8s.io"], resources: ["validatingwebhookconfigurations"], verbs: ["patch"] }), fires: CLUSTER },
    { state: "compliant", when: "one secret by its name", change: clusterRole({ apiGroups: [""], resources: ["secrets"], resourceNames: ["ca"], verbs: ["get"] }), fires: [] },
    { state: "unknown", when: "rules known only later", change: set(ROLE, "api", "rules", UNKNOWN), fires: API_ROLE },
    { state: "unknown", when: "a verb known only later", change: onRule("verbs", [UNKNOWN]), fires: API_ROLE },
    { state: "unknown", when: "a binding known only later", change: set(BINDING, "api", "roleRef", UNKNOWN), fires: API_BINDING },
    { state: "absent", when: "a role of nothing", change: set(ROLE, "api", "rules", undefined), fires: [] },
    { state: "absent", when: "a binding to nothing", change: set(BINDING, "api", "roleRef", undefined), fires: API_BINDING },
    { state: "violating", when: "a binding to cluster-admin", change: set(BINDING, "api", "roleRef.name", "cluster-admin"), fires: API_BINDING },
    { state: "violating", when: "a binding to cluster-admin everywhere", change: add(CLUSTER_BINDING, "admin", { metadata: { name: "admin" }, roleRef: { kind: "ClusterRole", name: "cluster-admin" }, subjects: [] }), fires: [label(CLUSTER_BINDING, "admin")] },
    { state: "violating", when: "a binding of everybody", change: set(BINDING, "api", "subjects.0.name", "system:unauthenticated"), fires: API_BINDING },
    { state: "violating", when: "a binding of masters", change: set(BINDING, "api", "subjects", [{ kind: "Group", name: "system:masters" }]), fires: API_BINDING },
    { state: "violating", when: "a patch", change: add(`${CLUSTER_ROLE}Patch`, "theirs", { metadata: { name: "theirs" }, rules: [{ apiGroups: [""], resources: ["*"], verbs: ["get"] }] }), fires: [label(`${CLUSTER_ROLE}Patch`, "theirs")] },
    { state: "compliant", when: "a patch of one more subject", change: add(`${BINDING}Patch`, "theirs", { metadata: { name: "theirs", namespace: "kianax" }, subjects: [{ kind: "ServiceAccount", name: "api" }] }), fires: [] },
  ],
  "ingress-tls": [
    { state: "absent", when: "no certificate", change: annotate({ ...HTTPS, [`${ALB}certificate-arn`]: undefined }), fires: API_INGRESS, says: /has no annotation alb\.ingress\.kubernetes\.io\/certificate-arn/ },
    { state: "absent", when: "no redirect", change: annotate({ ...HTTPS, [`${ALB}ssl-redirect`]: undefined }), fires: API_INGRESS },
    { state: "absent", when: "no WAF", change: annotate({ ...HTTPS, [`${ALB}wafv2-acl-arn`]: undefined }), fires: API_INGRESS },
    { state: "violating", when: "an empty certificate", change: annotate({ ...HTTPS, [`${ALB}certificate-arn`]: "" }), fires: API_INGRESS },
    { state: "violating", when: "a WAF of none", change: annotate({ ...HTTPS, [`${ALB}wafv2-acl-arn`]: "none" }), fires: API_INGRESS, says: /has no annotation alb\.ingress\.kubernetes\.io\/wafv2-acl-arn/ },
    { state: "compliant", when: "a redirect as a number", change: annotate({ ...HTTPS, [`${ALB}ssl-redirect`]: 443 }), fires: [] },
    { state: "absent", when: "no annotations", change: annotate(undefined), fires: API_INGRESS },
    { state: "unknown", when: "annotations known only later", change: annotate(UNKNOWN), fires: API_INGRESS },
    { state: "unknown", when: "a certificate known only later", change: annotate({ ...HTTPS, [`${ALB}certificate-arn`]: UNKNOWN }), fires: [] },
    { state: "violating", when: "a class by annotation", change: all(classless({ rules: [] }), annotate({ "kubernetes.io/ingress.class": "alb" })), fires: API_INGRESS },
    { state: "violating", when: "another class without tls", change: all(classless({ ingressClassName: "nginx" }), annotate({})), fires: API_INGRESS, says: /spec\.tls is not set/ },
    { state: "violating", when: "another class with tls of no secret", change: all(classless({ ingressClassName: "nginx", tls: [{ hosts: ["api"] }] }), annotate({})), fires: API_INGRESS },
    { state: "compliant", when: "another class with tls", change: all(classless({ ingressClassName: "nginx", tls: [{ hosts: ["api"], secretName: "api" }] }), annotate({})), fires: [] },
    { state: "violating", when: "the older API version", change: add("kubernetes:extensions/v1beta1:Ingress", "old", { metadata: { name: "old", namespace: "kianax" }, spec: {} }), fires: [label("kubernetes:extensions/v1beta1:Ingress", "old")] },
  ],
  "helm-release-visible": [
    { state: "violating", when: "a chart", change: add(RELEASE, "metrics", { chart: "metrics-server" }), fires: [label(RELEASE, "metrics")] },
    { state: "violating", when: "a chart of a registry", change: add(RELEASE, "metrics", { chart: "oci://registry.example.com/metrics-server" }), fires: [label(RELEASE, "metrics")] },
    { state: "unknown", when: "a chart known only later", change: add(RELEASE, "metrics", { chart: UNKNOWN }), fires: [label(RELEASE, "metrics")] },
    { state: "absent", when: "no chart", change: add(RELEASE, "metrics", {}), fires: [label(RELEASE, "metrics")] },
  ],
});
