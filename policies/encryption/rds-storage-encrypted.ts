import { resourceRule } from "../kernel";
import { rds } from "../tokens";

export const rdsStorageEncrypted = resourceRule({
  name: "rds-storage-encrypted",
  title: "Databases are encrypted at rest.",
  why: "Storage encryption also covers snapshots, backups and replicas, and cannot be switched on later without a restore.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_16", "CKV_AWS_96"], fsbp: ["RDS.3", "RDS.27"], cis: ["2.2.1"], pci: ["3.5.1", "8.3.2"], gdpr: ["32(1)(a)"] },
  remediation: "Set storageEncrypted: true, on read replicas too.",
  examples: {
    compliant: 'new aws.rds.Instance("orders", { ...args, storageEncrypted: true });',
    violating: 'new aws.rds.Instance("orders", { ...args, storageEncrypted: false });',
  },
  types: [rds.instance, rds.cluster],
  check: (database) => database.value("storageEncrypted").must.equal(true),
});
