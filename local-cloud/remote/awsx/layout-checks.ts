import { blockAfter, firstAddress, formatAddress, lastAddress, overlap, parseBlock } from "./cidr";
import { isType, type Subnet } from "./subnet-spec";

export function checkOverlaps(vpcName: string, subnets: readonly Subnet[]): void {
  const blocks = subnets.map(({ cidrBlock }) => parseBlock(cidrBlock));
  const overlapping = subnets.filter((_subnet, index) =>
    blocks.some((other, otherIndex) => {
      const block = blocks[index];
      return otherIndex !== index && block !== undefined && overlap(block, other);
    }),
  );
  if (overlapping.length > 0) {
    const list = overlapping.map(({ resourceName, cidrBlock }) => `${resourceName} (${cidrBlock})`).join(", ");
    throw new Error(
      `awsx.ec2.Vpc "${vpcName}": these subnets overlap with another: ${list}; make the block of the VPC larger, the ` +
        "subnets smaller, or use fewer availability zones.",
    );
  }
}

/** Strategy Exact wants every address of the VPC in some subnet, if only one of type Unused. */
export function checkGaps(vpcName: string, vpcCidr: string, subnets: readonly Subnet[]): void {
  const vpc = parseBlock(vpcCidr);
  let expected = firstAddress(vpc);
  let previous = "the start of the VPC";
  const gaps: string[] = [];
  for (const { cidrBlock, resourceName } of subnets) {
    const block = parseBlock(cidrBlock);
    const subnet = `${resourceName} (${cidrBlock})`;
    if (firstAddress(block) !== expected) {
      gaps.push(`between ${previous} and ${subnet}`);
    }
    expected = blockAfter(block).address;
    previous = subnet;
  }
  if (expected !== lastAddress(vpc) + 1) {
    gaps.push(`between ${previous} and the end of the VPC (${formatAddress(lastAddress(vpc))})`);
  }
  if (gaps.length > 0) {
    throw new Error(
      `awsx.ec2.Vpc "${vpcName}": subnetStrategy "Exact" leaves no address over, and there are gaps ${gaps.join(", ")}; ` +
        "fill them with subnets of type Unused.",
    );
  }
}

export type NatStrategy = "None" | "Single" | "OnePerAz";

/** The strategy in its own spelling: programs may write it in any case. */
export function natStrategy(vpcName: string, given: string): NatStrategy {
  const strategies: readonly NatStrategy[] = ["None", "Single", "OnePerAz"];
  const strategy = strategies.find((known) => known.toLowerCase() === given.toLowerCase());
  if (!strategy) {
    throw new Error(
      `awsx.ec2.Vpc "${vpcName}": natGateways.strategy "${given}" does not exist; use one of ${strategies.join(", ")}.`,
    );
  }
  return strategy;
}

/** Who brings addresses wants traffic to leave from those alone, so their number must be the one of the gateways. */
export function checkElasticIps(vpcName: string, strategy: NatStrategy, count: number, zoneCount: number): void {
  const allowed = { None: 0, Single: 1, OnePerAz: zoneCount }[strategy];
  if (count > 0 && count !== allowed) {
    throw new Error(
      `awsx.ec2.Vpc "${vpcName}": natGateways.elasticIpAllocationIds has ${count} addresses, and strategy ${strategy} ` +
        `takes ${allowed}.`,
    );
  }
}

export function checkNatPlacement(vpcName: string, strategy: NatStrategy, subnets: readonly Subnet[]): void {
  const hosts = subnets.some((subnet) => isType(subnet, "public"));
  const users = subnets.some((subnet) => isType(subnet, "private") || isType(subnet, "isolated"));
  if (strategy !== "None" && !(hosts && users)) {
    throw new Error(
      `awsx.ec2.Vpc "${vpcName}": natGateways.strategy ${strategy} needs public subnets, where the gateways live, and ` +
        'private or isolated ones; add them to subnetSpecs, or set the strategy to "None".',
    );
  }
}
