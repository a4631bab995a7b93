import { resourceRule } from "../kernel";
import { DATABASES } from "./databases";

export const rdsIamAuth = resourceRule({
  name: "rds-iam-auth",
  title: "Databases let people in by IAM.",
  why: "With IAM a person connects as themselves, for fifteen minutes, and leaves with the account, so nobody is handed a password.",
  severity: "low",
  levels: { production: "advisory", development: "advisory" },
  controls: { checkov: ["CKV_AWS_161", "CKV_AWS_162"], fsbp: ["RDS.10"], pci: ["7.2.1"], gdpr: ["32(1)(b)"] },
  remediation: "Set iamDatabaseAuthenticationEnabled: true.",
  examples: {
    compliant: 'new aws.rds.Instance("orders", { ...args, iamDatabaseAuthenticationEnabled: true });',
    violating: 'new aws.rds.Instance("orders", { ...args, iamDatabaseAuthenticationEnabled: false });',
  },
  types: [...DATABASES],
  check: (database) => database.value("iamDatabaseAuthenticationEnabled").must.equal(true),
});
