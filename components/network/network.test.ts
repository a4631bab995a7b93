import assert from "node:assert/strict";
import { ArgumentError } from "../base";
import { type Plan, type Planned, keyOf, UNKNOWN, withMocks, someNeighbour } from "../testing";
import { productionNetwork } from "./fixtures";
import type { KianaxNetwork, KianaxNetworkArgs } from "./network";

const COMPONENT = "kianax:network:KianaxNetwork::production";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const EIP = "aws:ec2/eip:Eip";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const GATEWAY = "aws:ec2/internetGateway:InternetGateway::production-igw";
const NAT = "aws:ec2/natGateway:NatGateway";
const ROUTE = "aws:ec2/route:Route";
const SUBNET = "aws:ec2/subnet:Subnet";
const TABLE = "aws:ec2/routeTable:RouteTable";
const ZONES = ["us-east-1a", "us-east-1b", "us-east-1c"];
const TIERS = ["public", "private", "isolated"];

async function planned(changes: Partial<KianaxNetworkArgs> = {}, preview = false): Promise<{ plan: Plan; result: KianaxNetwork }> {
  return withMocks(() => productionNetwork(changes), { preview });
}

/** Name of each route, and where it leads. */
function routes(plan: Plan, tier: string): unknown[][] {
  const tables = ZONES.map((zone) => `production-${tier}-${zone}-id`);
  return plan.all(ROUTE).filter(({ inputs }) => tables.includes(String(inputs["routeTableId"]))).map(({ name, inputs }) => [
    name,
    inputs["destinationCidrBlock"],
    inputs["gatewayId"] ?? inputs["natGatewayId"] ?? inputs["networkInterfaceId"] ?? inputs["vpcPeeringConnectionId"],
  ]);
}

const childrenOf = (plan: Plan): Planned[] => plan.resources.filter(({ parent }) => parent === COMPONENT);

