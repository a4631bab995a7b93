import type { Principal } from "./document";

/** Whether a trusted identity provider is that of an EKS cluster: its issuer is a host such as `oidc.eks.us-east-1.amazonaws.com`. */
export function isClusterIssuer({ kind, id }: Principal): boolean {
  return kind === "Federated" && id.includes(":oidc-provider/oidc.eks.");
}
