import { kubernetes } from "../../tokens";
import type { Inputs, Plan } from "../plan";

const API = { name: "api", namespace: "kianax" };

/** What one container may at most. */
const CONFINED: Inputs = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } };
const IMAGE = `444455556666.dkr.ecr.us-east-1.amazonaws.com/api@sha256:${"0123456789abcdef".repeat(4)}`;

/** A namespace with one service in it, the same in both profiles. */
export function addKubernetes(plan: Plan): void {
  plan.add(kubernetes.serviceAccounts[0], "api", { metadata: API, automountServiceAccountToken: false });
  plan.add(kubernetes.configMaps[0], "api", { metadata: API, data: { LOG_LEVEL: "info" } });
  plan.add(kubernetes.deployments[0], "api", { metadata: API, spec: goldenDeployment() });
}

function goldenDeployment(): Inputs {
  const labels = { "app.kubernetes.io/name": "api" };
  return { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: goldenPod() } };
}

/** A pod of one container that keeps every rule. */
export function goldenPod(): Inputs {
  return {
    serviceAccountName: "api",
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
        securityContext: CONFINED,
      },
    ],
    volumes: [{ name: "scratch", emptyDir: {} }],
  };
}
