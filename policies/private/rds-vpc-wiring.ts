import { resourceRule } from "../kernel";
import { rds } from "../tokens";

export const rdsVpcWiring = resourceRule({
  name: "rds-vpc-wiring",
  title: "Databases name their subnet group and security groups.",
  why: "What a database leaves out, RDS takes from the default VPC: public subnets and a security group that everything in it shares.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { fsbp: ["RDS.18"] },
  remediation: "Set dbSubnetGroupName and vpcSecurityGroupIds.",
  types: [rds.instance, rds.cluster],
  check: (database) => [
    // A replica in its source's region lives in its source's subnet group.
    database.value("replicateSourceDb").present ? undefined : database.value("dbSubnetGroupName").must.bePresent(),
    database.value("vpcSecurityGroupIds").must.bePresent(),
  ],
});
