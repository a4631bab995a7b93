import { kubernetes } from "../../tokens";
import type { Inputs, Plan } from "../plan";

/** By these everything else finds the pods. */
export const LABELS: Inputs = { "app.kubernetes.io/name": "api" };
const API = { name: "api", namespace: "kianax" };

const ANNOTATIONS: Inputs = {
  "alb.ingress.kubernetes.io/certificate-arn": "arn:aws:acm:us-east-1:444455556666:certificate/api",
  "alb.ingress.kubernetes.io/ssl-redirect": "443",
  "alb.ingress.kubernetes.io/wafv2-acl-arn": "arn:aws:wafv2:us-east-1:444455556666:regional/webacl/api/1",
};

/** What one container may at most. */
const CONFINED: Inputs = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } };
const IMAGE = `444455556666.dkr.ecr.us-east-1.amazonaws.com/api@sha256:${"0123456789abcdef".repeat(4)}`;

/** A namespace with one service in it, the same in both profiles. */
export function addKubernetes(plan: Plan): void {
  plan.add(kubernetes.namespaces[0], "kianax", { metadata: { name: "kianax", labels: { "pod-security.kubernetes.io/enforce": "restricted" } } });
  plan.add(kubernetes.networkPolicies[0], "deny", { metadata: { name: "deny", namespace: "kianax" }, spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] } });
  plan.add(kubernetes.networkPolicies[0], "api", { metadata: API, spec: goldenNetworkPolicy() });
  plan.add(kubernetes.serviceAccounts[0], "api", { metadata: API, automountServiceAccountToken: false });
  plan.add(kubernetes.configMaps[0], "api", { metadata: API, data: { LOG_LEVEL: "info" } });
  plan.add(kubernetes.deployments[0], "api", { metadata: API, spec: goldenDeployment() });
  plan.add(kubernetes.autoscalers[0], "api", { metadata: API, spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api" }, minReplicas: 2, maxReplicas: 10 } });
  plan.add(kubernetes.disruptionBudgets[0], "api", { metadata: API, spec: { maxUnavailable: 1, selector: { matchLabels: LABELS } } });
  plan.add(kubernetes.services[0], "api", { metadata: API, spec: { type: "ClusterIP", selector: LABELS, ports: [{ name: "http", port: 80, targetPort: "http" }] } });
  plan.add(kubernetes.ingresses[0], "api", { metadata: { ...API, annotations: ANNOTATIONS }, spec: { ingressClassName: "alb", rules: [] } });
  plan.add(kubernetes.roles[0], "api", { metadata: API, rules: [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get"] }] });
  plan.add(kubernetes.roleBindings[0], "api", { metadata: API, roleRef: { kind: "Role", name: "api" }, subjects: [{ kind: "ServiceAccount", name: "api", namespace: "kianax" }] });
}

function goldenNetworkPolicy(): Inputs {
  return {
    podSelector: { matchLabels: LABELS },
    policyTypes: ["Ingress", "Egress"],
    ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/20" } }], ports: [{ port: 8080, protocol: "TCP" }] }],
    egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/16" } }], ports: [{ port: 5432, protocol: "TCP" }] }],
  };
}

function goldenDeployment(): Inputs {
  const strategy = { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } };
  return { selector: { matchLabels: LABELS }, strategy, template: { metadata: { labels: LABELS }, spec: goldenPod() } };
}

const spreadBy = (topologyKey: string): Inputs => ({ topologyKey, maxSkew: 1, whenUnsatisfiable: "ScheduleAnyway", labelSelector: { matchLabels: LABELS } });

/** A pod of one container that keeps every rule. */
export function goldenPod(): Inputs {
  return {
    serviceAccountName: "api",
    topologySpreadConstraints: [spreadBy("topology.kubernetes.io/zone"), spreadBy("kubernetes.io/hostname")],
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: "RuntimeDefault" } },
    containers: [
      {
        name: "api",
        image: IMAGE,
        env: [{ name: "PORT", value: "8080" }],
        envFrom: [{ configMapRef: { name: "api" } }],
        ports: [{ name: "http", containerPort: 8080 }],
        resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "512Mi" } },
        readinessProbe: { httpGet: { path: "/ready", port: "http" } },
        livenessProbe: { httpGet: { path: "/alive", port: "http" } },
        securityContext: CONFINED,
      },
    ],
    volumes: [{ name: "scratch", emptyDir: {} }],
  };
}