describe("KianaxNetwork", () => {
  let plan: Plan;
  let result: KianaxNetwork;
  before(async () => {
    ({ plan, result } = await planned());
  });

  it("makes exactly these children", () => {
    const each = (type: string, prefix: string): string[] => ZONES.map((zone) => `${type}::production-${prefix}-${zone}`);
    assert.deepEqual(
      childrenOf(plan).map(keyOf).sort(),
      [
        "aws:ec2/vpc:Vpc::production-vpc",
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup::production-default-closed",
        GATEWAY,
        ...TIERS.flatMap((tier) => [...each(SUBNET, tier), ...each(TABLE, tier), ...each("aws:ec2/routeTableAssociation:RouteTableAssociation", tier)]),
        ...each(ROUTE, "public"),
        ...each(ROUTE, "private"),
        ...each(EIP, "nat"),
        ...each(NAT, "nat"),
        ...ZONES.map((zone) => `${ALARM}::production-network-nat-${zone}-ports`),
        "aws:ec2/networkAcl:NetworkAcl::production-isolated",
        `${ENDPOINT}::production-s3`,
        "aws:cloudwatch/logGroup:LogGroup::production-flow-logs",
        "aws:iam/role:Role::production-flow-logs",
        "aws:iam/rolePolicy:RolePolicy::production-flow-logs",
        "aws:ec2/flowLog:FlowLog::production-flow-logs",
      ].sort(),
    );
  });

  it("protects what cannot be made again: the VPC, its subnets and its addresses", () => {
    const isProtected = childrenOf(plan).filter(({ protect }) => protect === true).map(({ type }) => type);
    assert.deepEqual([...new Set(isProtected)].sort(), [EIP, SUBNET, "aws:ec2/vpc:Vpc"].sort());
    assert.equal(isProtected.length, 13);
  });

  it("gives each tier its blocks, public to nobody, with the tags that EKS looks for", () => {
    const seen = plan.all(SUBNET).map(({ inputs }) => {
      const tags = inputs["tags"] as Record<string, string>;
      const role = Object.keys(tags).find((key) => key.startsWith("kubernetes.io/role/"));
      return [tags["Tier"], inputs["availabilityZone"], inputs["cidrBlock"], inputs["mapPublicIpOnLaunch"], role, tags["kubernetes.io/cluster/kianax-production"], tags["Name"]];
    });
    const rows = (tier: string, role: string | undefined, blocks: string[]): unknown[][] =>
      ZONES.map((zone, index) => [tier, zone, blocks[index], false, role, role === undefined ? undefined : "shared", `kianax-production-${tier}-${zone}`]);
    assert.deepEqual(seen, [
      ...rows("isolated", undefined, ["10.20.160.0/22", "10.20.164.0/22", "10.20.168.0/22"]),
      ...rows("private", "kubernetes.io/role/internal-elb", ["10.20.0.0/19", "10.20.32.0/19", "10.20.64.0/19"]),
      ...rows("public", "kubernetes.io/role/elb", ["10.20.128.0/22", "10.20.132.0/22", "10.20.136.0/22"]),
    ]);
  });

  it("ties each subnet to its own route table", () => {
    for (const { name, inputs } of plan.all("aws:ec2/routeTableAssociation:RouteTableAssociation")) {
      assert.deepEqual(inputs, { subnetId: `${name}-id`, routeTableId: `${name}-id` });
    }
  });

  it("routes public subnets to the internet, private ones to the NAT of their own zone, isolated ones nowhere", () => {
    assert.deepEqual(routes(plan, "public"), ZONES.map((zone) => [`production-public-${zone}`, "0.0.0.0/0", "production-igw-id"]));
    assert.deepEqual(routes(plan, "private"), ZONES.map((zone) => [`production-private-${zone}`, "0.0.0.0/0", `production-nat-${zone}-id`]));
    assert.deepEqual(routes(plan, "isolated"), []);
    for (const { name, inputs, dependsOn } of plan.all(NAT)) {
      assert.equal(inputs["subnetId"], `${name.replace("-nat-", "-public-")}-id`);
      assert.ok(dependsOn.includes(GATEWAY), name);
    }
  });

  it("closes the default security group", () => {
    const { inputs } = plan.one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "production-default-closed");
    assert.deepEqual([inputs["ingress"], inputs["egress"]], [[], []]);
  });

  it("gives S3 a gateway endpoint in the public and private tiers", () => {
    const { inputs } = plan.one(ENDPOINT, "production-s3");
    assert.equal(inputs["vpcEndpointType"], "Gateway");
    assert.equal(inputs["serviceName"], "com.amazonaws.us-east-1.s3");
    assert.deepEqual(
      [...(inputs["routeTableIds"] as string[])].sort(),
      ["private", "public"].flatMap((tier) => ZONES.map((zone) => `production-${tier}-${zone}-id`)),
    );
  });

  it("lets nothing through S3's endpoint into buckets of other accounts", () => {
    const { Statement: statements } = JSON.parse(String(plan.one(ENDPOINT, "production-s3").inputs["policy"])) as { Statement: Record<string, unknown>[] };
    const open = statements.filter(({ Condition: condition }) => condition === undefined);
    assert.deepEqual(open.map(({ Action: actions }) => actions), [["s3:GetBucketLocation", "s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket"]]);
    const own = statements.filter(({ Condition: condition }) => condition !== undefined);
    assert.deepEqual(own.map(({ Action: action, Condition: condition }) => [action, condition]), [["s3:*", { StringEquals: { "aws:ResourceAccount": "111122223333" } }]]);
  });

  it("logs all traffic into an encrypted group, by a role that only this account's flow logs can take", () => {
    const { inputs, dependsOn } = plan.one("aws:ec2/flowLog:FlowLog", "production-flow-logs");
    assert.equal(inputs["trafficType"], "ALL");
    assert.equal(inputs["vpcId"], "production-vpc-id");
    assert.ok(dependsOn.includes("aws:iam/rolePolicy:RolePolicy::production-flow-logs"));
    const group = plan.one("aws:cloudwatch/logGroup:LogGroup", "production-flow-logs").inputs;
    assert.deepEqual([group["name"], group["retentionInDays"], group["kmsKeyId"]], [
      "/kianax/production/vpc-flow-logs",
      365,
      "arn:aws:kms:us-east-1:111122223333:production-logs",
    ]);
    const trust = JSON.parse(String(plan.one("aws:iam/role:Role", "production-flow-logs").inputs["assumeRolePolicy"])) as { Statement: unknown[] };
    assert.deepEqual(trust.Statement, [
      {
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      },
    ]);
  });

  it("gives out each subnet as an output of its own, which depends on that subnet alone", async () => {
    const lists = { public: result.publicSubnetIds, private: result.privateSubnetIds, isolated: result.isolatedSubnetIds };
    for (const [tier, ids] of Object.entries(lists)) {
      assert.equal(ids.length, 3);
      const resources = await Promise.all(ids.map(async (id) => [...(await (id as unknown as { allResources(): Promise<Set<{ __name?: string }>> }).allResources())]));
      assert.deepEqual(resources.map((each) => each.map(({ __name }) => __name)), ZONES.map((zone) => [`production-${tier}-${zone}`]));
    }
  });

  it("tags all that can be tagged for the networking line, and flow logs for monitoring", () => {
    const lines = new Map(childrenOf(plan).filter(({ inputs }) => inputs["tags"] !== undefined).map(({ type, inputs }) => [type, (inputs["tags"] as Record<string, string>)["CostLine"]]));
    assert.equal(lines.get(NAT), "networking");
    assert.equal(lines.get("aws:ec2/flowLog:FlowLog"), "monitoring");
    const untagged = childrenOf(plan).filter(({ inputs }) => inputs["tags"] === undefined).map(({ type }) => type);
    assert.deepEqual([...new Set(untagged)].sort(), ["aws:ec2/route:Route", "aws:ec2/routeTableAssociation:RouteTableAssociation", "aws:iam/rolePolicy:RolePolicy"]);
  });

  it("keeps its shape in a preview, where ids are unknown", async () => {
    const { plan: preview } = await planned({}, true);
    assert.deepEqual(preview.keys, plan.keys);
    assert.equal(preview.one(SUBNET, "production-isolated-us-east-1a").inputs["vpcId"], UNKNOWN);
  });

  it("moves no subnet when a zone is appended", async () => {
    const { plan: more } = await planned({ zones: [...ZONES, "us-east-1d"] });
    for (const subnet of plan.all(SUBNET)) {
      assert.deepEqual(more.one(SUBNET, subnet.name).inputs, subnet.inputs);
    }
    assert.equal(more.all(SUBNET).length, 12);
  });

  it("refuses bad arguments before it registers anything", async () => {
    const { plan: refused, result: error } = await withMocks(() => {
      try {
        return productionNetwork({ cidr: "10.20.0.0/28", keys: someNeighbour });
      } catch (thrown) {
        return thrown;
      }
    });
    assert.ok(error instanceof ArgumentError);
    assert.equal(error.message, 'KianaxNetwork "production": cidr is 10.20.0.0/28, too small for three tiers in three zones: choose a /22 or larger (a /16 leaves room for pods).');
    assert.deepEqual(refused.keys.filter((key) => key.includes("network")), []);
  });
});

