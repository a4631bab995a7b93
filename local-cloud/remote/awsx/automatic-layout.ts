import { blockAfter, blockAround, firstAddress, formatBlock, parseBlock, sizeOf, type Block } from "./cidr";
import { mergeWithDefaults } from "./subnet-requests";
import { subnetIn, type NameTagStrategy, type Subnet, type SubnetRequest } from "./subnet-spec";

export interface AutomaticLayout {
  readonly vpcName: string;
  readonly zones: readonly string[];
  readonly requests: readonly SubnetRequest[] | undefined;
  /** Whether the default subnets are added to the requests. */
  readonly merge: boolean;
  readonly zoneMask?: number;
  readonly nameTags: NameTagStrategy;
}

const defaultTypes = ["Private", "Public"];

/** Strategy Auto: equal parts for the zones, and in each the subnets one after the other in the order of the requests. */
export function automaticSubnets(layout: AutomaticLayout, vpcCidr: string): Subnet[] {
  const { vpcName, zones, nameTags } = layout;
  const vpc = parseBlock(vpcCidr);
  const zoneMask = layout.zoneMask ?? vpc.mask + bitsFor(zones.length);
  const requests = requestsFor(layout, zoneMask);
  const subnetMask = (request: SubnetRequest): number => request.cidrMask ?? zoneMask + bitsFor(requests.length);
  checkFit(vpcName, zoneMask, requests.map(subnetMask));

  let zoneBlock = blockAround(firstAddress(vpc), zoneMask);
  return zones.flatMap((zone, index) => {
    let previous: Block | undefined;
    const subnets = requests.map((request) => {
      const mask = subnetMask(request);
      const block: Block = previous ? blockAfter(previous, mask) : blockAround(zoneBlock.address, mask);
      previous = block;
      return subnetIn(vpcName, request, { index, name: zone }, formatBlock(block), nameTags);
    });
    zoneBlock = blockAfter(zoneBlock);
    return subnets;
  });
}

/** The kinds of subnets, whose number and names are known before the block of the VPC is. */
export function automaticRequests({ vpcName, requests, merge }: AutomaticLayout): readonly SubnetRequest[] {
  const defaults = defaultTypes.map((type) => ({ type }));
  return merge ? mergeWithDefaults(vpcName, requests ?? [], defaults) : (requests ?? defaults);
}

function requestsFor({ vpcName, requests, merge }: AutomaticLayout, zoneMask: number): readonly SubnetRequest[] {
  if (!merge && requests) {
    if (requests.length === 0) {
      throw new Error(`awsx.ec2.Vpc "${vpcName}": subnetSpecs is empty; name a subnet, or leave it out for the default.`);
    }
    return requests;
  }
  const defaults = defaultRequests(vpcName, zoneMask);
  return merge ? mergeWithDefaults(vpcName, requests ?? [], defaults) : defaults;
}

function defaultRequests(vpcName: string, zoneMask: number): SubnetRequest[] {
  if (zoneMask > 26) {
    throw new Error(
      `awsx.ec2.Vpc "${vpcName}": default subnets need a /26 block per availability zone and have /${zoneMask}; make the ` +
        "block of the VPC larger, or name the subnets in subnetSpecs.",
    );
  }
  return defaultTypes.map((type, index) => ({ type, cidrMask: Math.max(zoneMask, 16) + index + 1 }));
}

function checkFit(vpcName: string, zoneMask: number, masks: readonly number[]): void {
  const wanted = masks.reduce((sum, mask) => sum + sizeOf({ mask }), 0);
  const available = sizeOf({ mask: zoneMask });
  if (wanted > available) {
    throw new Error(
      `awsx.ec2.Vpc "${vpcName}": the subnets of one availability zone want ${wanted} addresses and its part of the VPC ` +
        `has ${available}; make the block of the VPC larger or the subnets smaller.`,
    );
  }
}

function bitsFor(count: number): number {
  return count === 0 ? 0 : Math.ceil(Math.log2(count));
}
