import { count, flag, resourceRule } from "../kernel";
import { DATABASES, isReplica } from "./databases";

export const rdsBackups = resourceRule({
  name: "rds-backups",
  title: "Databases are backed up every day, and backups are kept long enough.",
  why: "A mistake in the data is often found days later, and only a backup from before it brings the orders back.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_133"], fsbp: ["RDS.11"], pci: ["10.3.3"], soc2: ["CC7.4"], gdpr: ["32(1)(b)", "32(1)(c)"] },
  remediation: "Set backupRetentionPeriod to at least 14 in production and 1 in development, and in production deleteAutomatedBackups: false.",
  examples: {
    compliant: 'new aws.rds.Instance("orders", { ...args, backupRetentionPeriod: 14, deleteAutomatedBackups: false });',
    violating: 'new aws.rds.Instance("orders", { ...args, backupRetentionPeriod: 0 });',
  },
  settings: {
    minimumDays: count("Days for which automated backups are kept.", 1, { production: 14, development: 1 }),
    outliveDatabase: flag("Whether backups must stay when the database is deleted.", { production: true, development: false }),
  },
  types: [...DATABASES],
  // What a replica holds is its source's, and is backed up there.
  check: (database, { minimumDays, outliveDatabase }) =>
    isReplica(database)
      ? undefined
      : [
          database.value("backupRetentionPeriod").must.atLeast(minimumDays),
          // AWS's default is to delete them.
          outliveDatabase ? database.value("deleteAutomatedBackups").must.equal(false) : undefined,
        ],
});
