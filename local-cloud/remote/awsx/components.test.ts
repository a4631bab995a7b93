import { strict as assert } from "node:assert";
import { recordedCloud } from "../testing/recording";
import { refusal, withComponent, withEngine } from "../testing/registrations";
import { lifecyclePolicyDocument } from "./lifecycle-policy";

const [vpc, repository] = ["awsx:ec2:Vpc", "awsx:ecr:Repository"];

describe("awsx.ecr.Repository", () => {
  it("makes children with lower-case names, which ECR wants", () =>
    withComponent(repository, "Gateway", {}, (engine, state) => {
      assert.deepEqual(engine.names(), [
        "aws:ecr/lifecyclePolicy:LifecyclePolicy::gateway",
        "aws:ecr/repository:Repository::gateway",
        "awsx:ecr:Repository::Gateway",
      ]);
      assert.equal(state.url, "123456789012.dkr.ecr.test/gateway");
    }));

  it("leaves the lifecycle policy out where it is skipped", () =>
    withComponent(repository, "gateway", { lifecyclePolicy: { skip: true } }, (engine, state) => {
      assert.equal(engine.names().some((name) => name.startsWith("aws:ecr/lifecyclePolicy")), false);
      assert.equal(state.lifecyclePolicy, undefined);
    }));

  it("keeps one untagged image where no rule is given, and puts the rule for any image last", () => {
    const [only] = lifecyclePolicyDocument("gateway").rules;
    assert.deepEqual(only, {
      rulePriority: 1,
      description: "remove untagged images",
      selection: { tagStatus: "untagged", countType: "imageCountMoreThan", countNumber: 1 },
      action: { type: "expire" },
    });
    const { rules } = lifecyclePolicyDocument("gateway", [
      { tagStatus: "any", maximumNumberOfImages: 30 },
      { tagStatus: "tagged", tagPrefixList: ["v"], maximumAgeLimit: 7 },
    ]);
    assert.deepEqual(
      rules.map(({ rulePriority, selection }) => [rulePriority, selection.tagStatus]),
      [
        [1, "tagged"],
        [2, "any"],
      ],
    );
  });

  const rules: readonly [string, object[], RegExp][] = [
    ["two rules for any image", [{ tagStatus: "any", maximumAgeLimit: 1 }, { tagStatus: "any", maximumAgeLimit: 2 }], /2 rules of lifecyclePolicy are for tagStatus "any"/],
    ["a rule for tags without prefixes", [{ tagStatus: "tagged", maximumAgeLimit: 1 }], /set tagPrefixList/],
    ["a rule without a limit", [{ tagStatus: "untagged" }], /set maximumNumberOfImages or maximumAgeLimit/],
  ];
  rules.forEach(([what, given, expected]) => {
    it(`refuses ${what} before anything is registered`, () =>
      withEngine(async (engine) => {
        const inputs = { lifecyclePolicy: { rules: given as never } };
        await assert.rejects(engine.construct(repository, "gateway", inputs), ({ message }: Error) => expected.test(message));
        assert.deepEqual(engine.names(), []);
      }));
  });
});

