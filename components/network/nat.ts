/** How the private tier reaches the internet. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { createNatInstance } from "./nat-instance";
import type { NetworkSubnet } from "./network";

export const NAT_KINDS = ["instance", "single", "per-zone"] as const;
export type NatKind = (typeof NAT_KINDS)[number];

const INTERNET = "0.0.0.0/0";

/** Makes the NAT and the default routes of the private tier. The isolated tier gets none. */
export function createNat(
  network: KianaxComponent,
  { nat, cidr }: { readonly nat: NatKind; readonly cidr: string },
  internet: aws.ec2.InternetGateway,
  vpc: aws.ec2.Vpc,
  publicSubnets: readonly NetworkSubnet[],
  privateSubnets: readonly NetworkSubnet[],
): void {
  const target = nat === "instance" ? natInstance(network, publicSubnets, internet, vpc, cidr) : natGateways(network, nat, publicSubnets, internet);
  for (const { zone, routeTable } of privateSubnets) {
    network.child(aws.ec2.Route, "privateRoute", `private-${zone}`, {
      routeTableId: routeTable.id,
      destinationCidrBlock: INTERNET,
      ...target(zone),
    });
  }
}

type RouteTarget = (zone: string) => Pick<aws.ec2.RouteArgs, "natGatewayId" | "networkInterfaceId">;

/** One gateway a zone keeps each zone's traffic at home; a single one is cheaper and one zone's failure takes all. */
function natGateways(
  network: KianaxComponent,
  kind: "single" | "per-zone",
  publicSubnets: readonly NetworkSubnet[],
  internet: aws.ec2.InternetGateway,
): RouteTarget {
  const chosen = kind === "single" ? publicSubnets.slice(0, 1) : publicSubnets;
  const gateways = new Map(chosen.map(({ zone, subnet }) => [zone, createGateway(network, zone, subnet, internet)]));
  const [first] = gateways.values();
  return (zone) => ({ natGatewayId: (gateways.get(zone) ?? required(first)).id });
}

function createGateway(network: KianaxComponent, zone: string, subnet: aws.ec2.Subnet, internet: aws.ec2.InternetGateway): aws.ec2.NatGateway {
  const suffix = `nat-${zone}`;
  // Partners allow-list these addresses, so they outlive a gateway that is replaced.
  const address = network.child(aws.ec2.Eip, "natAddress", suffix, { domain: "vpc", tags: network.tags(suffix) }, { stateful: true });
  return network.child(
    aws.ec2.NatGateway,
    "natGateway",
    suffix,
    { subnetId: subnet.id, allocationId: address.allocationId, connectivityType: "public", tags: network.tags(suffix) },
    // AWS refuses a gateway, with Gateway.NotAttached, in a VPC that does not reach the internet yet.
    { dependsOn: [internet] },
  );
}

function natInstance(
  network: KianaxComponent,
  publicSubnets: readonly NetworkSubnet[],
  internet: aws.ec2.InternetGateway,
  vpc: aws.ec2.Vpc,
  cidr: string,
): RouteTarget {
  const [home] = publicSubnets;
  const { networkInterface } = createNatInstance(network, required(home), internet, vpc, cidr);
  return () => ({ networkInterfaceId: networkInterface.id });
}

function required<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new pulumi.RunError("A network without public subnets cannot have a NAT.");
  }
  return value;
}
