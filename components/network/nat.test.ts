import assert from "node:assert/strict";
import { type Plan, withMocks } from "../testing";
import { productionNetwork } from "./fixtures";
import type { NatKind, NatSettings } from "./nat";
import type { KianaxNetworkArgs } from "./network";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const EIP = "aws:ec2/eip:Eip";
const GATEWAY = "aws:ec2/internetGateway:InternetGateway::production-igw";
const NAT = "aws:ec2/natGateway:NatGateway";
const ROUTE = "aws:ec2/route:Route";
const ZONES = ["us-east-1a", "us-east-1b", "us-east-1c"];

async function planned(changes: Partial<KianaxNetworkArgs> = {}): Promise<{ plan: Plan }> {
  return withMocks(() => productionNetwork(changes));
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

describe("KianaxNetwork's addresses", () => {
  const addresses = async (changes: Partial<KianaxNetworkArgs>): Promise<unknown[]> => (await planned(changes)).plan.all(EIP).map(({ protect }) => protect === true);

  it("are protected, unless they or everything may go", async () => {
    assert.deepEqual(await addresses({}), [true, true, true]);
    assert.deepEqual(await addresses({ protectAddresses: false }), [false, false, false]);
    assert.deepEqual(await addresses({ protect: false }), [false, false, false]);
    assert.deepEqual(await addresses({ nat: "instance" }), [true]);
    assert.deepEqual(await addresses({ nat: "instance", protectAddresses: false }), [false]);
  });
});

describe("KianaxNetwork's NAT spelt out", () => {
  const same: readonly (readonly [string, NatKind, NatSettings])[] = [
    ["an instance", "instance", { kind: "instance" }],
    ["a single gateway", "single", { kind: "gateway" }],
    ["a gateway in every zone", "per-zone", { kind: "gateway", perZone: true }],
  ];
  for (const [what, name, settings] of same) {
    it(`${what} is the same by name`, async () => {
      const [named, spelt] = await Promise.all([name, settings].map(async (nat) => (await planned({ nat })).plan));
      assert.deepEqual(spelt?.keys, named?.keys);
      assert.deepEqual(spelt?.all(ROUTE).map(({ inputs }) => inputs), named?.all(ROUTE).map(({ inputs }) => inputs));
    });
  }

  it("takes another type of instance", async () => {
    const { plan } = await planned({ nat: { kind: "instance", instanceType: "t4g.micro" } });
    assert.equal(plan.one("aws:ec2/launchTemplate:LaunchTemplate", "production-nat").inputs["instanceType"], "t4g.micro");
  });
});

describe("KianaxNetwork with a single NAT gateway", () => {
  it("sends every zone through it", async () => {
    const { plan } = await planned({ nat: "single" });
    assert.deepEqual(plan.all(NAT).map(({ name }) => name), ["production-nat-us-east-1a"]);
    assert.deepEqual(routes(plan, "private"), ZONES.map((zone) => [`production-private-${zone}`, "0.0.0.0/0", "production-nat-us-east-1a-id"]));
  });
});

describe("KianaxNetwork with a NAT instance", () => {
  let plan: Plan;
  before(async () => {
    ({ plan } = await planned({ nat: "instance" }));
  });

  it("sends every zone through one interface that forwards", () => {
    assert.deepEqual(routes(plan, "private"), ZONES.map((zone) => [`production-private-${zone}`, "0.0.0.0/0", "production-nat-id"]));
    const { inputs } = plan.one("aws:ec2/networkInterface:NetworkInterface", "production-nat");
    assert.equal(inputs["sourceDestCheck"], false);
    assert.equal(inputs["subnetId"], "production-public-us-east-1a-id");
    assert.deepEqual(inputs["securityGroups"], ["production-nat-id"]);
    assert.deepEqual(plan.all(NAT), []);
  });

  it("keeps one address, on the interface", () => {
    const { inputs, protect, dependsOn } = plan.one(EIP, "production-nat");
    assert.equal(inputs["networkInterface"], "production-nat-id");
    assert.equal(protect, true);
    assert.ok(dependsOn.includes(GATEWAY));
  });

  it("heals itself: a group of one in the interface's zone, the old instance gone before the new one comes", () => {
    const { inputs } = plan.one("aws:autoscaling/group:Group", "production-nat");
    assert.deepEqual([inputs["minSize"], inputs["maxSize"], inputs["desiredCapacity"]], [1, 1, 1]);
    assert.deepEqual(inputs["availabilityZones"], ["us-east-1a"]);
    assert.equal(inputs["vpcZoneIdentifiers"], undefined);
    assert.deepEqual(inputs["instanceRefresh"], { strategy: "Rolling", preferences: { minHealthyPercentage: 0 } });
    assert.deepEqual(inputs["launchTemplate"], { id: "production-nat-id", version: "1" });
    assert.deepEqual([inputs["healthCheckType"], inputs["enabledMetrics"]], ["EC2", ["GroupInServiceInstances"]]);
  });

  it("starts once it reaches the internet, for it fetches packages", () => {
    const { dependsOn } = plan.one("aws:autoscaling/group:Group", "production-nat");
    assert.ok(dependsOn.includes(`${EIP}::production-nat`));
    assert.deepEqual(ZONES.filter((zone) => !dependsOn.includes(`${ROUTE}::production-public-${zone}`)), []);
  });

  it("tells when it is down, and when none that comes up works", async () => {
    const { plan } = await planned({ nat: "instance", alarmActions: { critical: ["arn:now"], warning: ["arn:later"] } });
    const alarms = plan.all(ALARM).map(({ name, inputs }) => [
      name,
      [inputs["namespace"], inputs["metricName"], inputs["statistic"], inputs["period"], inputs["evaluationPeriods"]].join(" "),
      [inputs["comparisonOperator"], inputs["threshold"], inputs["treatMissingData"]].join(" "),
      inputs["dimensions"],
      inputs["alarmActions"],
    ]);
    const dimensions = { AutoScalingGroupName: "kianax-production-nat" };
    assert.deepEqual(alarms, [
      ["production-network-nat-down", "AWS/AutoScaling GroupInServiceInstances Maximum 300 1", "LessThanThreshold 1 breaching", dimensions, ["arn:now"]],
      ["production-network-nat-unsteady", "AWS/AutoScaling GroupInServiceInstances Minimum 900 2", "LessThanThreshold 1 notBreaching", dimensions, ["arn:later"]],
    ]);
  });

  it("boots a small arm64 Amazon Linux on that interface, with IMDSv2, an encrypted volume and no role", () => {
    const { inputs } = plan.one("aws:ec2/launchTemplate:LaunchTemplate", "production-nat");
    assert.equal(inputs["instanceType"], "t4g.nano");
    assert.match(String(inputs["imageId"]), /^resolve:ssm:\/aws\/service\/ami-amazon-linux-latest\/al2023-.*-arm64$/);
    assert.deepEqual(inputs["metadataOptions"], { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 });
    assert.deepEqual(inputs["networkInterfaces"], [{ deviceIndex: 0, networkInterfaceId: "production-nat-id", deleteOnTermination: "false" }]);
    assert.equal((inputs["blockDeviceMappings"] as { ebs: { encrypted: string } }[])[0]?.ebs.encrypted, "true");
    assert.equal(inputs["iamInstanceProfile"], undefined);
    assert.equal(inputs["instanceInitiatedShutdownBehavior"], "terminate");
    assert.match(Buffer.from(String(inputs["userData"]), "base64").toString(), /masquerade/);
  });

  it("lets in the network and nobody else", () => {
    const rules = plan.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").map(({ name, inputs }) => [name, inputs["cidrIpv4"]]);
    assert.deepEqual(rules, [["production-nat-from-vpc", "10.20.0.0/16"]]);
  });
});
