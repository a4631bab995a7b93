import { blockAfter, contains, firstAddress, lastAddress, parseBlock, type Block } from "./cidr";
import type { Subnet, SubnetRequest } from "./subnet-spec";

/** One entry of the component's output `subnetLayout`. */
export interface ResolvedSpec {
  readonly type: string;
  readonly name?: string;
  readonly cidrBlocks?: string[];
  readonly cidrMask?: number;
  readonly size?: number;
}

export function resolvedRequests(requests: readonly SubnetRequest[]): ResolvedSpec[] {
  return requests.map(({ type, name, cidrBlocks, cidrMask, size }) => ({ type, name, cidrBlocks, cidrMask, size }));
}

/** What a program would write to get the subnets of the first zone by strategy Auto, with what lies between as Unused. */
export function resolvedSubnets(subnets: readonly Subnet[], zoneCount: number): ResolvedSpec[] {
  const specs: ResolvedSpec[] = [];
  let previous: Block | undefined;
  for (const { type, cidrBlock } of subnets.slice(0, subnets.length / zoneCount)) {
    const block = parseBlock(cidrBlock);
    if (previous) {
      specs.push(...blocksBetween(previous, block).map(({ mask }) => ({ type: "Unused", cidrMask: mask })));
    }
    specs.push({ type, cidrMask: block.mask });
    previous = block;
  }
  return specs;
}

/** The fewest aligned blocks that fill the gap between two blocks. */
export function blocksBetween(one: Block, other: Block): Block[] {
  const [start, end] = firstAddress(one) < firstAddress(other) ? [one, other] : [other, one];
  const blocks: Block[] = [];
  let previous = one;
  let next = blockAfter(start);
  while (next.address < firstAddress(end)) {
    next = widened(next, previous, end);
    blocks.push(next);
    previous = next;
    next = blockAfter(next);
  }
  return blocks;
}

function widened(block: Block, previous: Block, end: Block): Block {
  const wider = { address: firstAddress({ ...block, mask: block.mask - 1 }), mask: block.mask - 1 };
  return contains(wider, lastAddress(previous)) || contains(wider, firstAddress(end))
    ? block
    : widened(wider, previous, end);
}
