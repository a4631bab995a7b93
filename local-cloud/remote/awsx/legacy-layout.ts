import {
  blockAfter,
  firstAddress,
  formatBlock,
  overlap,
  parseBlock,
  sizeOf,
  type Block,
} from "./cidr";
import { isType, subnetIn, type NameTagStrategy, type Subnet, type SubnetRequest } from "./subnet-spec";

export interface LegacyLayout {
  readonly vpcName: string;
  readonly vpcCidr: string;
  readonly zones: readonly string[];
  readonly requests: readonly SubnetRequest[] | undefined;
  readonly nameTags: NameTagStrategy;
}

/** Kinds in the order in which they take addresses, with the smallest mask they get when none is asked for. */
const kinds = [
  { type: "Private", mask: 19 },
  { type: "Public", mask: 20 },
  { type: "Isolated", mask: 24 },
] as const;

/** Strategy Legacy, whose blocks must stay where they are for the networks that were made with it. */
export function legacySubnets(layout: LegacyLayout): Subnet[] {
  const vpc = parseBlock(layout.vpcCidr);
  const zoneBits = Math.ceil(Math.log2(Math.max(layout.zones.length, 1)));
  const bases = layout.zones.map((_zone, index) => part(layout.vpcName, vpc, zoneBits, index));
  return layout.requests
    ? bases.flatMap((base, index) => zoneSubnets(layout, layout.requests ?? [], base, index))
    : defaultSubnets(layout, bases);
}

function defaultSubnets({ vpcName, zones, nameTags }: LegacyLayout, bases: readonly Block[]): Subnet[] {
  const name = (type: string, index: number, block: Block): Subnet =>
    subnetIn(vpcName, { type }, { index, name: zones[index] ?? "" }, formatBlock(block), nameTags);
  const privates = bases.map((base) => part(vpcName, base, 1, 0));
  const publics = privates.map((block) => part(vpcName, part(vpcName, block, 0, 1), 1, 0));
  return [
    ...privates.map((block, index) => name("Private", index, block)),
    ...publics.map((block, index) => name("Public", index, block)),
  ];
}

function zoneSubnets(
  { vpcName, zones, nameTags }: LegacyLayout,
  requests: readonly SubnetRequest[],
  base: Block,
  index: number,
): Subnet[] {
  const newBits = requests.length === 1 ? 0 : 1;
  const subnets: Subnet[] = [];
  // One address before the zone, which overlaps nothing in it.
  let current: Block = { address: firstAddress(base) - 1, mask: 32 };
  let lastOfEarlierKinds: Block | undefined;
  for (const kind of kinds) {
    const ofKind = requests.filter((request) => isType(request, kind.type.toLowerCase() as "private"));
    let last: Block | undefined;
    ofKind.forEach((request, nth) => {
      const mask = request.cidrMask ?? Math.max(base.mask + newBits, kind.mask);
      const start = lastOfEarlierKinds ? part(vpcName, lastOfEarlierKinds, 0, 1) : base;
      const candidate = part(vpcName, start, mask - start.mask, nth);
      last = overlap(current, candidate) ? blockAfter(current, mask) : candidate;
      current = last;
      const block = formatBlock(last);
      const zone = { index, name: zones[index] ?? "" };
      subnets.push(subnetIn(vpcName, { ...request, type: kind.type }, zone, block, nameTags));
    });
    lastOfEarlierKinds = last ?? lastOfEarlierKinds;
  }
  return subnets;
}

/** The nth block that is `bits` smaller, counted from the address of the block as written. */
function part(vpcName: string, block: Block, bits: number, nth: number): Block {
  const mask = block.mask + bits;
  if (mask > 32) {
    throw new Error(
      `awsx.ec2.Vpc "${vpcName}": ${formatBlock(block)} cannot be split by ${bits} more bits, it has ${32 - block.mask}; ` +
        "make the block of the VPC larger, or use fewer subnets or availability zones.",
    );
  }
  return { address: block.address + sizeOf({ mask }) * nth, mask };
}
