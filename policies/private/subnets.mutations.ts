import { describeCases } from "../testing/cases";
import { add, all, label, remove, set, unset, type Change } from "../testing/changes";
import { UNKNOWN, type Plan } from "../testing/plan";
import { ec2, eks, elasticache, kmsKey, rds } from "../tokens";
import { eksNodesPrivate } from "./eks-nodes-private";
import { privateSubnetNoIgwRoute } from "./private-subnet-no-igw-route";
import { rdsPrivateSubnets } from "./rds-private-subnets";
import { rdsVpcWiring } from "./rds-vpc-wiring";
import { redisPrivateSubnets } from "./redis-private-subnets";

const DATABASE = label(rds.instance, "database");
const DATABASE_GROUP = label(rds.subnetGroup, "database");
const REDIS = label(elasticache.replicationGroup, "cache");
const REDIS_GROUP = label(elasticache.subnetGroup, "cache");
const NODES = label(eks.nodeGroup, "nodes");
const CLUSTER = label(eks.cluster, "cluster-eksCluster");
const ISOLATED = "isolated-us-east-1a";

const tier = (plan: Plan, name: string) => ["a", "b", "c"].map((zone) => plan.get(ec2.subnet, `${name}-us-east-1${zone}`).id);
const subnetIds = (plan: Plan, ...names: readonly string[]) => names.map((name) => plan.get(ec2.subnet, name).id);

/** Exchanges the first subnet of a group for a public one of the same zone, so that no other rule sees a difference. */
const withPublic =
  (type: string, name: string, path: string, rest: string): Change =>
  (plan) =>
    plan.get(type, name).set(path, subnetIds(plan, "public-us-east-1a", `${rest}-us-east-1b`, `${rest}-us-east-1c`));

/** A subnet of its own zone whose route table no one can see through, to stand in for one of the groups' own. */
const withUnproven =
  (type: string, name: string, path: string, rest: string): Change =>
  (plan) => {
    const vpc = plan.get(ec2.vpc, "vpc");
    const subnet = plan.add(ec2.subnet, "odd", { vpcId: vpc.id, availabilityZone: "us-east-1a", tags: { Tier: "public" } });
    plan.add(ec2.routeTableAssociation, "odd", { subnetId: subnet.id, routeTableId: "rtb-0a" });
    plan.get(type, name).set(path, [subnet.id, ...subnetIds(plan, `${rest}-us-east-1b`, `${rest}-us-east-1c`)]);
  };

const addProxy: Change = (plan) => void plan.add(rds.proxy, "proxy", { engineFamily: "POSTGRESQL", requireTls: true, vpcSubnetIds: tier(plan, "isolated") });
const addServerless: Change = (plan) =>
  void plan.add(elasticache.serverlessCache, "burst", { engine: "valkey", kmsKeyId: plan.get(kmsKey, "data").out("arn"), userGroupId: "burst", snapshotRetentionLimit: 7, subnetIds: tier(plan, "isolated") });
const ownKey: Change = (plan) => plan.get(rds.instance, "replica").set("kmsKeyId", plan.get(kmsKey, "data").out("arn"));

/** A route out of an isolated subnet that nothing else uses, by a table of one's choice. */
const spare =
  (...changes: readonly Change[]): Change =>
  (plan) => {
    const vpc = plan.get(ec2.vpc, "vpc");
    const subnet = plan.add(ec2.subnet, "spare", { vpcId: vpc.id, availabilityZone: "us-east-1a", tags: { Tier: "private" } });
    const table = plan.add(ec2.routeTable, "spare", { vpcId: vpc.id });
    plan.add(ec2.routeTableAssociation, "spare", { subnetId: subnet.id, routeTableId: table.id });
    changes.forEach((change) => change(plan));
  };
const SPARE = [label(ec2.subnet, "spare")];
const FALLS_BACK = SPARE.map((on) => ({ rule: "subnet-explicit-route-table", on, because: "only a subnet without an association of its own obeys the main table" }));

const routeOut =
  (inputs: Record<string, string | typeof UNKNOWN> = { destinationCidrBlock: "0.0.0.0/0" }): Change =>
  (plan) => {
    plan.add(ec2.route, "out", { routeTableId: plan.get(ec2.routeTable, "spare").id, gatewayId: plan.get(ec2.internetGateway, "igw").id, ...inputs });
  };

