import { resourceRule } from "../kernel";
import { DATABASES } from "./databases";

export const rdsDeletionProtection = resourceRule({
  name: "rds-deletion-protection",
  title: "Databases refuse to be deleted.",
  why: "Deletion protection holds against the console, other tools and a replacement nobody noticed in a plan, and not only against Pulumi.",
  severity: "high",
  levels: { production: "mandatory", development: "off" },
  guardsDeletion: true,
  controls: { checkov: ["CKV_AWS_293", "CKV_AWS_139"], fsbp: ["RDS.8", "RDS.7"], soc2: ["C1.1"], gdpr: ["32(1)(b)"] },
  remediation: "Set deletionProtection: true, on read replicas too.",
  examples: {
    compliant: 'new aws.rds.Instance("orders", { ...args, deletionProtection: true });',
    violating: 'new aws.rds.Instance("orders", { ...args, deletionProtection: false });',
  },
  types: [...DATABASES],
  check: (database) => database.value("deletionProtection").must.equal(true),
});
