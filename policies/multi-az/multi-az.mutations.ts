import { describeCases } from "../testing/cases";
import { all, label, remove, set, unset, type Change } from "../testing/changes";
import { auroraInputs } from "../testing/golden/data";
import { ENDPOINT_POLICY } from "../testing/golden/network-guards";
import { json, UNKNOWN, type Input, type Inputs, type Plan } from "../testing/plan";
import { ec2, eks, elasticache, flowLog, rds } from "../tokens";
import { multiAzRules } from "./index";

const DATABASE = label(rds.instance, "database");
const REDIS = label(elasticache.replicationGroup, "cache");
const CLUSTER = label(eks.cluster, "cluster-eksCluster");
const GROUP = label(rds.subnetGroup, "database");
const PRIVATE_A = label(ec2.subnet, "private-us-east-1a");
const NAT_A = "nat-us-east-1a";
const ROUTE_A = "private-us-east-1a";

const onDatabase = (path: string, value: Parameters<typeof set>[3]): Change => set(rds.instance, "database", path, value);
const onRedis = (path: string, value: Parameters<typeof set>[3]): Change => set(elasticache.replicationGroup, "cache", path, value);

/** A second network whose private tier has these zones, so that one rule on zones can be tried without the others. */
const secondVpc =
  (...zones: readonly (string | typeof UNKNOWN)[]): Change =>
  (plan) => {
    const vpc = plan.add(ec2.vpc, "second", { cidrBlock: "10.1.0.0/16" });
    plan.add(ec2.defaultSecurityGroup, "second", { vpcId: vpc.id });
    plan.add(flowLog, "second", { vpcId: vpc.id, trafficType: "ALL", logDestination: "arn:aws:s3:::flow-logs" });
    plan.add(ec2.vpcEndpoint, "second", { vpcId: vpc.id, serviceName: "com.amazonaws.us-east-1.s3", policy: ENDPOINT_POLICY });
    zones.forEach((zone, index) => {
      const subnet = plan.add(ec2.subnet, `second-${index}`, { vpcId: vpc.id, availabilityZone: zone, cidrBlock: `10.1.${index}.0/24` });
      const table = plan.add(ec2.routeTable, `second-${index}`, { vpcId: vpc.id });
      plan.add(ec2.routeTableAssociation, `second-${index}`, { subnetId: subnet.id, routeTableId: table.id });
    });
  };

const subnets = (plan: Plan, tier: string, ...zones: readonly string[]) => zones.map((zone) => plan.get(ec2.subnet, `${tier}-us-east-1${zone}`).id);

/** A text that is made of several ids: what flows into it are all of them. */
const oneOf = (ids: readonly Input[]): Input => json(ids);

const narrowGroup =
  (...zones: readonly string[]): Change =>
  (plan) =>
    plan.get(rds.subnetGroup, "database").set("subnetIds", subnets(plan, "isolated", ...zones));

const narrowNodes =
  (...zones: readonly string[]): Change =>
  (plan) =>
    plan.get(eks.nodeGroup, "nodes").set("subnetIds", subnets(plan, "private", ...zones));

/** One node group for each zone instead of one over all. */
const zonalGroups: Change = (plan) => {
  const { inputs } = plan.get(eks.nodeGroup, "nodes");
  plan.remove(eks.nodeGroup, "nodes");
  for (const zone of ["a", "b", "c"]) {
    plan.add(eks.nodeGroup, `nodes-${zone}`, { ...inputs, subnetIds: subnets(plan, "private", zone), scalingConfig: { minSize: 1, maxSize: 4 } });
  }
};

const natRoute =
  (gateway: string): Change =>
  (plan) =>
    plan.get(ec2.route, ROUTE_A).set("natGatewayId", plan.get(ec2.natGateway, gateway).id);

const aurora =
  (...instances: readonly Inputs[]): Change =>
  (plan) => {
    const cluster = plan.add(rds.cluster, "aurora", auroraInputs(plan));
    instances.forEach((inputs, index) => plan.add(rds.clusterInstance, `aurora-${index}`, { clusterIdentifier: cluster.id, ...inputs }));
  };
const AURORA = [label(rds.cluster, "aurora")];

