import { on, stackRule, type StackResource } from "../kernel";
import { eks, kms, kmsKey, logGroup, rds, trail } from "../tokens";

/** What a key is for, by the resources that it flows into. */
const PURPOSES: readonly { readonly purpose: string; readonly types: readonly string[]; readonly property: string }[] = [
  { purpose: "database", types: [rds.instance, rds.cluster], property: "kmsKeyId" },
  { purpose: "cluster secrets", types: [eks.cluster], property: "encryptionConfig" },
  { purpose: "logs", types: [logGroup], property: "kmsKeyId" },
  { purpose: "audit trail", types: [trail], property: "kmsKeyId" },
];

export const kmsKeyPerPurpose = stackRule({
  name: "kms-key-per-purpose",
  title: "The database, the cluster's secrets, logs and the audit trail have a key each.",
  why: "With one key for all, who may decrypt a log may decrypt the database, and a key that must be disabled stops everything.",
  severity: "low",
  levels: { production: "advisory", development: "off" },
  controls: { pci: ["3.6.1"] },
  remediation: "Make a KMS key for each purpose.",
  examples: {
    compliant: `new aws.rds.Instance("database", { kmsKeyId: dataKey.arn }); new aws.cloudwatch.LogGroup("app", { kmsKeyId: logsKey.arn });`,
    violating: `new aws.rds.Instance("database", { kmsKeyId: key.arn }); new aws.cloudwatch.LogGroup("app", { kmsKeyId: key.arn });`,
  },
  check: (stack) =>
    stack.ofType(kmsKey, kms.replicaKey).map((key) => {
      const purposes = purposesOf(key);
      return purposes.length > 1 ? on(key, "purposes", `is one key for ${purposes.join(" and ")}`) : undefined;
    }),
});

function purposesOf(key: StackResource): string[] {
  return PURPOSES.filter(({ types, property }) => key.uses.some((use) => types.includes(use.resource.type) && use.property === property)).map(({ purpose }) => purpose);
}
