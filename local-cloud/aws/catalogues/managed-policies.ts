import { ManagedPolicy } from "@pulumi/aws/types/enums/iam";
import type { Catalogue } from "./catalogue";

/** Policies younger than the SDK's list. */
const NEWER = [
  "AmazonEBSCSIDriverEKSClusterScopedPolicy", "AmazonEBSCSIDriverPolicyV2", "AmazonEC2ContainerRegistryPullOnly", "AmazonEKSBlockStoragePolicy", "AmazonEKSBlockStoragePolicyV2",
  "AmazonEKSComputePolicy", "AmazonEKSLoadBalancingPolicy", "AmazonEKSNetworkingPolicy", "AmazonEKSWorkerNodeMinimalPolicy",
  "AmazonEKSDashboardConsoleReadOnly", "service-role/AmazonEFSCSIDriverPolicy",
  "service-role/AmazonS3FilesCSIDriverPolicy", "AmazonEC2ContainerRegistryPowerUser", "AmazonEC2ContainerRegistryFullAccess",
];

/** AWS managed policies, by path and name after `policy/`. */
export const MANAGED_POLICIES: Catalogue<ReadonlySet<string>> = {
  source: "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html",
  asOf: "2026-11-23",
  entries: new Set([...Object.values(ManagedPolicy).map((arn) => arn.replace(/^arn:aws:iam::aws:policy\//, "")), ...NEWER]),
};

/** EKS access policies, which live in EKS rather than in IAM. */
export const ACCESS_POLICIES: Catalogue<ReadonlySet<string>> = {
  source: "https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html",
  asOf: "2026-11-23",
  entries: new Set([
    "AmazonEKSAdminPolicy", "AmazonEKSClusterAdminPolicy", "AmazonEKSAdminViewPolicy", "AmazonEKSEditPolicy", "AmazonEKSViewPolicy",
    "AmazonEKSSecretReaderPolicy", "AmazonEKSAutoNodePolicy", "AmazonEKSBlockStoragePolicy", "AmazonEKSLoadBalancingPolicy",
    "AmazonEKSNetworkingPolicy", "AmazonEKSComputePolicy", "AmazonEKSClusterInsightsPolicy", "AmazonEKSHybridPolicy",
  ]),
};
