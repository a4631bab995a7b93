/**
 * Versions that EKS installs by default on Kubernetes 1.35 (`aws eks describe-addon-versions --kubernetes-version 1.35`).
 * Both profiles take the same ones: development has proved a version before production gets it through Git.
 */
export const ADDON_VERSIONS = {
  "vpc-cni": "v1.22.4-eksbuild.3",
  "kube-proxy": "v1.35.3-eksbuild.29",
  "eks-pod-identity-agent": "v1.3.10-eksbuild.3",
  coredns: "v1.13.2-eksbuild.31",
  "aws-ebs-csi-driver": "v1.64.0-eksbuild.1",
  "metrics-server": "v0.9.0-eksbuild.6",
} as const;
