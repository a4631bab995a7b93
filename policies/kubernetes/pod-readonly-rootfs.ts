import { containersOf, podsIn, podTypes } from "../documents";
import { resourceRule } from "../kernel";

export const podReadonlyRootfs = resourceRule({
  name: "pod-readonly-rootfs",
  title: "No container writes into its own image.",
  why: "An intruder then has no place to put a tool where it could be run, and what a service writes is in a volume that somebody sized.",
  severity: "medium",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV_K8S_22"] },
  remediation: "Set readOnlyRootFilesystem: true on every container, and mount an emptyDir where it has to write, such as /tmp.",
  examples: {
    compliant: 'securityContext: { readOnlyRootFilesystem: true }, volumeMounts: [{ name: "tmp", mountPath: "/tmp" }]',
    violating: "securityContext: { readOnlyRootFilesystem: false }",
  },
  types: podTypes,
  check: (resource) => podsIn(resource).map((pod) => containersOf(pod).map((container) => container.value("securityContext.readOnlyRootFilesystem").must.equal(true))),
});
