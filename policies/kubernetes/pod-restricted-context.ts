import { containersOf, podsIn, podTypes, securityOf, type Pod } from "../documents";
import { resourceRule, type Findings, type View } from "../kernel";

/** Rights that the restricted Pod Security Standard lets a container add: to listen on a port below 1024. */
const ADDABLE = ["NET_BIND_SERVICE"] as const;
const SECCOMP = ["RuntimeDefault", "Localhost"] as const;

export const podRestrictedContext = resourceRule({
  name: "pod-restricted-context",
  title: "Every container runs as another user than root, without capabilities and with the runtime's filter of system calls.",
  why: "These are what stands between a flaw in a service and the kernel that all pods of a node share.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: {
    checkov: ["CKV_K8S_23", "CKV_K8S_28", "CKV_K8S_29", "CKV_K8S_31", "CKV_K8S_37", "CKV_K8S_39", "CKV_K8S_40"],
  },
  remediation:
    'Set runAsNonRoot: true and seccompProfile: { type: "RuntimeDefault" } on the pod, and capabilities: { drop: ["ALL"] } on every container; a patch that names a container says all of it there.',
  examples: {
    compliant: 'securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" }, capabilities: { drop: ["ALL"] } }',
    violating: 'securityContext: { runAsUser: 0, capabilities: { add: ["SYS_ADMIN"] } }',
  },
  types: podTypes,
  check: (resource) => podsIn(resource).map((pod) => [containersOf(pod).map((container) => checkContainer(pod, container)), checkPatch(pod)]),
});

function checkContainer(pod: Pod, container: View): Findings {
  return [
    securityOf(pod, container, "runAsNonRoot").must.equal(true),
    securityOf(pod, container, "runAsUser").must.notEqual(0),
    securityOf(pod, container, "seccompProfile.type").must.oneOf(SECCOMP),
    container.value("securityContext.capabilities.drop").must.include("ALL"),
    container.list("securityContext.capabilities.add").each((capability) => capability.value("").must.oneOf(ADDABLE)),
  ];
}

/** A patch may change what the containers of its pod inherit without naming them. */
function checkPatch({ isPatch, spec }: Pod): Findings {
  return isPatch
    ? [
        spec.value("securityContext.runAsNonRoot").must.notEqual(false),
        spec.value("securityContext.runAsUser").must.notEqual(0),
        spec.value("securityContext.seccompProfile.type").must.notEqual("Unconfined"),
      ]
    : undefined;
}
