import { podsIn, podTypes, type Pod } from "../documents";
import { resourceRule, type Findings, type View } from "../kernel";

/** What ends by itself, or is looked at by its owner, has no one to answer. */
const SERVING: readonly string[] = ["Deployment", "StatefulSet", "DaemonSet", "Rollout", "ReplicaSet", "ReplicationController"];

export const podProbes = resourceRule({
  name: "pod-probes",
  title: "A service says when it is ready and when it is stuck, by two different probes.",
  why: "Without readiness an update sends requests to a pod that is starting; with the same probe for both, a slow database restarts every pod at once.",
  severity: "medium",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV_K8S_8", "CKV_K8S_9"], soc2: ["A1.2"] },
  remediation: "Give each container a readinessProbe, and a livenessProbe that asks for another path or has a higher failureThreshold; give a slow one a startupProbe, too.",
  examples: {
    compliant: 'readinessProbe: { httpGet: { path: "/ready", port: "http" } }, livenessProbe: { httpGet: { path: "/alive", port: "http" } }',
    violating: 'readinessProbe: { httpGet: { path: "/", port: "http" } }, livenessProbe: { httpGet: { path: "/", port: "http" } }',
  },
  types: podTypes,
  check: (resource) => podsIn(resource).filter(serves).map(({ spec }) => spec.list("containers").items.filter(isKnown).map(checkContainer)),
});

function serves({ object }: Pod): boolean {
  return SERVING.includes(object.kind);
}

function isKnown(container: View): boolean {
  return container.value("").reading.state !== "unknown";
}

function checkContainer(container: View): Findings {
  const [readiness, liveness] = [container.value("readinessProbe"), container.value("livenessProbe")];
  const same = readiness.reading.state === "known" && JSON.stringify(readiness.reading) === JSON.stringify(liveness.reading);
  return [readiness.must.haveParts(), liveness.must.haveParts(), same ? { id: `${liveness.path}:same`, message: `${liveness.path} is the same as readinessProbe` } : undefined];
}
