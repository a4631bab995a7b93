import type { Properties } from "../../../provider/values";
import type { RuleCase } from "../../testing/rule-case";
import type { World } from "../../testing/world";
import { T } from "../../tokens";

const WRITER: Properties = { identifier: "writer", engine: "postgres", engineVersion: "16.11", instanceClass: "db.t3.medium", username: "kianax", allocatedStorage: 100, dbSubnetGroupName: "db" };

function database(w: World): void {
  w.cloud.put(T.dbInstance, "writer", WRITER);
  w.cloud.put(T.dbInstance, "replica", { identifier: "replica", replicateSourceDb: "writer", engine: "postgres", dbSubnetGroupName: "db" });
  w.cloud.put(T.dbProxy, "here", { name: "here", engineFamily: "POSTGRESQL", vpcSubnetIds: [w.subnetA.id, w.subnetB.id] });
  w.cloud.put(T.dbProxy, "there", { name: "there", engineFamily: "MYSQL", vpcSubnetIds: [w.strange.id] });
  w.cloud.put(T.dbProxy, "taken", { name: "taken", engineFamily: "POSTGRESQL", vpcSubnetIds: [w.subnetA.id] });
  w.cloud.put(T.dbProxyTarget, "target", { dbProxyName: "taken", targetGroupName: "default", dbInstanceIdentifier: "writer" });
}

export const proxyCases: readonly RuleCase[] = [
  { rule: "rds-proxy-login", type: T.dbProxy, good: () => ({ engineFamily: "POSTGRESQL", auths: [{ secretArn: "arn", clientPasswordAuthType: "POSTGRES_SCRAM_SHA_256" }] }), bad: () => ({ engineFamily: "POSTGRESQL", auths: [{ secretArn: "arn", clientPasswordAuthType: "MYSQL_NATIVE_PASSWORD" }] }), says: [
      "auths: InvalidParameterValue: clients of POSTGRESQL cannot log in by MYSQL_NATIVE_PASSWORD; correct clientPasswordAuthType."
    ] },
  { rule: "rds-proxy-login", type: T.dbProxy, good: () => ({ engineFamily: "POSTGRESQL", defaultAuthScheme: "IAM_AUTH" }), bad: () => ({ engineFamily: "POSTGRESQL" }), says: [
      "auths: InvalidParameterValue: a proxy without a default way to log in needs a secret; give auths."
    ] },
  {
    rule: "rds-proxy-network", type: T.dbProxy,
    good: (w) => ({ vpcSubnetIds: [w.subnetA.id, w.subnetB.id], vpcSecurityGroupIds: [w.group.id] }),
    bad: (w) => ({ vpcSubnetIds: [w.subnetA.id, w.subnetA2.id], vpcSecurityGroupIds: [w.otherGroup.id] }), says: [
      "vpcSubnetIds: InvalidSubnet: a proxy needs subnets in two Availability Zones or more, and these are in us-east-1a; add one.",
      "vpcSecurityGroupIds: InvalidParameterValue: the security group <other-group> is not of the proxy's VPC <vpc>."
    ],
  },
  { rule: "rds-proxy-network", type: T.dbProxy, good: (w) => ({ vpcSubnetIds: [w.subnetA.id, w.subnetB.id] }), bad: (w) => ({ vpcSubnetIds: [w.subnetB.id, w.strange.id] }), says: [
      "vpcSubnetIds: InvalidSubnet: all subnets must belong to the same VPC, and these are of <vpc> and <other-vpc>."
    ] },
  { rule: "rds-proxy-idle-share", type: T.dbProxyTargetGroup, good: () => ({ connectionPoolConfig: { maxIdleConnectionsPercent: 100 } }), bad: () => ({ connectionPoolConfig: { maxConnectionsPercent: 50, maxIdleConnectionsPercent: 60 } }), says: [
      "connectionPoolConfig: InvalidParameterValue: 60 percent of idle connections are more than the 50 percent that the proxy may open; lower maxIdleConnectionsPercent."
    ] },
  { rule: "rds-proxy-target", type: T.dbProxyTarget, given: database, good: () => ({ dbProxyName: "here", dbInstanceIdentifier: "writer" }), bad: () => ({ dbProxyName: "here", dbInstanceIdentifier: "replica" }), says: [
      "dbInstanceIdentifier: InvalidParameterValue: replica is a read replica, and a proxy serves the writer only; name that."
    ] },
  { rule: "rds-proxy-target", type: T.dbProxyTarget, given: database, good: () => ({ dbProxyName: "nobody", dbInstanceIdentifier: "writer" }), bad: () => ({ dbProxyName: "there", dbInstanceIdentifier: "writer" }), says: [
      "dbInstanceIdentifier: InvalidParameterValue: a proxy of the engine family MYSQL does not serve postgres.",
      "dbInstanceIdentifier: InvalidParameterValue: writer is in <vpc>, and the proxy in <other-vpc>; both have to be in one VPC."
    ] },
  { rule: "rds-proxy-target", type: T.dbProxyTarget, given: database, good: () => ({ dbProxyName: "here", dbInstanceIdentifier: "writer" }), bad: () => ({ dbProxyName: "taken", dbInstanceIdentifier: "writer" }), says: [
      "dbInstanceIdentifier: DBProxyTargetAlreadyRegisteredFault: the proxy has its instance already; one is all that it takes."
    ] },
];