describeCases("private subnets", [eksNodesPrivate, privateSubnetNoIgwRoute, rdsPrivateSubnets, rdsVpcWiring, redisPrivateSubnets], {
  "rds-private-subnets": [
    { state: "violating", when: "a public subnet", change: withPublic(rds.subnetGroup, "database", "subnetIds", "isolated"), fires: [DATABASE_GROUP], says: /subnetIds includes public-us-east-1a, which is public: its route table public-us-east-1a has a route to an internet gateway/ },
    { state: "unknown", when: "a subnet of an unseen route table", change: withUnproven(rds.subnetGroup, "database", "subnetIds", "isolated"), fires: [DATABASE_GROUP], says: /not proven private/ },
    { state: "violating", when: "a subnet that is not in the stack", change: (plan) => plan.get(rds.subnetGroup, "database").set("subnetIds", [...tier(plan, "isolated"), "subnet-0a"]), fires: [DATABASE_GROUP], says: /names 4 subnets, of which only 3/ },
    { state: "absent", when: "a group that is not in the stack", change: set(rds.instance, "database", "dbSubnetGroupName", "elsewhere"), fires: [DATABASE] },
    { state: "unknown", when: "a group known only later", change: set(rds.instance, "database", "dbSubnetGroupName", UNKNOWN), fires: [DATABASE] },
    { state: "violating", when: "a proxy in a public subnet", change: all(addProxy, withPublic(rds.proxy, "proxy", "vpcSubnetIds", "isolated")), fires: [label(rds.proxy, "proxy")], says: /vpcSubnetIds includes public-us-east-1a/ },
    { state: "compliant", when: "a proxy in isolated subnets", change: addProxy, fires: [] },
    { state: "compliant", when: "subnets with a way out through NAT", change: (plan) => plan.get(rds.subnetGroup, "database").set("subnetIds", tier(plan, "private")), fires: [] },
  ],
  "rds-vpc-wiring": [
    { state: "absent", when: "no subnet group", change: unset(rds.instance, "database", "dbSubnetGroupName"), fires: [DATABASE] },
    { state: "absent", when: "no security group", change: unset(rds.instance, "database", "vpcSecurityGroupIds"), fires: [DATABASE] },
    { state: "unknown", when: "security groups known only later", change: (plan) => plan.get(rds.instance, "database").set("vpcSecurityGroupIds", plan.get(ec2.securityGroup, "database").out("ids")), moments: ["preview"], fires: [] },
    { state: "absent", when: "a replica of another Region without subnet group", profiles: ["production"], change: all(ownKey, set(rds.instance, "replica", "replicateSourceDb", "arn:aws:rds:us-west-2:111122223333:db:database")), fires: [label(rds.instance, "replica")] },
    { state: "unknown", when: "a replica of what is known only later", profiles: ["production"], change: all(ownKey, set(rds.instance, "replica", "replicateSourceDb", UNKNOWN)), fires: [label(rds.instance, "replica")] },
    { state: "compliant", when: "a replica of another Region in a subnet group", profiles: ["production"], change: all(ownKey, set(rds.instance, "replica", "replicateSourceDb", "arn:aws:rds:us-west-2:111122223333:db:database"), (plan) => plan.get(rds.instance, "replica").set("dbSubnetGroupName", plan.get(rds.subnetGroup, "database").out("name"))), fires: [] },
    { state: "violating", when: "a replica without security group", profiles: ["production"], change: unset(rds.instance, "replica", "vpcSecurityGroupIds"), fires: [label(rds.instance, "replica")] },
  ],
  "redis-private-subnets": [
    { state: "violating", when: "a public subnet", change: withPublic(elasticache.subnetGroup, "cache", "subnetIds", "isolated"), fires: [REDIS_GROUP] },
    { state: "unknown", when: "a subnet of an unseen route table", change: withUnproven(elasticache.subnetGroup, "cache", "subnetIds", "isolated"), fires: [REDIS_GROUP] },
    { state: "violating", when: "subnets of two zones", change: (plan) => plan.get(elasticache.subnetGroup, "cache").set("subnetIds", tier(plan, "isolated").slice(1)), fires: { production: [REDIS_GROUP], development: [] } },
    { state: "violating", when: "subnets of one zone", change: (plan) => plan.get(elasticache.subnetGroup, "cache").set("subnetIds", tier(plan, "isolated").slice(2)), fires: [REDIS_GROUP] },
    { state: "violating", when: "a serverless cache in a public subnet", change: all(addServerless, withPublic(elasticache.serverlessCache, "burst", "subnetIds", "isolated")), fires: [label(elasticache.serverlessCache, "burst")], says: /subnetIds includes public-us-east-1a/ },
    { state: "absent", when: "a serverless cache without subnets", change: all(addServerless, unset(elasticache.serverlessCache, "burst", "subnetIds")), fires: [label(elasticache.serverlessCache, "burst")] },
    { state: "compliant", when: "a serverless cache in isolated subnets", change: addServerless, fires: [] },
    { state: "violating", when: "a group that is not in the stack", change: set(elasticache.replicationGroup, "cache", "subnetGroupName", "elsewhere"), fires: [REDIS] },
    { state: "absent", when: "no subnet group", change: unset(elasticache.replicationGroup, "cache", "subnetGroupName"), fires: [REDIS] },
  ],
  "eks-nodes-private": [
    { state: "violating", when: "nodes in a public subnet", change: withPublic(eks.nodeGroup, "nodes", "subnetIds", "private"), fires: [NODES] },
    { state: "violating", when: "the control plane in a public subnet", change: withPublic(eks.cluster, "cluster-eksCluster", "vpcConfig.subnetIds", "private"), fires: [CLUSTER], says: /vpcConfig\.subnetIds includes public-us-east-1a/ },
    { state: "unknown", when: "a subnet of an unseen route table", change: withUnproven(eks.nodeGroup, "nodes", "subnetIds", "private"), fires: [NODES] },
    { state: "absent", when: "a Fargate profile without subnets", change: add(eks.fargateProfile, "jobs", { clusterName: "kianax" }), fires: [label(eks.fargateProfile, "jobs")] },
    { state: "violating", when: "a default subnet", change: (plan) => {
      const subnet = plan.add(ec2.defaultSubnet, "default", { availabilityZone: "us-east-1a" });
      plan.get(eks.nodeGroup, "nodes").set("subnetIds", [...tier(plan, "private"), subnet.id]);
    }, fires: [NODES], alsoFires: [{ rule: "vpc-no-default-network", on: label(ec2.defaultSubnet, "default"), because: "a default subnet may not be adopted at all" }] },
  ],
  "private-subnet-no-igw-route": [
    { state: "violating", when: "a route to the internet gateway", change: spare(routeOut()), fires: SPARE, says: /is not declared public, but is public/ },
    { state: "violating", when: "such a route over IPv6", change: spare(routeOut({ destinationIpv6CidrBlock: "::/0" })), fires: SPARE },
    { state: "violating", when: "such a route to a part of the internet", change: spare(routeOut({ destinationCidrBlock: "8.0.0.0/8" })), fires: SPARE },
    { state: "violating", when: "an inline route", change: spare((plan) => plan.get(ec2.routeTable, "spare").set("routes", [{ cidrBlock: "0.0.0.0/0", gatewayId: plan.get(ec2.internetGateway, "igw").id }])), fires: SPARE },
    { state: "violating", when: "a gateway written as an id", change: spare(routeOut({ destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-0a" })), fires: SPARE },
    { state: "violating", when: "an inline gateway written as an id", change: spare(set(ec2.routeTable, "spare", "routes", [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-0a" }])), fires: SPARE },
    { state: "unknown", when: "a gateway known only later", change: spare(routeOut({ destinationCidrBlock: "0.0.0.0/0", gatewayId: UNKNOWN })), fires: SPARE, says: /not proven private/ },
    { state: "unknown", when: "inline routes known only later", change: spare(set(ec2.routeTable, "spare", "routes", UNKNOWN)), fires: SPARE },
    { state: "violating", when: "a public table", change: spare((plan) => plan.get(ec2.routeTableAssociation, "spare").set("routeTableId", plan.get(ec2.routeTable, "public-us-east-1a").id)), fires: SPARE },
    { state: "absent", when: "no association and a public main table", change: spare(remove(ec2.routeTableAssociation, "spare"), (plan) => {
      plan.add(ec2.mainRouteTableAssociation, "main", { vpcId: plan.get(ec2.vpc, "vpc").id, routeTableId: plan.get(ec2.routeTable, "public-us-east-1a").id });
    }), fires: SPARE, alsoFires: FALLS_BACK },
    { state: "absent", when: "no association and a default table with a route out", change: spare(remove(ec2.routeTableAssociation, "spare"), (plan) => {
      const [vpc, gateway] = [plan.get(ec2.vpc, "vpc"), plan.get(ec2.internetGateway, "igw")];
      plan.add(ec2.defaultRouteTable, "main", { defaultRouteTableId: vpc.out("defaultRouteTableId"), routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }] });
    }), fires: SPARE, alsoFires: FALLS_BACK },
    { state: "absent", when: "no association in a VPC that is not in the stack", change: add(ec2.subnet, "spare", { vpcId: "vpc-0a", availabilityZone: "us-east-1a" }), fires: SPARE, alsoFires: FALLS_BACK },
    { state: "compliant", when: "no association and a closed main table", change: spare(remove(ec2.routeTableAssociation, "spare")), fires: [], alsoFires: FALLS_BACK },
    { state: "compliant", when: "a subnet declared public", change: spare(routeOut(), set(ec2.subnet, "spare", "tags.Tier", "public")), fires: [] },
    { state: "violating", when: "an isolated subnet made public under a database", change: all((plan) => {
      plan.get(ec2.routeTableAssociation, ISOLATED).set("routeTableId", plan.get(ec2.routeTable, "private-us-east-1a").id);
    }, spare(routeOut())), fires: SPARE },
  ],
});