describe("KianaxNetwork's isolated tier", () => {
  it("has a list of its own, which lets in and out what stays in the network and nothing else", async () => {
    const { plan } = await planned();
    const { inputs } = plan.one("aws:ec2/networkAcl:NetworkAcl", "production-isolated");
    const within = [{ ruleNo: 100, action: "allow", protocol: "-1", cidrBlock: "10.20.0.0/16", fromPort: 0, toPort: 0 }];
    assert.deepEqual([inputs["ingress"], inputs["egress"]], [within, within]);
    assert.deepEqual(inputs["subnetIds"], ZONES.map((zone) => `production-isolated-${zone}-id`));
  });
});

describe("KianaxNetwork with interface endpoints", () => {
  it("puts each into the private tier behind HTTPS from the network", async () => {
    const { plan, result } = await planned({ interfaceEndpoints: ["ecr.api", "sts"] });
    assert.deepEqual([result.interfaceEndpointCidrs, (await planned()).result.interfaceEndpointCidrs], [result.tierCidrs.private, []]);
    const made = plan.all(ENDPOINT).filter(({ inputs }) => inputs["vpcEndpointType"] === "Interface");
    assert.deepEqual(made.map(({ name, inputs }) => [name, inputs["serviceName"], inputs["privateDnsEnabled"], inputs["securityGroupIds"]]), [
      ["production-ecr-api", "com.amazonaws.us-east-1.ecr.api", true, ["production-endpoints-id"]],
      ["production-sts", "com.amazonaws.us-east-1.sts", true, ["production-endpoints-id"]],
    ]);
    assert.deepEqual(made[0]?.inputs["subnetIds"], ZONES.map((zone) => `production-private-${zone}-id`));
    const { inputs } = plan.one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "production-endpoints-https");
    assert.deepEqual([inputs["cidrIpv4"], inputs["fromPort"], inputs["toPort"], inputs["ipProtocol"]], ["10.20.0.0/16", 443, 443, "tcp"]);
  });
});

describe("KianaxNetwork with peerings", () => {
  const PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
  const analytics = { name: "analytics", peerVpcId: "vpc-0a1b2c3d4e5f60718", cidr: "10.30.0.0/16" };

  it("routes to them from the private tier alone, and accepts those of its own account and Region", async () => {
    const { plan } = await planned({ peerings: [analytics] });
    assert.equal(plan.one(PEERING, "production-peering-analytics").inputs["autoAccept"], true);
    const leading = plan.all(ROUTE).filter(({ inputs }) => inputs["destinationCidrBlock"] === "10.30.0.0/16");
    assert.deepEqual(
      leading.map(({ inputs }) => [inputs["routeTableId"], inputs["vpcPeeringConnectionId"]]),
      ZONES.map((zone) => [`production-private-${zone}-id`, "production-peering-analytics-id"]),
    );
  });

  it("leaves it to another Region to accept", async () => {
    const { plan } = await planned({ peerings: [{ ...analytics, peerRegion: "eu-central-1" }] });
    assert.equal(plan.one(PEERING, "production-peering-analytics").inputs["autoAccept"], undefined);
  });

  it("leaves it to another account to accept", async () => {
    const { plan } = await planned({ peerings: [{ ...analytics, peerOwnerId: "444455556666", peerRegion: "eu-central-1" }] });
    const { inputs } = plan.one(PEERING, "production-peering-analytics");
    assert.equal(inputs["autoAccept"], undefined);
    assert.deepEqual([inputs["peerOwnerId"], inputs["peerRegion"]], ["444455556666", "eu-central-1"]);
  });
});
