import * as aws from "@pulumi/aws";
import type * as awsx from "@pulumi/awsx";
import type * as pulumi from "@pulumi/pulumi";
import { assignsIpv6, ipv6SubnetBlock } from "./ipv6";
import type { NatStrategy } from "./layout-checks";
import type { PlannedSubnet } from "./subnet-layout";
import { comparePrecedence, isType } from "./subnet-spec";

/** The resources inside one VPC, in the order in which they are made. */
export interface VpcNetwork {
  readonly vpc: aws.ec2.Vpc;
  readonly internetGateway: aws.ec2.InternetGateway;
  readonly subnets: { readonly plan: PlannedSubnet; readonly resource: aws.ec2.Subnet }[];
  readonly routeTables: aws.ec2.RouteTable[];
  readonly routeTableAssociations: aws.ec2.RouteTableAssociation[];
  readonly routes: aws.ec2.Route[];
  readonly natGateways: aws.ec2.NatGateway[];
  readonly eips: aws.ec2.Eip[];
}

export interface NetworkRequest {
  readonly name: string;
  readonly args: awsx.ec2.VpcArgs;
  readonly zones: readonly string[];
  readonly nat: NatStrategy;
  readonly plan: readonly PlannedSubnet[];
  readonly sharedTags: Record<string, pulumi.Input<string>>;
}

export function createNetwork(vpc: aws.ec2.Vpc, request: NetworkRequest): VpcNetwork {
  const region = request.args.region as pulumi.Input<string> | undefined;
  const network: VpcNetwork = {
    vpc,
    internetGateway: new aws.ec2.InternetGateway(
      request.name,
      { region, vpcId: vpc.id, tags: request.sharedTags },
      { parent: vpc, dependsOn: [vpc] },
    ),
    subnets: [],
    routeTables: [],
    routeTableAssociations: [],
    routes: [],
    natGateways: [],
    eips: [],
  };
  request.zones.forEach((zone, zoneIndex) => {
    request.plan
      .filter((subnet) => subnet.zone === zone && !isType(subnet, "unused"))
      .sort((one, other) => comparePrecedence(one as never, other as never))
      .forEach((subnet, indexInZone) =>
        createSubnet(network, request, subnet, zoneIndex, zoneIndex + indexInZone * request.zones.length),
      );
  });
  return network;
}

function createSubnet(
  network: VpcNetwork,
  request: NetworkRequest,
  plan: PlannedSubnet,
  zoneIndex: number,
  ipv6Index: number,
): void {
  const { name, args, sharedTags } = request;
  const { vpc } = network;
  const region = args.region as pulumi.Input<string> | undefined;
  const names = { Name: plan.nameTag, SubnetType: plan.type };
  const assignIpv6AddressOnCreation = assignsIpv6(plan.assignIpv6AddressOnCreation, args.assignGeneratedIpv6CidrBlock);
  const subnet = new aws.ec2.Subnet(
    plan.resourceName,
    {
      region,
      vpcId: vpc.id,
      availabilityZone: plan.zone,
      mapPublicIpOnLaunch: isType(plan, "public"),
      cidrBlock: plan.cidrBlock,
      assignIpv6AddressOnCreation,
      ipv6CidrBlock: ipv6SubnetBlock(
        name,
        vpc.ipv6CidrBlock,
        assignIpv6AddressOnCreation,
        ipv6Index,
      ) as pulumi.Output<string>,
      tags: { ...sharedTags, ...(plan.tags as Record<string, pulumi.Input<string>> | undefined), ...names },
    },
    { parent: vpc, dependsOn: [vpc] },
  );
  const routeTable = new aws.ec2.RouteTable(
    plan.resourceName,
    { region, vpcId: vpc.id, tags: { ...sharedTags, ...names } },
    { parent: subnet, dependsOn: [subnet] },
  );
  const association = new aws.ec2.RouteTableAssociation(
    plan.resourceName,
    { region, routeTableId: routeTable.id, subnetId: subnet.id },
    { parent: routeTable, dependsOn: [routeTable] },
  );
  network.subnets.push({ plan, resource: subnet });
  network.routeTables.push(routeTable);
  network.routeTableAssociations.push(association);
  if (isType(plan, "public")) {
    createNatGateway(network, request, subnet, zoneIndex);
  }
  const target = routeTarget(network, request.nat, plan, zoneIndex);
  if (target) {
    network.routes.push(
      new aws.ec2.Route(
        plan.resourceName,
        { region, routeTableId: routeTable.id, ...target, destinationCidrBlock: "0.0.0.0/0" },
        { parent: routeTable, dependsOn: [routeTable] },
      ),
    );
  }
}

/** Into the first public subnet of the VPC or of the zone, with an address of its own unless the program brings some. */
function createNatGateway(
  network: VpcNetwork,
  { name, args, nat }: NetworkRequest,
  subnet: aws.ec2.Subnet,
  zoneIndex: number,
): void {
  const wanted = { None: 0, Single: 1, OnePerAz: zoneIndex + 1 }[nat];
  if (network.natGateways.length >= wanted) {
    return;
  }
  const region = args.region as pulumi.Input<string> | undefined;
  const gatewayName = `${name}-${zoneIndex + 1}`;
  const tags = { ...(args.tags as Record<string, pulumi.Input<string>> | undefined), Name: gatewayName };
  const opts = { parent: subnet, dependsOn: [subnet] };
  const given = args.natGateways?.elasticIpAllocationIds ?? [];
  let allocationId: pulumi.Input<string> | undefined = given[zoneIndex];
  if (given.length === 0) {
    const eip = new aws.ec2.Eip(gatewayName, { region, tags }, opts);
    network.eips.push(eip);
    allocationId = eip.allocationId;
  }
  network.natGateways.push(new aws.ec2.NatGateway(gatewayName, { region, subnetId: subnet.id, allocationId, tags }, opts));
}

function routeTarget(
  { internetGateway, natGateways }: VpcNetwork,
  nat: NatStrategy,
  plan: PlannedSubnet,
  zoneIndex: number,
): Pick<aws.ec2.RouteArgs, "gatewayId" | "natGatewayId"> | undefined {
  if (isType(plan, "public")) {
    return { gatewayId: internetGateway.id };
  }
  if (!isType(plan, "private") || nat === "None") {
    return undefined;
  }
  return { natGatewayId: natGateways[nat === "Single" ? 0 : zoneIndex]?.id };
}
