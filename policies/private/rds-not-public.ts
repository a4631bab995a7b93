import { resourceRule } from "../kernel";
import { rds } from "../tokens";

export const rdsNotPublic = resourceRule({
  name: "rds-not-public",
  title: "No database has a public address.",
  why: "A public address is one security-group mistake away from the internet.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_17"], fsbp: ["RDS.2"], cis: ["2.2.3"], pci: ["1.3.1", "1.4.2"], soc2: ["CC6.2"], gdpr: ["5(1)(f)", "25"] },
  remediation: "Leave publiclyAccessible out, or set it to false.",
  examples: {
    compliant: 'new aws.rds.Instance("database", { publiclyAccessible: false, … });',
    violating: 'new aws.rds.Instance("database", { publiclyAccessible: true, … });',
  },
  types: [rds.instance, rds.clusterInstance],
  // The provider's default is false.
  check: (database) => database.value("publiclyAccessible").must.notEqual(true),
});
