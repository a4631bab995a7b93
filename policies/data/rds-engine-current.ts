import { count, resourceRule, type Findings, type Resource } from "../kernel";
import { rds } from "../tokens";
import { DATABASES, isReplica, mayBePostgres } from "./databases";

/** The certificate authorities of RDS that have not expired. RDS's own default is one of them. */
const AUTHORITIES = ["rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1"] as const;

export const rdsEngineCurrent = resourceRule({
  name: "rds-engine-current",
  title: "Databases run a version that gets fixes, and take them.",
  why: "A major version past its end gets no security fix, and AWS bills extended support; without minor upgrades known holes stay open.",
  severity: "medium",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_226", "CKV_AWS_211", "CKV_AWS_250"], fsbp: ["RDS.13"], cis: ["2.2.2"], pci: ["6.3.3"] },
  remediation:
    "Set engineVersion to a literal such as \"16\", at least the configured minimum; leave autoMinorVersionUpgrade on; use rds-ca-rsa2048-g1, rds-ca-rsa4096-g1 or rds-ca-ecc384-g1.",
  examples: {
    compliant: 'new aws.rds.Instance("orders", { ...args, engine: "postgres", engineVersion: "16", autoMinorVersionUpgrade: true, caCertIdentifier: "rds-ca-rsa2048-g1" });',
    violating: 'new aws.rds.Instance("orders", { ...args, engine: "postgres", engineVersion: "11", autoMinorVersionUpgrade: false });',
  },
  settings: { minimumPostgres: count("Lowest major version of PostgreSQL.", 14, { production: 15, development: 15 }) },
  types: DATABASES,
  check: (database, { minimumPostgres }) => {
    const authority = database.value(database.type === rds.cluster ? "caCertificateIdentifier" : "caCertIdentifier");
    return [
      // A replica runs its source's version.
      isReplica(database) ? undefined : version(database, minimumPostgres),
      // The default is true.
      database.value("autoMinorVersionUpgrade").must.notEqual(false),
      authority.exists ? authority.must.oneOf(AUTHORITIES) : undefined,
    ];
  },
});

function version(database: Resource, minimum: number): Findings {
  const { written, path, must } = database.value("engineVersion");
  if (written === undefined || !mayBePostgres(database)) {
    return must.beLiteral();
  }
  return parseInt(written, 10) >= minimum ? undefined : { id: path, message: `${path} is "${written}", and must be at least ${minimum}` };
}
