/**
 * Which subnet gets which block. The block of a tier and zone depends on their places in the lists and on nothing
 * else, so a zone or a tier that is appended later moves no subnet that exists: moving one would replace it, and with
 * it everything that stands in it.
 */
import type { Problem } from "../base";
import { formatCidr, overlaps, parseCidr, subBlock, type Cidr } from "./cidr";

/** In the order of their blocks; further tiers are appended. */
export const TIERS = ["private", "public", "isolated"] as const;
export type Tier = (typeof TIERS)[number];

/**
 * The network is cut into eight parts. Private subnets hold nodes and pods, and pods take an address each, so every
 * zone has a whole part for them (parts 0 to 3); the other tiers share one part among their zones. Parts 6 and 7 are
 * free for tiers to come.
 */
const PARTS_BITS = 3;
const SHARED_PART: Readonly<Record<Exclude<Tier, "private">, number>> = { public: 4, isolated: 5 };
const ZONES_BITS = 3;
export const MAX_ZONES = 4;

/** AWS: a VPC is a /16 at most, a subnet a /28 at least. https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const LARGEST_PREFIX = 16;
const SMALLEST_SUBNET_PREFIX = 28;
export const SMALLEST_NETWORK_PREFIX = SMALLEST_SUBNET_PREFIX - PARTS_BITS - ZONES_BITS;

export interface Allocation {
  readonly tier: Tier;
  readonly zone: string;
  readonly cidr: string;
}

export interface AddressPlan {
  readonly cidr: string;
  readonly zones: readonly string[];
}

/** The blocks of all tiers in all zones. The plan has to be free of problems. */
export function allocateSubnets({ cidr, zones }: AddressPlan): Allocation[] {
  const network = parseCidr(cidr);
  if (network === undefined) {
    return [];
  }
  return TIERS.flatMap((tier) => zones.map((zone, index) => ({ tier, zone, cidr: formatCidr(blockOf(network, tier, index)) })));
}

function blockOf(network: Cidr, tier: Tier, zone: number): Cidr {
  const partPrefix = network.prefix + PARTS_BITS;
  return tier === "private"
    ? subBlock(network, partPrefix, zone)
    : subBlock(subBlock(network, partPrefix, SHARED_PART[tier]), partPrefix + ZONES_BITS, zone);
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