describeCases("Multi-AZ", multiAzRules, {
  "rds-multi-az": [
    { state: "violating", when: "a single-AZ database", change: onDatabase("multiAz", false), fires: [DATABASE], says: /multiAz is false, and must be true/ },
    { state: "unknown", when: "a standby known only later", change: onDatabase("multiAz", UNKNOWN), fires: [DATABASE] },
    { state: "unknown", when: "a standby known only later, beside a key known only later", change: all(onDatabase("multiAz", false), onDatabase("kmsKeyId", UNKNOWN)), fires: [DATABASE] },
    { state: "absent", when: "a standby left out", change: unset(rds.instance, "database", "multiAz"), fires: [DATABASE] },
    { state: "violating", when: "an Aurora cluster of one instance", change: aurora({}), fires: AURORA, says: /has 1 instances/ },
    { state: "violating", when: "an Aurora cluster in one zone", change: aurora({ availabilityZone: "us-east-1a" }, { availabilityZone: "us-east-1a" }), fires: AURORA },
    { state: "unknown", when: "an Aurora cluster in zones known only later", change: aurora({ availabilityZone: UNKNOWN }, { availabilityZone: UNKNOWN }), fires: AURORA },
    { state: "compliant", when: "an Aurora cluster that AWS spreads", change: aurora({}, {}), fires: [] },
    { state: "compliant", when: "an Aurora cluster in two zones", change: aurora({ availabilityZone: "us-east-1a" }, { availabilityZone: "us-east-1b" }), fires: [] },
    { state: "compliant", when: "a Multi-AZ cluster, which has its standbys by itself", change: all(aurora(), set(rds.cluster, "aurora", "dbClusterInstanceClass", "db.m5d.large")), fires: [] },
  ],
  "redis-multi-az": [
    { state: "violating", when: "Multi-AZ off", change: onRedis("multiAzEnabled", false), fires: [REDIS] },
    { state: "violating", when: "no failover", change: onRedis("automaticFailoverEnabled", false), fires: [REDIS] },
    { state: "violating", when: "shards without replica", change: onRedis("replicasPerNodeGroup", 0), fires: [REDIS], says: /replicasPerNodeGroup is 0, and must be at least 1/ },
    { state: "violating", when: "a single node", change: onRedis("numCacheClusters", 1), fires: [REDIS] },
    { state: "unknown", when: "Multi-AZ known only later", change: onRedis("multiAzEnabled", UNKNOWN), fires: [REDIS] },
    { state: "unknown", when: "failover known only later", change: onRedis("automaticFailoverEnabled", UNKNOWN), fires: [REDIS] },
    { state: "unknown", when: "replicas known only later", change: onRedis("replicasPerNodeGroup", UNKNOWN), fires: [REDIS] },
    { state: "absent", when: "Multi-AZ left out", change: unset(elasticache.replicationGroup, "cache", "multiAzEnabled"), fires: [REDIS] },
    { state: "absent", when: "failover left out", change: unset(elasticache.replicationGroup, "cache", "automaticFailoverEnabled"), fires: [REDIS] },
    { state: "absent", when: "replicas left out", change: unset(elasticache.replicationGroup, "cache", "replicasPerNodeGroup"), fires: [REDIS] },
    { state: "compliant", when: "two nodes without shards", profiles: ["production"], change: onRedis("numCacheClusters", 2), fires: [] },
  ],
  "eks-nodes-multi-az": [
    { state: "violating", when: "nodes in one zone", change: narrowNodes("a"), fires: [CLUSTER], says: /must span at least \d availability zones, but lie in 1 \(us-east-1a\)/ },
    { state: "violating", when: "nodes in two zones", change: narrowNodes("a", "b"), fires: { production: [CLUSTER], development: [] } },
    { state: "violating", when: "two nodes", change: set(eks.nodeGroup, "nodes", "scalingConfig.minSize", 2), fires: { production: [CLUSTER], development: [] }, says: /adds up to 2, and must be at least 3/ },
    { state: "violating", when: "no nodes kept", change: set(eks.nodeGroup, "nodes", "scalingConfig.minSize", 0), fires: [CLUSTER] },
    { state: "unknown", when: "a size known only later", change: set(eks.nodeGroup, "nodes", "scalingConfig.minSize", UNKNOWN), fires: [CLUSTER] },
    { state: "absent", when: "no size", change: unset(eks.nodeGroup, "nodes", "scalingConfig"), fires: [CLUSTER] },
    { state: "compliant", when: "one node group in each zone", change: zonalGroups, fires: [] },
    { state: "compliant", when: "no node groups, as on Fargate", change: remove(eks.nodeGroup, "nodes"), fires: [] },
  ],
  "rds-subnet-group-azs": [
    { state: "violating", when: "subnets of one zone", change: narrowGroup("a"), fires: [GROUP] },
    { state: "violating", when: "one subnet out of three", change: (plan) => plan.get(rds.subnetGroup, "database").set("subnetIds", [oneOf(subnets(plan, "isolated", "a", "b", "c"))]), fires: [GROUP], says: /holds only 1 of them/ },
    { state: "violating", when: "subnets of two zones", change: narrowGroup("a", "b"), fires: { production: [GROUP], development: [] } },
    {
      state: "unknown",
      when: "a zone known only later",
      change: all(secondVpc("us-east-1a", "us-east-1b", "us-east-1c", UNKNOWN), (plan) =>
        plan.get(rds.subnetGroup, "database").set("subnetIds", [0, 3].map((index) => plan.get(ec2.subnet, `second-${index}`).id)),
      ),
      fires: [GROUP],
      says: /availabilityZone of second-3 is not known at preview/,
    },
    {
      state: "absent",
      when: "a zone left to AWS",
      change: all(secondVpc("us-east-1a", "us-east-1b", "us-east-1c", UNKNOWN), unset(ec2.subnet, "second-3", "availabilityZone"), (plan) =>
        plan.get(rds.subnetGroup, "database").set("subnetIds", [0, 3].map((index) => plan.get(ec2.subnet, `second-${index}`).id)),
      ),
      fires: [GROUP],
    },
  ],
  "vpc-spans-azs": [
    { state: "violating", when: "private subnets in one zone", change: secondVpc("us-east-1a", "us-east-1a", "us-east-1a"), fires: [label(ec2.vpc, "second")] },
    { state: "violating", when: "private subnets in two zones", change: secondVpc("us-east-1a", "us-east-1b"), fires: { production: [label(ec2.vpc, "second")], development: [] } },
    { state: "unknown", when: "zones known only later", change: secondVpc(UNKNOWN, UNKNOWN, UNKNOWN), fires: [label(ec2.vpc, "second")] },
    { state: "absent", when: "no subnets", change: secondVpc(), fires: [label(ec2.vpc, "second")], says: /in no zone known at preview/ },
    { state: "compliant", when: "private subnets in three zones", change: secondVpc("us-east-1a", "us-east-1b", "us-east-1c"), fires: [] },
    {
      state: "violating",
      when: "subnets that are public",
      change: all(secondVpc("us-east-1a", "us-east-1b", "us-east-1c"), (plan) => {
        const vpc = plan.get(ec2.vpc, "second");
        const gateway = plan.add(ec2.internetGateway, "second", { vpcId: vpc.id });
        [0, 1, 2].forEach((index) => {
          plan.add(ec2.route, `second-${index}`, { routeTableId: plan.get(ec2.routeTable, `second-${index}`).id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id });
          plan.get(ec2.subnet, `second-${index}`).set("tags", { Tier: "public" });
        });
      }),
      fires: [label(ec2.vpc, "second")],
    },
  ],
  "nat-per-az": [
    { state: "violating", when: "another zone's gateway", profiles: ["production"], change: natRoute("nat-us-east-1b"), fires: [PRIVATE_A], says: /is in us-east-1a, but route private-us-east-1a leads to NAT gateway nat-us-east-1b in us-east-1b/ },
    { state: "unknown", when: "a gateway that is not in the stack", profiles: ["production"], change: set(ec2.route, ROUTE_A, "natGatewayId", UNKNOWN), fires: [PRIVATE_A] },
    { state: "absent", when: "a gateway whose subnet is not in the stack", profiles: ["production"], change: set(ec2.natGateway, NAT_A, "subnetId", "subnet-1"), fires: [PRIVATE_A] },
    {
      state: "violating",
      when: "a NAT instance",
      profiles: ["production"],
      change: all(unset(ec2.route, ROUTE_A, "natGatewayId"), set(ec2.route, ROUTE_A, "networkInterfaceId", "eni-1")),
      fires: [PRIVATE_A],
      says: /leads through a network interface/,
    },
    {
      state: "violating",
      when: "another zone's gateway by an inline route",
      profiles: ["production"],
      change: (plan) => {
        plan.remove(ec2.route, ROUTE_A);
        const gateway = plan.get(ec2.natGateway, "nat-us-east-1c").id;
        plan.get(ec2.routeTable, ROUTE_A).set("routes", [{ cidrBlock: "0.0.0.0/0", natGatewayId: gateway }]);
      },
      fires: [PRIVATE_A],
    },
    { state: "compliant", when: "no way out at all", profiles: ["production"], change: remove(ec2.route, ROUTE_A), fires: [] },
    {
      state: "compliant",
      when: "a regional gateway",
      profiles: ["production"],
      change: all(set(ec2.natGateway, "nat-us-east-1b", "availabilityMode", "regional"), natRoute("nat-us-east-1b")),
      fires: [],
    },
  ],
});