describe("awsx.ec2.Vpc", () => {
  it("makes one NAT gateway with the given address where the strategy is Single", () =>
    withComponent(
      vpc,
      "net",
      {
        availabilityZoneNames: ["us-east-1a", "us-east-1b"],
        subnetStrategy: "Auto",
        natGateways: { strategy: "single", elasticIpAllocationIds: ["eipalloc-1"] },
      },
      (engine) => {
        const gateway = engine.find("aws:ec2/natGateway:NatGateway", "net-1");
        assert.equal(gateway.inputs.allocationId, "eipalloc-1");
        assert.equal(engine.names().filter((name) => /natGateway|eip/.test(name)).length, 1);
        for (const name of ["net-private-1", "net-private-2"]) {
          assert.equal(engine.find("aws:ec2/route:Route", name).inputs.natGatewayId, "net-1-id");
        }
      },
    ));

  it("gives isolated and gateway-less private subnets no route", () =>
    withComponent(
      vpc,
      "net",
      {
        availabilityZoneNames: ["us-east-1a"],
        subnetStrategy: "Auto",
        subnetSpecs: [{ type: "Public" }, { type: "Private" }, { type: "Isolated" }, { type: "Unused" }],
        natGateways: { strategy: "None" },
      },
      (engine) => {
        assert.deepEqual(
          engine.names().filter((name) => /route:Route|subnet:/.test(name)),
          [
            "aws:ec2/route:Route::net-public-1",
            "aws:ec2/subnet:Subnet::net-isolated-1",
            "aws:ec2/subnet:Subnet::net-private-1",
            "aws:ec2/subnet:Subnet::net-public-1",
          ],
        );
      },
    ));

  it("takes the first zones of the region, three unless told otherwise", () =>
    withComponent(vpc, "net", { subnetStrategy: "Auto", numberOfAvailabilityZones: 2 }, (engine, state) => {
      assert.deepEqual(state.privateSubnetIds, ["net-private-1-id", "net-private-2-id"]);
      assert.equal(engine.find("aws:ec2/subnet:Subnet", "net-public-2").inputs.availabilityZone, "us-east-1b");
      assert.deepEqual(state.subnetLayout, [{ type: "Private", cidrMask: 18 }, { type: "Public", cidrMask: 19 }]);
    }));

  it("lays out a block that an address pool gives", () =>
    withComponent(
      vpc,
      "net",
      { availabilityZoneNames: ["us-east-1a"], subnetStrategy: "Auto", ipv4IpamPoolId: "ipam-pool-1", ipv4NetmaskLength: 16 },
      (engine) => {
        assert.equal(engine.find("aws:ec2/vpc:Vpc", "net").inputs.cidrBlock, undefined);
        assert.equal(engine.find("aws:ec2/subnet:Subnet", "net-private-1").inputs.cidrBlock, "10.9.0.0/17");
      },
      {
        cloud: {
          ...recordedCloud,
          outputs: (type, name, inputs) => ({ ...recordedCloud.outputs(type, name, inputs), cidrBlock: "10.9.0.0/16" }),
        },
      },
    ));

  it("gives endpoints of strategy Auto their subnets, route tables, security group and DNS", () =>
    withComponent(
      vpc,
      "net",
      {
        availabilityZoneNames: ["us-east-1a", "us-east-1b"],
        subnetStrategy: "Auto",
        vpcEndpointStrategy: "Auto",
        vpcEndpointSpecs: [{ serviceName: "s3" }, { serviceName: "sts", vpcEndpointType: "Interface" }],
      },
      (engine) => {
        const [gateway, sts] = ["s3", "sts"].map((name) => engine.find("aws:ec2/vpcEndpoint:VpcEndpoint", name).inputs);
        assert.equal((gateway?.routeTableIds as string[]).length, 4);
        assert.deepEqual(sts?.subnetIds, ["net-private-1-id", "net-private-2-id"]);
        assert.deepEqual(sts?.securityGroupIds, ["sts-sg-id"]);
        assert.equal(sts?.privateDnsEnabled, true);
        assert.equal(engine.find("aws:ec2/vpc:Vpc", "net").inputs.enableDnsHostnames, true);
        assert.equal(engine.find("aws:ec2/securityGroupRule:SecurityGroupRule", "sts-ingress").inputs.fromPort, 443);
      },
    ));

  it("numbers IPv6 blocks by subnet", () =>
    withComponent(
      vpc,
      "net",
      { availabilityZoneNames: ["us-east-1a", "us-east-1b"], subnetStrategy: "Auto", assignGeneratedIpv6CidrBlock: true },
      (engine) => {
        const blocks = ["net-public-1", "net-private-1", "net-public-2", "net-private-2"].map(
          (name) => engine.find("aws:ec2/subnet:Subnet", name).inputs.ipv6CidrBlock,
        );
        assert.deepEqual(blocks, ["0", "2", "1", "3"].map((nth) => `2600:1f18:1234:560${nth}::/64`));
      },
      {
        cloud: {
          ...recordedCloud,
          outputs: (type, name, inputs) => ({
            ...recordedCloud.outputs(type, name, inputs),
            ipv6CidrBlock: "2600:1f18:1234:5600::/56",
          }),
        },
      },
    ));

  it("warns where the strategy that is left out will change", () =>
    withComponent(vpc, "net", { availabilityZoneNames: ["us-east-1a"], subnetSpecs: [{ type: "Public" }, { type: "Private" }] }, (engine) => {
      assert.match(engine.logs.join("\n"), /subnetStrategy is left out and means "Legacy"/);
    }));

  it("can be previewed", () =>
    withComponent(
      vpc,
      "net",
      { subnetStrategy: "Auto" },
      (engine) => assert.equal(engine.find("aws:ec2/subnet:Subnet", "net-private-1").inputs.cidrBlock, "10.0.0.0/19"),
      { dryRun: true },
    ));

  const wrong: readonly [string, object, RegExp][] = [
    ["zones by name and by number", { availabilityZoneNames: ["us-east-1a"], numberOfAvailabilityZones: 1 }, /availabilityZoneNames and numberOfAvailabilityZones exclude/],
    ["more zones than there are", { numberOfAvailabilityZones: 5 }, /has 4 availability zones and 5 are wanted/],
    ["a pool without a size", { ipv4IpamPoolId: "pool" }, /does not say how large/],
    ["a pool with two sizes", { ipv4IpamPoolId: "pool", cidrBlock: "10.0.0.0/16", ipv4NetmaskLength: 16 }, /say the block or its size/],
    ["a pool under Legacy", { ipv4IpamPoolId: "pool", ipv4NetmaskLength: 16 }, /use subnetStrategy "Auto"/],
    ["an unknown NAT strategy", { natGateways: { strategy: "Two" } }, /"Two" does not exist; use one of None, Single, OnePerAz/],
    ["addresses without gateways", { natGateways: { strategy: "None", elasticIpAllocationIds: ["a"] } }, /has 1 addresses, and strategy None takes 0/],
    ["too few addresses", { natGateways: { strategy: "OnePerAz", elasticIpAllocationIds: ["a"] } }, /strategy OnePerAz takes 3/],
    ["zones with the same suffix", { availabilityZoneNames: ["us-east-1a", "us-west-1a"], subnetNameTagStrategy: "AvailabilityZone" }, /the same suffix "1a"/],
    ["DNS off for private DNS", { enableDnsSupport: false, vpcEndpointStrategy: "Auto", vpcEndpointSpecs: [{ serviceName: "sts", vpcEndpointType: "Interface" }] }, /enableDnsSupport is false/],
  ];
  wrong.forEach(([what, inputs, expected]) => {
    it(`refuses ${what}`, async () => assert.match(await refusal(vpc, "net", inputs as never), expected));
  });
});

describe("package awsx", () => {
  it("names what it has where something else is wanted", async () => {
    assert.equal(
      await refusal("awsx:lb:ApplicationLoadBalancer", "lb", {}),
      "The local cloud does not stand in for awsx:lb:ApplicationLoadBalancer; of its package it has awsx:ec2:Vpc, awsx:ecr:Repository.",
    );
  });

  it("has no functions", () =>
    withEngine(async (engine) => {
      await assert.rejects(engine.call("awsx:ec2:getDefaultVpc", {}), {
        message: "The local cloud does not stand in for the function awsx:ec2:getDefaultVpc.",
      });
    }));
});
