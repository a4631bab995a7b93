import { mustSpanZones, placesIn, subnetsIn } from "../graph";
import { count, stackRule } from "../kernel";
import { rds } from "../tokens";

export const rdsSubnetGroupAzs = stackRule({
  name: "rds-subnet-group-azs",
  title: "Database subnet groups span several availability zones.",
  why: "RDS can only place a standby, or a database moved by hand, where its subnet group has a subnet.",
  severity: "medium",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { gdpr: ["32(1)(b)"] },
  remediation: "Fill subnetIds with one isolated subnet of each zone, with literal availabilityZone.",
  examples: {
    compliant: 'new aws.rds.SubnetGroup("database", { subnetIds: network.isolatedSubnetIds });   // one in each zone',
    violating: 'new aws.rds.SubnetGroup("database", { subnetIds: [subnetA1.id, subnetA2.id] });   // both in us-east-1a',
  },
  settings: { minimumZones: count("Zones that a subnet group spans. RDS itself asks for two.", 2, { production: 3, development: 2 }) },
  check: (stack, { minimumZones }) =>
    stack
      .ofType(rds.subnetGroup)
      .map((group) => mustSpanZones(group, "subnetIds", "its subnets", subnetsIn(group, "subnetIds"), minimumZones, placesIn(group, "subnetIds"))),
});
