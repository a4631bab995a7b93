import * as aws from "@pulumi/aws";
import type * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { checkElasticIps, natStrategy, type NatStrategy } from "./layout-checks";
import type { ResolvedSpec } from "./resolved-layout";
import { planSubnets, planSubnetsLater, type Plan, type PlanRequest } from "./subnet-layout";
import { isExplicit } from "./subnet-requests";
import { checkZoneSuffixes, isType, type SubnetRequest } from "./subnet-spec";
import { createEndpoints, dnsSettings } from "./vpc-endpoints";
import { createNetwork, type VpcNetwork } from "./vpc-network";

/** Stands in for `awsx:ec2:Vpc`. */
export class Vpc extends pulumi.ComponentResource {
  readonly state: pulumi.Inputs;

  constructor(name: string, args: awsx.ec2.VpcArgs, opts: pulumi.ComponentResourceOptions) {
    const nat = validateVpc(name, args);
    const dns = dnsSettings(name, args);
    super("awsx:ec2:Vpc", name, args, opts);
    // Every output waits for, and depends on, all that is inside: the real component returns one promise of it all.
    const data = pulumi.output(this.create(name, { ...args, ...dns }, nat)) as unknown as pulumi.Output<VpcState>;
    this.state = Object.fromEntries(outputNames.map((output) => [output, data.apply((known) => known[output])]));
    this.registerOutputs({});
  }

  private async create(name: string, args: awsx.ec2.VpcArgs, nat: NatStrategy): Promise<VpcState> {
    const zones = args.availabilityZoneNames ?? (await this.defaultZones(name, args));
    checkElasticIps(name, nat, args.natGateways?.elasticIpAllocationIds?.length ?? 0, zones.length);
    if (args.subnetNameTagStrategy === "AvailabilityZone") {
      checkZoneSuffixes(name, zones);
    }
    const sharedTags = { Name: name, ...(args.tags as Record<string, pulumi.Input<string>> | undefined) };
    const { vpc, plan } = this.createVpc(args, { vpcName: name, zones, nat, args }, sharedTags);
    const network = createNetwork(vpc, { name, args, zones, nat, plan: plan.subnets, sharedTags });
    const vpcEndpoints = createEndpoints(args, network, zones, sharedTags, this);
    return vpcState(network, vpcEndpoints, this.adviseStrategy(args, plan.layout));
  }

  private createVpc(
    args: awsx.ec2.VpcArgs,
    request: PlanRequest,
    tags: Record<string, pulumi.Input<string>>,
  ): { vpc: aws.ec2.Vpc; plan: Plan } {
    // A pool numbers the VPC itself, unless the program names the block it wants from it.
    const cidrBlock = args.cidrBlock ?? (args.ipv4IpamPoolId === undefined ? "10.0.0.0/16" : undefined);
    const make = (): aws.ec2.Vpc =>
      new aws.ec2.Vpc(request.vpcName, { ...(args as aws.ec2.VpcArgs), cidrBlock, tags }, { parent: this });
    if (cidrBlock !== undefined) {
      const plan = planSubnets(request, cidrBlock);
      return { vpc: make(), plan };
    }
    const vpc = make();
    return { vpc, plan: planSubnetsLater(request, vpc.cidrBlock) };
  }

  private async defaultZones(name: string, args: awsx.ec2.VpcArgs): Promise<string[]> {
    const wanted = args.numberOfAvailabilityZones ?? 3;
    const region = args.region as string | undefined;
    const { names } = await aws.getAvailabilityZones(region ? { region } : undefined, { parent: this });
    if (!names || names.length < wanted) {
      throw new Error(
        `awsx.ec2.Vpc "${name}": the region has ${names?.length ?? 0} availability zones and ${wanted} are wanted; name ` +
          "zones in availabilityZoneNames, lower numberOfAvailabilityZones, or choose another region.",
      );
    }
    return names.slice(0, wanted);
  }

  private adviseStrategy(args: awsx.ec2.VpcArgs, layout: pulumi.Input<ResolvedSpec[]>): pulumi.Output<ResolvedSpec[]> {
    const specs = args.subnetSpecs as SubnetRequest[] | undefined;
    const known = pulumi.output(layout) as pulumi.Output<ResolvedSpec[]>;
    if (args.subnetStrategy === undefined && specs && !isExplicit(specs)) {
      known.apply((resolved) =>
        pulumi.log.warn(
          'subnetStrategy is left out and means "Legacy", which the next major version of awsx changes to "Auto"; ' +
            `name it. By "Auto" the same layout is subnetSpecs: ${JSON.stringify(resolved)}`,
          this,
        ),
      );
    }
    return known;
  }
}

/** Throws a sentence for arguments that contradict each other; returns the strategy for NAT gateways. */
function validateVpc(name: string, args: awsx.ec2.VpcArgs): NatStrategy {
  const fail = (problem: string): never => {
    throw new Error(`awsx.ec2.Vpc "${name}": ${problem}`);
  };
  const { ipv4IpamPoolId, ipv4NetmaskLength, cidrBlock, availabilityZoneNames, numberOfAvailabilityZones, region } = args;
  if (ipv4IpamPoolId !== undefined && cidrBlock !== undefined && ipv4NetmaskLength !== undefined) {
    fail("cidrBlock and ipv4NetmaskLength exclude each other; say the block or its size.");
  }
  if (ipv4IpamPoolId !== undefined && cidrBlock === undefined && ipv4NetmaskLength === undefined) {
    fail("ipv4IpamPoolId alone does not say how large the VPC is; set ipv4NetmaskLength or cidrBlock.");
  }
  if (availabilityZoneNames && numberOfAvailabilityZones) {
    fail("availabilityZoneNames and numberOfAvailabilityZones exclude each other; set one of them.");
  }
  if (region !== undefined && typeof region !== "string" && !availabilityZoneNames) {
    fail("region is known only at deployment, so its zones are not known now; name them in availabilityZoneNames.");
  }
  return natStrategy(name, args.natGateways?.strategy ?? "OnePerAz");
}

const outputNames = [
  "vpc",
  "subnets",
  "publicSubnets",
  "privateSubnets",
  "isolatedSubnets",
  "routeTables",
  "routes",
  "routeTableAssociations",
  "internetGateway",
  "natGateways",
  "eips",
  "subnetLayout",
  "privateSubnetIds",
  "publicSubnetIds",
  "isolatedSubnetIds",
  "vpcEndpoints",
  "vpcId",
] as const;

type VpcState = Readonly<Record<(typeof outputNames)[number], unknown>>;

function vpcState(
  network: VpcNetwork,
  vpcEndpoints: aws.ec2.VpcEndpoint[],
  subnetLayout: pulumi.Output<ResolvedSpec[]>,
): VpcState {
  const ofType = (type: "public" | "private" | "isolated"): aws.ec2.Subnet[] =>
    network.subnets.filter(({ plan }) => isType(plan, type)).map(({ resource }) => resource);
  const ids = (subnets: aws.ec2.Subnet[]): pulumi.Output<string>[] => subnets.map(({ id }) => id);
  const [publicSubnets, privateSubnets, isolatedSubnets] = [ofType("public"), ofType("private"), ofType("isolated")];
  return {
    ...network,
    subnets: network.subnets.map(({ resource }) => resource),
    publicSubnets,
    privateSubnets,
    isolatedSubnets,
    subnetLayout,
    publicSubnetIds: ids(publicSubnets),
    privateSubnetIds: ids(privateSubnets),
    isolatedSubnetIds: ids(isolatedSubnets),
    vpcEndpoints,
    vpcId: network.vpc.id,
  };
}
