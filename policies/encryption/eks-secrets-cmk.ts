import { resourceRule } from "../kernel";
import { eks } from "../tokens";

export const eksSecretsCmk = resourceRule({
  name: "eks-secrets-cmk",
  title: "Kubernetes secrets are enveloped with a key of this account.",
  why: "With a key of its own, reading etcd or its backup is not enough to read a secret. It cannot be taken off or swapped later.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_58"], fsbp: ["EKS.3"], eksCis: ["5.3.1"], pci: ["3.5.1", "8.3.2"], gdpr: ["32(1)(a)"] },
  remediation: 'Set encryptionConfig to { resources: ["secrets"], provider: { keyArn } }, or encryptionConfigKeyArn of eks.Cluster.',
  examples: {
    compliant: 'new aws.eks.Cluster("platform", { ...args, encryptionConfig: { resources: ["secrets"], provider: { keyArn: key.arn } } });',
    violating: 'new aws.eks.Cluster("platform", { ...args, encryptionConfig: undefined });',
  },
  types: [eks.cluster],
  check: (cluster) => [
    cluster.value("encryptionConfig.resources").must.include("secrets"),
    cluster.value("encryptionConfig.provider.keyArn").must.bePresent(),
  ],
});
