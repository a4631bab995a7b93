import { kubernetes } from "../../tokens";
import type { Inputs, Plan } from "../plan";

/** What one container may at most. */
const CONFINED: Inputs = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } };

/** A namespace with one service in it, the same in both profiles. */
export function addKubernetes(plan: Plan): void {
  plan.add(kubernetes.deployments[0], "api", { metadata: { name: "api", namespace: "kianax" }, spec: goldenDeployment() });
}

function goldenDeployment(): Inputs {
  const labels = { "app.kubernetes.io/name": "api" };
  return { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: goldenPod() } };
}

/** A pod of one container that keeps every rule. */
export function goldenPod(): Inputs {
  return {
    securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: "RuntimeDefault" } },
    containers: [{ name: "api", ports: [{ name: "http", containerPort: 8080 }], securityContext: CONFINED }],
    volumes: [{ name: "scratch", emptyDir: {} }],
  };
}
