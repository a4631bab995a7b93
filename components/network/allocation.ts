/**
 * Which subnet gets which block. The block of a tier and zone depends on their places in the lists and on nothing
 * else, so a zone or a tier that is appended later moves no subnet that exists: moving one would replace it, and with
 * it everything that stands in it. Every address of the network belongs to one tier and zone, of those that are there or
 * of those that may come: nothing is shared, and nothing lies idle for good.
 */
import type { Problem } from "../base";
import { formatCidr, overlaps, parseCidr, subBlock, type Cidr } from "./cidr";

/** In the order of their blocks; further tiers are appended. */
export const TIERS = ["private", "public", "isolated"] as const;
export type Tier = (typeof TIERS)[number];

/**
 * Private subnets hold nodes and pods, and pods take an address each, so the first tier has half of the network: an eighth
 * of it for every zone. The other half is cut into eight slots of one sixteenth, one for each further tier, and a slot into
 * a block for every zone.
 */
const ZONE_BITS = 2;
const HALF_BITS = 1;
const SLOT_BITS = 4;
export const MAX_ZONES = 2 ** ZONE_BITS;
const FIRST_SLOT = 2 ** SLOT_BITS / 2;

/** Slots in the order in which tiers take them. The first two are those of networks that exist; the others are free. */
const SLOTS = [0, 2, 1, 3, 4, 5, 6, 7] as const;
export const MAX_TIERS = 1 + SLOTS.length;

/** AWS: a VPC is a /16 at most, a subnet a /28 at least. https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const LARGEST_PREFIX = 16;
const SMALLEST_SUBNET_PREFIX = 28;
export const SMALLEST_NETWORK_PREFIX = SMALLEST_SUBNET_PREFIX - SLOT_BITS - ZONE_BITS;

export interface Allocation<T extends string = Tier> {
  readonly tier: T;
  readonly zone: string;
  readonly cidr: string;
}

export interface AddressPlan {
  readonly cidr: string;
  readonly zones: readonly string[];
}

/** The blocks of all tiers in all zones. The plan has to be free of problems. */
export function allocateSubnets(plan: AddressPlan): Allocation[] {
  return allocate(plan, TIERS);
}

/** The same for any tiers, up to {@link MAX_TIERS}; the first is the one with the large subnets. */
export function allocate<T extends string>({ cidr, zones }: AddressPlan, tiers: readonly T[]): Allocation<T>[] {
  const network = parseCidr(cidr);
  if (network === undefined) {
    return [];
  }
  return tiers.flatMap((tier, place) => zones.map((zone, index) => ({ tier, zone, cidr: formatCidr(blockOf(network, place, index)) })));
}

function blockOf(network: Cidr, tier: number, zone: number): Cidr {
  if (tier === 0) {
    return subBlock(network, network.prefix + HALF_BITS + ZONE_BITS, zone);
  }
  const slot = SLOTS[tier - 1];
  if (slot === undefined) {
    throw new RangeError(`A network has addresses for ${MAX_TIERS} tiers, not for ${tier + 1}.`);
  }
  const slotPrefix = network.prefix + SLOT_BITS;
  return subBlock(subBlock(network, slotPrefix, FIRST_SLOT + slot), slotPrefix + ZONE_BITS, zone);
}

/** What is wrong with an address plan; each problem is the rest of a sentence that begins with its argument. */
export function addressProblems(plan: AddressPlan, peers: readonly { readonly name: string; readonly cidr: string }[] = []): Problem[] {
  const network = parseCidr(plan.cidr);
  if (network === undefined) {
    return [{ argument: "cidr", problem: `must be an IPv4 block such as 10.20.0.0/16 with its host bits zero, not ${JSON.stringify(plan.cidr)}.` }];
  }
  return [...sizeProblems(plan.cidr, network), ...zoneProblems(plan.zones), ...peeringProblems(plan.cidr, network, peers)];
}

function sizeProblems(text: string, { prefix }: Cidr): Problem[] {
  if (prefix < LARGEST_PREFIX) {
    return [{ argument: "cidr", problem: `is ${text}, and AWS allows a VPC no more than a /${LARGEST_PREFIX}: choose a smaller block.` }];
  }
  return prefix > SMALLEST_NETWORK_PREFIX
    ? [{ argument: "cidr", problem: `is ${text}, too small for three tiers in three zones: choose a /${SMALLEST_NETWORK_PREFIX} or larger (a /${LARGEST_PREFIX} leaves room for pods).` }]
    : [];
}

function zoneProblems(zones: readonly string[]): Problem[] {
  if (zones.length < 2 || zones.length > MAX_ZONES) {
    return [{ argument: "zones", problem: `must name 2 to ${MAX_ZONES} availability zones, not ${zones.length}.` }];
  }
  const twice = zones.find((zone, index) => zones.indexOf(zone) !== index);
  return twice === undefined ? [] : [{ argument: "zones", problem: `names ${twice} twice; name each availability zone once.` }];
}

function peeringProblems(text: string, network: Cidr, peers: readonly { readonly name: string; readonly cidr: string }[]): Problem[] {
  const known: { name: string; block: Cidr; text: string }[] = [{ name: "this network", block: network, text }];
  const problems: Problem[] = [];
  for (const { name, cidr } of peers) {
    const argument = `peerings.${name}.cidr`;
    const block = parseCidr(cidr);
    if (block === undefined) {
      problems.push({ argument, problem: `must be an IPv4 block such as 10.30.0.0/16, not ${JSON.stringify(cidr)}.` });
      continue;
    }
    const other = known.find((candidate) => overlaps(candidate.block, block));
    if (other !== undefined) {
      problems.push({ argument, problem: `is ${cidr}, which overlaps ${other.text} of ${other.name}; a peering needs distinct addresses.` });
    }
    known.push({ name: `peering ${name}`, block, text: cidr });
  }
  return problems;
}
