import type { AmiType } from "./arguments";

/**
 * Pods on a node. Prefix delegation gives a node addresses for more, but kubelet is told the lower figure of the time before it;
 * 110 is the most that Kubernetes recommends and EKS allows below 30 processors.
 * https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html
 */
export const MOST_PODS = 110;

const NODE_CONFIG = `MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="NODE"

--NODE
Content-Type: application/node.eks.aws

apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  kubelet:
    config:
      maxPods: ${MOST_PODS}

--NODE--
`;

const BOTTLEROCKET_SETTINGS = `[settings.kubernetes]
max-pods = ${MOST_PODS}
`;

/** What EKS merges into the configuration that it gives a node itself, base64-encoded. */
export function nodeUserData(amiType: AmiType): string {
  return Buffer.from(isBottlerocket(amiType) ? BOTTLEROCKET_SETTINGS : NODE_CONFIG).toString("base64");
}

/** Bottlerocket keeps itself on a small first volume, and containers on a second one. */
export function dataDevice(amiType: AmiType): string {
  return isBottlerocket(amiType) ? "/dev/xvdb" : "/dev/xvda";
}

/** Devices that hold an operating system alone. */
export function systemDevices(amiType: AmiType): string[] {
  return isBottlerocket(amiType) ? ["/dev/xvda"] : [];
}

function isBottlerocket(amiType: AmiType): boolean {
  return amiType.startsWith("BOTTLEROCKET");
}
