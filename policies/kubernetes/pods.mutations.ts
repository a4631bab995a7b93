import { describeCases } from "../testing/cases";
import { add, all, label, set } from "../testing/changes";
import { goldenPod, LABELS } from "../testing/golden/kubernetes";
import { API, beside, DEPLOYMENT, offContainer, offPod, onContainer, onPod, other, patch, patchContainer, PATCHED, POD } from "../testing/kubernetes";
import { UNKNOWN } from "../testing/plan";
import { kubernetes, rollouts } from "../tokens";
import { podNotPrivileged } from "./pod-not-privileged";
import { podRestrictedContext } from "./pod-restricted-context";

describeCases("pods", [podNotPrivileged, podRestrictedContext], {
  "pod-not-privileged": [
    { state: "violating", when: "a privileged container", change: onContainer("securityContext.privileged", true), fires: API, says: /containers\[0\]\.securityContext\.privileged is true/ },
    { state: "violating", when: "a privileged container beside", change: beside("containers", "securityContext.privileged", true), fires: API, says: /containers\[1\]/ },
    { state: "violating", when: "a privileged init container", change: beside("initContainers", "securityContext.privileged", true), fires: API, says: /initContainers\[0\]/ },
    { state: "violating", when: "a privileged ephemeral container", change: beside("ephemeralContainers", "securityContext.privileged", true), fires: API },
    { state: "violating", when: "escalation", change: onContainer("securityContext.allowPrivilegeEscalation", true), fires: API },
    { state: "violating", when: "the node's network", change: onPod("hostNetwork", true), fires: API },
    { state: "violating", when: "the node's processes", change: onPod("hostPID", true), fires: API },
    { state: "violating", when: "the node's memory", change: onPod("hostIPC", true), fires: API },
    { state: "violating", when: "a port of the node", change: onContainer("ports.0.hostPort", 8080), fires: API },
    { state: "violating", when: "the socket of the runtime", change: onPod("volumes", [{ name: "docker", hostPath: { path: "/var/run/docker.sock" } }]), fires: API, says: /volumes\[0\]\.hostPath is set/ },
    { state: "unknown", when: "escalation known only later", change: onContainer("securityContext.allowPrivilegeEscalation", UNKNOWN), fires: API },
    { state: "unknown", when: "a privilege known only later", change: onContainer("securityContext.privileged", UNKNOWN), fires: API },
    { state: "unknown", when: "a network known only later", change: onPod("hostNetwork", UNKNOWN), fires: API },
    { state: "unknown", when: "volumes known only later", change: onPod("volumes", UNKNOWN), fires: API },
    { state: "unknown", when: "ports known only later", change: onContainer("ports", UNKNOWN), fires: API },
    { state: "unknown", when: "containers known only later", change: onPod("containers", UNKNOWN), fires: API },
    { state: "unknown", when: "one container known only later", change: onPod("containers", [UNKNOWN]), fires: API },
    { state: "unknown", when: "init containers known only later", change: onPod("initContainers", UNKNOWN), fires: API },
    { state: "unknown", when: "a pod known only later", change: set(DEPLOYMENT, "api", POD, UNKNOWN), fires: API },
    { state: "absent", when: "escalation left out, which allows it", change: offContainer("securityContext.allowPrivilegeEscalation"), fires: API },
    { state: "absent", when: "no ports and no volumes", change: all(offContainer("ports"), set(kubernetes.services[0], "api", "spec.ports.0.targetPort", 8080), offPod("volumes")), fires: [] },
    { state: "violating", when: "a patch that makes a container privileged", change: patchContainer("securityContext.privileged", true), fires: PATCHED },
    { state: "violating", when: "a patch onto the node's network", change: patch({ hostNetwork: true }), fires: PATCHED },
    { state: "compliant", when: "a patch of something else", change: patch({ terminationGracePeriodSeconds: 60 }), fires: [] },
    { state: "violating", when: "a Pod", change: other(kubernetes.pods[0], "spec", "hostPID", true), fires: [label(kubernetes.pods[0], "other")] },
    { state: "violating", when: "a CronJob", change: other(kubernetes.cronJobs[0], "spec.jobTemplate.spec.template.spec", "hostPID", true), fires: [label(kubernetes.cronJobs[0], "other")] },
    { state: "violating", when: "a PodTemplate", change: other(kubernetes.podTemplates[0], "template.spec", "hostPID", true), fires: [label(kubernetes.podTemplates[0], "other")] },
    ...[kubernetes.statefulSets, kubernetes.daemonSets, kubernetes.replicaSets, kubernetes.replicationControllers, kubernetes.jobs, rollouts].map(([type]) => ({
      state: "violating" as const,
      when: `a pod of ${type}`,
      change: other(type, POD, "hostPID", true),
      fires: [label(type, "other")],
    })),
    { state: "violating", when: "an older API version", change: other("kubernetes:extensions/v1beta1:DaemonSet", POD, "hostPID", true), fires: [label("kubernetes:extensions/v1beta1:DaemonSet", "other")] },
    { state: "violating", when: "a list", change: add("kubernetes:core/v1:PodList", "pods", { items: [{ metadata: { namespace: "kianax", labels: LABELS }, spec: { ...goldenPod(), hostPID: true } }] }), fires: [label("kubernetes:core/v1:PodList", "pods")] },
  ],
  "pod-restricted-context": [
    { state: "violating", when: "root allowed", change: onPod("securityContext.runAsNonRoot", false), fires: API, says: /runAsNonRoot is false, and must be true/ },
    { state: "violating", when: "root allowed for one container", change: onContainer("securityContext.runAsNonRoot", false), fires: API },
    { state: "violating", when: "root by number", change: onPod("securityContext.runAsUser", 0), fires: API },
    { state: "violating", when: "root by number for one container", change: onContainer("securityContext.runAsUser", 0), fires: API },
    { state: "violating", when: "no filter of system calls", change: onPod("securityContext.seccompProfile.type", "Unconfined"), fires: API },
    { state: "violating", when: "no filter for one container", change: onContainer("securityContext.seccompProfile", { type: "Unconfined" }), fires: API },
    { state: "violating", when: "few capabilities dropped", change: onContainer("securityContext.capabilities.drop", ["NET_RAW"]), fires: API },
    { state: "violating", when: "a capability added", change: onContainer("securityContext.capabilities.add", ["SYS_ADMIN"]), fires: API },
    { state: "violating", when: "an init container with a capability", change: beside("initContainers", "securityContext.capabilities.add", ["NET_ADMIN"]), fires: API },
    { state: "compliant", when: "a port below 1024", change: onContainer("securityContext.capabilities.add", ["NET_BIND_SERVICE"]), fires: [] },
    { state: "compliant", when: "all of it on the container", change: all(offPod("securityContext"), onContainer("securityContext.runAsNonRoot", true), onContainer("securityContext.seccompProfile", { type: "Localhost" })), fires: [] },
    { state: "unknown", when: "a user known only later", change: onPod("securityContext.runAsNonRoot", UNKNOWN), fires: API },
    { state: "unknown", when: "a filter known only later", change: onPod("securityContext.seccompProfile", UNKNOWN), fires: API },
    { state: "unknown", when: "capabilities known only later", change: onContainer("securityContext.capabilities", UNKNOWN), fires: API },
    { state: "absent", when: "no user", change: offPod("securityContext.runAsNonRoot"), fires: API, says: /containers\[0\]\.securityContext\.runAsNonRoot is not set/ },
    { state: "absent", when: "no filter", change: offPod("securityContext.seccompProfile"), fires: API },
    { state: "absent", when: "no context of the pod", change: offPod("securityContext"), fires: API },
    { state: "absent", when: "no capabilities dropped", change: offContainer("securityContext.capabilities"), fires: API },
    { state: "violating", when: "a patch that lets a pod be root", change: patch({ securityContext: { runAsNonRoot: false } }), fires: PATCHED },
    { state: "violating", when: "a patch that makes a pod root", change: patch({ securityContext: { runAsUser: 0 } }), fires: PATCHED },
    { state: "violating", when: "a patch that takes the filter off", change: patch({ securityContext: { seccompProfile: { type: "Unconfined" } } }), fires: PATCHED },
    { state: "absent", when: "a patch that puts a container in", change: patch({ containers: goldenPod().containers }), fires: PATCHED },
  ],
});
