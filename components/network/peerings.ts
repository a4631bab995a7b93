/** Peerings with other VPCs. */
import * as aws from "@pulumi/aws";
import type { KianaxComponent } from "../base";
import type { NetworkSubnet } from "./network";

/** Another VPC that the private tier may reach. */
export interface Peering {
  /** Part of the names, such as `analytics`. **Replaces** the peering when changed. */
  readonly name: string;
  readonly peerVpcId: string;
  /** Twelve-digit account of the other VPC. @default this account */
  readonly peerOwnerId?: string;
  /** Region of the other VPC. @default this Region */
  readonly peerRegion?: string;
  /** Its IPv4 block, which may overlap neither this network nor another peering. */
  readonly cidr: string;
}

/** Databases are reached through services, never from another network: only private route tables get the way. */
export function createPeerings(network: KianaxComponent, peerings: readonly Peering[], vpc: aws.ec2.Vpc, privateSubnets: readonly NetworkSubnet[]): void {
  for (const { name, peerVpcId, peerOwnerId, peerRegion, cidr } of peerings) {
    const sameAccount = peerOwnerId === undefined && peerRegion === undefined;
    const connection = network.child(aws.ec2.VpcPeeringConnection, "peering", `peering-${name}`, {
      vpcId: vpc.id,
      peerVpcId,
      // The other side accepts a peering across accounts or Regions itself.
      ...(sameAccount ? { autoAccept: true } : { peerOwnerId, peerRegion }),
      tags: network.tags(`peering-${name}`),
    });
    for (const { zone, routeTable } of privateSubnets) {
      network.child(aws.ec2.Route, "peeringRoute", `peering-${name}-${zone}`, {
        routeTableId: routeTable.id,
        destinationCidrBlock: cidr,
        vpcPeeringConnectionId: connection.id,
      });
    }
  }
}
