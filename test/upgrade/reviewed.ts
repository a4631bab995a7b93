/**
 * What an upgrade from a released version may replace or delete, each with the reason why nothing is lost. Nothing of the
 * replacement ledger can be allowed here.
 */
export interface Reviewed {
  /** Released versions that it concerns. */
  readonly from: readonly string[];
  /** Both stacks, or the one. */
  readonly stack?: string;
  readonly type: string;
  /** Logical name; `{stack}` stands for the stack's. */
  readonly name: string;
  readonly reason: string;
}

export const REVIEWED: readonly Reviewed[] = [
  {
    from: ["0.1.0"],
    type: "aws:secretsmanager/secretVersion:SecretVersion",
    name: "{stack}-redis",
    reason:
      "The secret holds the same token with further fields, such as the complete URL. A version of a secret is never changed, only followed by another one; clients that read the former fields find them.",
  },
  {
    from: ["0.1.0"],
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    name: "{stack}-ebs-csi-AmazonEBSCSIDriverPolicy",
    reason: "The EBS CSI driver has AWS's policy that is limited to volumes of its own cluster, which its add-on has always tagged; the new one is attached before the old one goes.",
  },
];
