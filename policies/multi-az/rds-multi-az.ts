import { on, resourceRule, type Findings, type StackResource } from "../kernel";
import { rds } from "../tokens";

const MINIMUM_INSTANCES = 2;

export const rdsMultiAz = resourceRule({
  name: "rds-multi-az",
  title: "Databases survive the loss of an availability zone.",
  why: "Without a standby in another zone, the loss of one means a restore: an hour without orders instead of a minute.",
  severity: "high",
  levels: { production: "mandatory", development: "off" },
  controls: { checkov: ["CKV_AWS_157"], fsbp: ["RDS.5", "RDS.15"], cis: ["2.2.4"], gdpr: ["32(1)(b)", "32(1)(c)"] },
  remediation: "Set multiAz: true, or give an Aurora cluster two instances in different zones.",
  examples: {
    compliant: 'new aws.rds.Instance("database", { multiAz: true, … });',
    violating: 'new aws.rds.Instance("database", { … });   // one zone, the default',
  },
  types: [rds.instance],
  // A read replica adds capacity, not availability: the standby is its source's.
  check: (database) => (database.value("replicateSourceDb").present ? undefined : database.value("multiAz").must.equal(true)),
  checkStack: (stack) => stack.ofType(rds.cluster).map(checkCluster),
});

function checkCluster(cluster: StackResource): Findings {
  // A Multi-AZ DB cluster names its instance class and has two standbys by itself.
  if (cluster.value("dbClusterInstanceClass").present) {
    return undefined;
  }
  const instances = cluster.uses
    .filter(({ resource, property }) => resource.type === rds.clusterInstance && property === "clusterIdentifier")
    .map(({ resource }) => resource);
  if (instances.length < MINIMUM_INSTANCES) {
    return on(cluster, "instances", `has ${instances.length} instances, and must have at least ${MINIMUM_INSTANCES}`);
  }
  // Where no zone is asked for, Aurora spreads its instances.
  const zones = instances.map((instance) => instance.value("availabilityZone"));
  const pinned = zones.every(({ present }) => present);
  return pinned && new Set(zones.map(({ text }) => text)).size < MINIMUM_INSTANCES
    ? on(cluster, "instances", "has all its instances in one availability zone, or in zones that are not known at preview")
    : undefined;
}
