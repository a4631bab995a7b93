import type { Profile } from "../../kernel";
import { ec2 } from "../../tokens";
import type { Plan, PlannedResource } from "../plan";

export const ZONES = ["us-east-1a", "us-east-1b", "us-east-1c"] as const;
const TIERS = ["public", "private", "isolated"] as const;

export interface GoldenNetwork {
  readonly vpc: PlannedResource;
  readonly subnets: Readonly<Record<(typeof TIERS)[number], readonly PlannedResource[]>>;
}

/** Three tiers over three zones, as KianaxNetwork makes them: a NAT gateway per zone, or a NAT instance in development. */
export function addNetwork(plan: Plan, profile: Profile): GoldenNetwork {
  const vpc = plan.add(ec2.vpc, "vpc", { cidrBlock: "10.0.0.0/16" });
  plan.add(ec2.defaultSecurityGroup, "default-closed", { vpcId: vpc.id, ingress: [], egress: [] });
  const gateway = plan.add(ec2.internetGateway, "igw", { vpcId: vpc.id });
  const tiers = TIERS.map((tier, index) => ZONES.map((zone, offset) => addSubnet(plan, vpc, tier, zone, index * ZONES.length + offset)));
  const [publicTier = [], privateTier = [], isolatedTier = []] = tiers;
  for (const { name, table } of publicTier) {
    plan.add(ec2.route, name, { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id });
  }
  const targetOf = profile === "production" ? addNatGateways(plan, publicTier) : addNatInstance(plan, vpc, publicTier);
  privateTier.forEach(({ name, table }, index) => {
    plan.add(ec2.route, name, { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", ...targetOf(index) });
  });
  const subnetsOf = (tier: readonly TieredSubnet[]): PlannedResource[] => tier.map(({ subnet }) => subnet);
  return { vpc, subnets: { public: subnetsOf(publicTier), private: subnetsOf(privateTier), isolated: subnetsOf(isolatedTier) } };
}

interface TieredSubnet {
  readonly name: string;
  readonly subnet: PlannedResource;
  readonly table: PlannedResource;
}

function addSubnet(plan: Plan, vpc: PlannedResource, tier: string, zone: string, index: number): TieredSubnet {
  const name = `${tier}-${zone}`;
  const inputs = { vpcId: vpc.id, availabilityZone: zone, cidrBlock: `10.0.${index * 16}.0/20`, tags: { Tier: tier } };
  const subnet = plan.add(ec2.subnet, name, inputs);
  const table = plan.add(ec2.routeTable, name, { vpcId: vpc.id });
  plan.add(ec2.routeTableAssociation, name, { subnetId: subnet.id, routeTableId: table.id });
  return { name, subnet, table };
}

type TargetOf = (index: number) => Record<string, ReturnType<PlannedResource["out"]> | undefined>;

function addNatGateways(plan: Plan, publicTier: readonly TieredSubnet[]): TargetOf {
  const gateways = publicTier.map(({ subnet }, index) => {
    const address = plan.add("aws:ec2/eip:Eip", `nat-${ZONES[index]}`, { domain: "vpc" });
    return plan.add(ec2.natGateway, `nat-${ZONES[index]}`, { subnetId: subnet.id, allocationId: address.out("allocationId") });
  });
  return (index) => ({ natGatewayId: gateways[index]?.id });
}

function addNatInstance(plan: Plan, vpc: PlannedResource, publicTier: readonly TieredSubnet[]): TargetOf {
  const group = plan.add(ec2.securityGroup, "nat", { vpcId: vpc.id, description: "NAT instance" });
  plan.add(ec2.securityGroupIngressRule, "nat-from-vpc", { securityGroupId: group.id, description: "The VPC", ipProtocol: "-1", cidrIpv4: "10.0.0.0/16" });
  plan.add(ec2.securityGroupEgressRule, "nat-to-internet", { securityGroupId: group.id, description: "The internet", ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" });
  const networkInterface = plan.add("aws:ec2/networkInterface:NetworkInterface", "nat", {
    subnetId: publicTier[0]?.subnet.id,
    securityGroups: [group.id],
    sourceDestCheck: false,
  });
  plan.add(ec2.launchTemplate, "nat", {
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", volumeSize: 8 } }],
    networkInterfaces: [{ deviceIndex: 0, networkInterfaceId: networkInterface.id }],
  });
  return () => ({ networkInterfaceId: networkInterface.id });
}
