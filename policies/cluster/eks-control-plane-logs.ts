import { about, resourceRule, texts } from "../kernel";
import { eks } from "../tokens";

export const eksControlPlaneLogs = resourceRule({
  name: "eks-control-plane-logs",
  title: "The control plane of Kubernetes writes its logs.",
  why: "Who did what in the cluster, and by which identity, stands in these logs and nowhere else.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_37"], fsbp: ["EKS.8"], eksCis: ["2.1.1"], pci: ["10.2.1"], gdpr: ["32(1)(b)"] },
  remediation: 'Set enabledClusterLogTypes to ["api", "audit", "authenticator", "controllerManager", "scheduler"]; development needs audit and authenticator.',
  examples: {
    compliant: 'new aws.eks.Cluster("main", { enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"], … });',
    violating: 'new aws.eks.Cluster("main", { enabledClusterLogTypes: ["api"], … });',
  },
  settings: {
    logTypes: texts("Logs that the control plane writes at least.", 2, {
      production: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      development: ["audit", "authenticator"],
    }),
  },
  types: [eks.cluster],
  check: (cluster, { logTypes }) => {
    const enabled = cluster.value("enabledClusterLogTypes");
    return logTypes.map((type) => about(cluster, enabled.must.include(type)).map((finding) => ({ ...finding, id: `${finding.id}[${type}]` })));
  },
});
