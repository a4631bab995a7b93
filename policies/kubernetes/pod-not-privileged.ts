import { containersOf, mustKnowPods, podsIn, podTypes, type Pod } from "../documents";
import { resourceRule, type Findings, type View } from "../kernel";

/** Namespaces of the node that a pod may not share. */
const SHARED = ["hostNetwork", "hostPID", "hostIPC"] as const;

export const podNotPrivileged = resourceRule({
  name: "pod-not-privileged",
  title: "No pod has the rights of its node.",
  why: "A privileged container, a directory or a namespace of the node, or the socket of its runtime is the node itself, and with it every other pod on it.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: {
    checkov: ["CKV_K8S_16", "CKV_K8S_17", "CKV_K8S_18", "CKV_K8S_19", "CKV_K8S_20", "CKV_K8S_26", "CKV_K8S_27"],
    eksCis: ["4.2.1", "4.2.2", "4.2.3", "4.2.4", "4.2.5"],
    pci: ["7.2.1"],
  },
  remediation: "Set allowPrivilegeEscalation: false on every container; leave out privileged, hostNetwork, hostPID, hostIPC, hostPort and volumes of hostPath.",
  examples: {
    compliant: 'containers: [{ name: "api", image, securityContext: { allowPrivilegeEscalation: false } }]',
    violating: 'containers: [{ name: "api", image, securityContext: { privileged: true } }], volumes: [{ name: "docker", hostPath: { path: "/var/run/docker.sock" } }]',
  },
  types: podTypes,
  check: (resource) => [mustKnowPods(resource), podsIn(resource).map(checkPod)],
});

function checkPod(pod: Pod): Findings {
  return [
    SHARED.map((field) => pod.spec.value(field).must.notEqual(true)),
    pod.spec.list("volumes").each((volume) => volume.value("hostPath").must.beAbsent()),
    containersOf(pod).map(checkContainer),
  ];
}

function checkContainer(container: View): Findings {
  return [
    container.value("securityContext.privileged").must.notEqual(true),
    container.value("securityContext.allowPrivilegeEscalation").must.equal(false),
    container.list("ports").each((port) => port.value("hostPort").must.beAbsent()),
  ];
}
