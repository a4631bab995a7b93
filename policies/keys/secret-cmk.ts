import { resourceRule } from "../kernel";
import { secretsmanager } from "../tokens";

export const secretCmk = resourceRule({
  name: "secret-cmk",
  title: "Secrets are encrypted with a key of this account.",
  why: "With a customer managed key, reading a secret takes a right on the key as well as on the secret.",
  severity: "medium",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV_AWS_149"], pci: ["8.3.2"], gdpr: ["32(1)(a)"] },
  remediation: "Set kmsKeyId on the secret and on each of its replicas.",
  examples: {
    compliant: `new aws.secretsmanager.Secret("token", { kmsKeyId: key.arn });`,
    violating: `new aws.secretsmanager.Secret("token", { name: "token" });`,
  },
  types: [secretsmanager.secret],
  check: (secret) => [secret.value("kmsKeyId").must.bePresent(), secret.list("replicas").each((replica) => replica.value("kmsKeyId").must.bePresent())],
});
