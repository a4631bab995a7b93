import { farReplicasOf } from "../graph";
import { about, resourceRule } from "../kernel";
import { rds } from "../tokens";

export const rdsVpcWiring = resourceRule({
  name: "rds-vpc-wiring",
  title: "Databases name their subnet group and security groups.",
  why: "What a database leaves out, RDS takes from the default VPC: public subnets and a security group that everything in it shares.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { fsbp: ["RDS.18"], gdpr: ["5(1)(f)"] },
  remediation: "Set dbSubnetGroupName and vpcSecurityGroupIds.",
  examples: {
    compliant: 'new aws.rds.Instance("database", { dbSubnetGroupName: subnetGroup.name, vpcSecurityGroupIds: [group.id], … });',
    violating: 'new aws.rds.Instance("database", { engine: "postgres", … });   // the default VPC',
  },
  types: [rds.instance, rds.cluster],
  check: (database) => [
    // A replica in its source's Region lives in its source's subnet group.
    database.value("replicateSourceDb").present ? undefined : database.value("dbSubnetGroupName").must.bePresent(),
    database.value("vpcSecurityGroupIds").must.haveParts(),
  ],
  checkStack: (stack) => farReplicasOf(stack).map((replica) => about(replica, replica.value("dbSubnetGroupName").must.bePresent())),
});
