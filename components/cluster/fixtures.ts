/** Clusters as tests make them. */
import { productionKeys, productionNetwork } from "../network/fixtures";
import { withMocks, type Plan } from "../testing";
import type { KianaxClusterArgs, NodeGroup } from "./arguments";
import { KianaxCluster } from "./cluster";

export const NODES: NodeGroup = {
  instanceTypes: ["t3.large"],
  capacityType: "ON_DEMAND",
  amiType: "AL2023_x86_64_STANDARD",
  minSize: 3,
  maxSize: 10,
  desiredSize: 3,
  diskGiB: 50,
};

export type Settings = Omit<KianaxClusterArgs, "network" | "keys">;

export const SETTINGS: Settings = {
  environment: "production",
  version: "1.35",
  publicAccessCidrs: [],
  logTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
  logRetentionDays: 365,
  nodeGroups: { general: NODES },
  addons: {
    "vpc-cni": "v1.22.4-eksbuild.3",
    "kube-proxy": "v1.35.3-eksbuild.29",
    "eks-pod-identity-agent": "v1.3.10-eksbuild.3",
    coredns: "v1.13.2-eksbuild.31",
    "aws-ebs-csi-driver": "v1.64.0-eksbuild.1",
    "metrics-server": "v0.9.0-eksbuild.6",
  },
  administrators: { platform: "arn:aws:iam::111122223333:role/platform" },
  deletionProtection: true,
  today: new Date("2026-11-23T12:00:00Z"),
};

/** Keys and network for a cluster to stand in; only inside a mocked engine. */
export function surroundings(): Pick<KianaxClusterArgs, "keys" | "network"> {
  const keys = productionKeys();
  return { keys, network: productionNetwork({ keys }) };
}

/** What a cluster of production registers, with other settings where a test wants them. */
export async function planned(changes: Partial<Settings> = {}, preview = false): Promise<{ plan: Plan; result: KianaxCluster }> {
  return withMocks(() => new KianaxCluster("production", { ...surroundings(), ...SETTINGS, ...changes }), { preview });
}
