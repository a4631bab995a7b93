import { choice, count, resourceRule, type Findings, type Value } from "../kernel";
import { eks } from "../tokens";

export const eksVersionSupported = resourceRule({
  name: "eks-version-supported",
  title: "Kubernetes is of a version that AWS supports at the standard price.",
  why: "After fourteen months a version gets no fixes but for six times the price of the control plane, and in the end EKS upgrades it unasked.",
  severity: "medium",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_339"], fsbp: ["EKS.2"], pci: ["6.3.3"] },
  remediation: 'Set version to a supported one, one minor version at a time, and upgradePolicy to { supportType: "STANDARD" }.',
  examples: {
    compliant: 'new aws.eks.Cluster("main", { version: "1.35", upgradePolicy: { supportType: "STANDARD" }, … });',
    violating: 'new aws.eks.Cluster("main", { version: "1.29", … });   // and extended support, the default',
  },
  settings: {
    minimumMinor: count("Oldest minor version of Kubernetes 1 that is allowed: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html", 30, { production: 34, development: 34 }),
    supportType: choice("Support that a cluster buys when its version ages.", ["STANDARD", "EXTENDED"], { production: "STANDARD", development: "STANDARD" }),
  },
  types: [eks.cluster, eks.nodeGroup],
  check: (resource, { minimumMinor, supportType }) => {
    const version = resource.value("version");
    if (resource.type === eks.cluster) {
      return [mustBeSupported(version, minimumMinor), resource.value("upgradePolicy.supportType").must.equal(supportType)];
    }
    // A node group without a version takes the cluster's, or its launch template's image.
    return version.exists ? mustBeSupported(version, minimumMinor) : undefined;
  },
});

function mustBeSupported(version: Value, minimum: number): Findings {
  if (version.written === undefined) {
    return version.must.beLiteral();
  }
  const minor = Number(/^1\.(\d+)$/.exec(version.written)?.[1] ?? NaN);
  return minor >= minimum ? undefined : { id: version.path, message: `${version.path} is ${version.written}, and must be at least 1.${minimum}` };
}
