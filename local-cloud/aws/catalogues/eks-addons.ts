import type { Catalogue } from "./catalogue";

export interface AddonFact {
  /** Versions before this one do not run on the Kubernetes versions EKS offers. */
  readonly oldest: string;
  /** What getAddonVersion answers when no exact version is asked for. */
  readonly current: string;
  /** Whether the add-on's minor version is the cluster's own, as kube-proxy's is. */
  readonly followsCluster?: boolean;
  readonly owner: "aws" | "community";
}

/**
 * Managed and community add-ons. AWS lists exact builds by DescribeAddonVersions only, so versions are held to a form and a lower
 * bound, not to a list of builds.
 */
export const ADDONS: Catalogue<Readonly<Record<string, AddonFact>>> = {
  source: "https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html",
  asOf: "2026-11-23",
  entries: {
    "vpc-cni": { oldest: "v1.18.0", current: "v1.22.4-eksbuild.1", owner: "aws" },
    "kube-proxy": { oldest: "v1.28.0", current: "v1.35.0-eksbuild.2", followsCluster: true, owner: "aws" },
    coredns: { oldest: "v1.11.1", current: "v1.13.1-eksbuild.1", owner: "aws" },
    "eks-pod-identity-agent": { oldest: "v1.2.0", current: "v1.3.10-eksbuild.2", owner: "aws" },
    "aws-ebs-csi-driver": { oldest: "v1.30.0", current: "v1.64.0-eksbuild.1", owner: "aws" },
    "aws-efs-csi-driver": { oldest: "v2.0.0", current: "v2.1.15-eksbuild.1", owner: "aws" },
    "aws-mountpoint-s3-csi-driver": { oldest: "v1.5.0", current: "v2.2.2-eksbuild.1", owner: "aws" },
    "snapshot-controller": { oldest: "v7.0.0", current: "v8.3.0-eksbuild.1", owner: "aws" },
    "amazon-cloudwatch-observability": { oldest: "v1.5.0", current: "v4.7.0-eksbuild.1", owner: "aws" },
    "aws-guardduty-agent": { oldest: "v1.6.0", current: "v1.12.1-eksbuild.2", owner: "aws" },
    "eks-node-monitoring-agent": { oldest: "v1.0.0", current: "v1.4.2-eksbuild.1", owner: "aws" },
    "aws-secrets-store-csi-driver-provider": { oldest: "v1.0.0", current: "v2.1.1-eksbuild.1", owner: "aws" },
    "aws-network-flow-monitoring-agent": { oldest: "v1.0.0", current: "v1.1.0-eksbuild.1", owner: "aws" },
    adot: { oldest: "v0.90.0", current: "v0.131.0-eksbuild.1", owner: "aws" },
    "metrics-server": { oldest: "v0.7.2", current: "v0.8.1-eksbuild.1", owner: "community" },
    "kube-state-metrics": { oldest: "v2.15.0", current: "v2.17.0-eksbuild.1", owner: "community" },
    "prometheus-node-exporter": { oldest: "v1.9.0", current: "v1.10.2-eksbuild.1", owner: "community" },
    "cert-manager": { oldest: "v1.17.0", current: "v1.19.1-eksbuild.1", owner: "community" },
    "external-dns": { oldest: "v0.16.0", current: "v0.20.0-eksbuild.1", owner: "community" },
    "fluent-bit": { oldest: "v4.0.0", current: "v4.2.0-eksbuild.1", owner: "community" },
  },
};
