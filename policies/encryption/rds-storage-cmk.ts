import { farReplicasOf } from "../graph";
import { about, resourceRule } from "../kernel";
import { rds } from "../tokens";

export const rdsStorageCmk = resourceRule({
  name: "rds-storage-cmk",
  title: "Databases are encrypted with a key of this account.",
  why: "Only a customer managed key can be shared with a recovery region, restricted by policy and revoked.",
  severity: "medium",
  levels: { production: "mandatory", development: "advisory" },
  controls: { checkov: ["CKV_AWS_327"], gdpr: ["32(1)(a)"] },
  remediation: "Set kmsKeyId to the ARN of a KMS key, such as KianaxKeys' data key.",
  examples: {
    compliant: 'new aws.rds.Instance("orders", { ...args, storageEncrypted: true, kmsKeyId: key.arn });',
    violating: 'new aws.rds.Instance("orders", { ...args, storageEncrypted: true });',
  },
  types: [rds.instance, rds.cluster],
  // A replica in its source's Region inherits the source's key, and AWS refuses one of its own.
  check: (database) => (database.value("replicateSourceDb").present ? undefined : database.value("kmsKeyId").must.bePresent()),
  checkStack: (stack) => farReplicasOf(stack).map((replica) => about(replica, replica.value("kmsKeyId").must.bePresent())),
});
