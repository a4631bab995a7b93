/** How the private tier reaches the internet. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { createAlarm, type AlarmDefinition } from "../monitoring";
import { createNatInstance } from "./nat-instance";
import type { KianaxNetworkArgs, NetworkSubnet } from "./network";

export const NAT_KINDS = ["instance", "single", "per-zone"] as const;
export type NatKind = (typeof NAT_KINDS)[number];

/** A way to the internet, spelt out. */
export interface NatSettings {
  /** `gateway`, kept by AWS, or `instance`, an EC2 instance that is replaced when it does not forward. */
  readonly kind: "gateway" | "instance";
  /**
   * One in every zone, for gateways alone. In place.
   * @default false
   */
  readonly perZone?: boolean;
  /**
   * arm64 type of the instance. Larger ones forward more: 32 Mbit/s at all times for a t4g.nano, 64 for a t4g.micro, 128 for a
   * t4g.small, and bursts of 5 Gbit/s. In place, with an outage of minutes. $3.07, $6.13 and $12.26 a month.
   * Source: https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html
   * @default "t4g.nano"
   */
  readonly instanceType?: string;
}

const DEFAULT_INSTANCE_TYPE = "t4g.nano";

/** What a name stands for. */
export function natSettings(nat: NatKind | NatSettings): Required<NatSettings> {
  const named = { instance: { kind: "instance" }, single: { kind: "gateway" }, "per-zone": { kind: "gateway", perZone: true } } as const;
  return { perZone: false, instanceType: DEFAULT_INSTANCE_TYPE, ...(typeof nat === "string" ? named[nat] : nat) };
}

const INTERNET = "0.0.0.0/0";

/** What a NAT stands in. */
export interface NatSurroundings {
  readonly vpc: aws.ec2.Vpc;
  readonly internet: aws.ec2.InternetGateway;
  /** What joins the public tier with the internet: without it nothing that boots there reaches it. */
  readonly publicRouting: readonly pulumi.Resource[];
  readonly publicSubnets: readonly NetworkSubnet[];
  readonly privateSubnets: readonly NetworkSubnet[];
}

export type NatArgs = Pick<KianaxNetworkArgs, "nat" | "cidr" | "protectAddresses" | "alarmActions">;

/** Makes the NAT and the default routes of the private tier, and gives what has to be there before they lead anywhere. The isolated tier gets none. */
export function createNat(network: KianaxComponent, args: NatArgs, surroundings: NatSurroundings): pulumi.Resource[] {
  const settings = natSettings(args.nat);
  const { target, ready } = settings.kind === "instance" ? natInstance(network, args, settings.instanceType, surroundings) : natGateways(network, args, settings.perZone, surroundings);
  const routes = surroundings.privateSubnets.map(({ zone, routeTable }) =>
    network.child(aws.ec2.Route, "privateRoute", `private-${zone}`, {
      routeTableId: routeTable.id,
      destinationCidrBlock: INTERNET,
      ...target(zone),
    }),
  );
  return [...routes, ...ready];
}

interface Way {
  readonly target: (zone: string) => Pick<aws.ec2.RouteArgs, "natGatewayId" | "networkInterfaceId">;
  /** What forwards, where the route's target alone does not. */
  readonly ready: readonly pulumi.Resource[];
}

/** One gateway a zone keeps each zone's traffic at home; a single one is cheaper and one zone's failure takes all. */
function natGateways(network: KianaxComponent, args: NatArgs, perZone: boolean, { publicSubnets, internet }: NatSurroundings): Way {
  const chosen = perZone ? publicSubnets : publicSubnets.slice(0, 1);
  const gateways = new Map(chosen.map((subnet) => [subnet.zone, createGateway(network, args, subnet, internet)]));
  const [first] = gateways.values();
  return { target: (zone) => ({ natGatewayId: (gateways.get(zone) ?? required(first)).id }), ready: [] };
}

function createGateway(network: KianaxComponent, args: NatArgs, { zone, subnet }: NetworkSubnet, internet: aws.ec2.InternetGateway): aws.ec2.NatGateway {
  const suffix = `nat-${zone}`;
  // Partners allow-list these addresses, so they outlive a gateway that is replaced.
  const address = network.child(aws.ec2.Eip, "natAddress", suffix, { domain: "vpc", tags: network.tags(suffix) }, { stateful: args.protectAddresses ?? true });
  const gateway = network.child(
    aws.ec2.NatGateway,
    "natGateway",
    suffix,
    { subnetId: subnet.id, allocationId: address.allocationId, connectivityType: "public", tags: network.tags(suffix) },
    // AWS refuses a gateway, with Gateway.NotAttached, in a VPC that does not reach the internet yet.
    { dependsOn: [internet] },
  );
  createAlarm(network, "network", portAlarm(zone), { NatGatewayId: gateway.id }, args.alarmActions);
  return gateway;
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html */
function portAlarm(zone: string): AlarmDefinition {
  return {
    suffix: `nat-${zone}-ports`,
    description: `The NAT gateway in ${zone} has no port left for some destination: new connections to it fail. Reuse connections, or spread them over more addresses.`,
    measure: { namespace: "AWS/NATGateway", metricName: "ErrorPortAllocation", statistic: "Sum" },
    comparison: "above",
    threshold: 0,
    periodSeconds: 300,
    periods: 3,
  };
}

function natInstance(network: KianaxComponent, args: NatArgs, instanceType: string, surroundings: NatSurroundings): Way {
  const { networkInterface, instances } = createNatInstance(network, args, instanceType, required(surroundings.publicSubnets[0]), surroundings);
  return { target: () => ({ networkInterfaceId: networkInterface.id }), ready: [instances] };
}

function required<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new pulumi.RunError("A network without public subnets cannot have a NAT.");
  }
  return value;
}
