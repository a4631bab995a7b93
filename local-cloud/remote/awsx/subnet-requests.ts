import { parseBlock, sizeOf } from "./cidr";
import type { SubnetRequest } from "./subnet-spec";

const duplicateNames = (type: string): string =>
  `more than one subnet of type "${type}" goes without a name, or two share one; give each of them a "name" of its own, ` +
  "which one per type may leave out";

/** Brings `cidrMask` and `size` into agreement, and throws one sentence with all that is wrong. */
export function normalizeRequests(
  vpcName: string,
  requests: readonly SubnetRequest[] | undefined,
  zoneCount: number,
): SubnetRequest[] | undefined {
  if (requests === undefined) {
    return undefined;
  }
  const explicit = isExplicit(requests);
  const problems = [
    ...nameProblems(requests),
    ...requests.flatMap(sizeProblems),
    ...(explicit
      ? requests.flatMap((request, index) => explicitProblems(request, index, zoneCount))
      : requests.flatMap(disagreement)),
  ];
  if (problems.length > 0) {
    throw new Error(`awsx.ec2.Vpc "${vpcName}": subnetSpecs are wrong: ${problems.join("; ")}.`);
  }
  return requests.map((request) => (explicit ? request : { ...request, ...maskAndSize(request) }));
}

/** Whether the program says every block itself. */
export function isExplicit(requests: readonly SubnetRequest[]): boolean {
  return requests.some(({ cidrBlocks }) => cidrBlocks !== undefined);
}

/** The requests with private and public ones added or overridden: what strategy AutoMerge means. */
export function mergeWithDefaults(
  vpcName: string,
  requests: readonly SubnetRequest[],
  defaults: readonly SubnetRequest[],
): SubnetRequest[] {
  const overrides = new Map<string, SubnetRequest>();
  const others: SubnetRequest[] = [];
  for (const request of requests) {
    const type = request.type.toLowerCase();
    if (request.name !== undefined || !defaults.some((candidate) => candidate.type.toLowerCase() === type)) {
      others.push(request);
    } else if (overrides.has(type)) {
      throw new Error(`awsx.ec2.Vpc "${vpcName}": subnetSpecs are wrong: ${duplicateNames(type)}.`);
    } else {
      overrides.set(type, request);
    }
  }
  return [...defaults.map((request) => ({ ...request, ...overrides.get(request.type.toLowerCase()) })), ...others];
}

function nameProblems(requests: readonly SubnetRequest[]): string[] {
  const namesByType = new Map<string, (string | undefined)[]>();
  for (const { type, name } of requests) {
    namesByType.set(type.toLowerCase(), [...(namesByType.get(type.toLowerCase()) ?? []), name]);
  }
  return [...namesByType]
    .filter(([, names]) => new Set(names).size < names.length)
    .map(([type]) => duplicateNames(type));
}

function sizeProblems({ size }: SubnetRequest): string[] {
  return size === undefined || maskOfSize(size) !== undefined
    ? []
    : [`size ${size} is not a power of two between 4 and 4294967296`];
}

function explicitProblems(request: SubnetRequest, index: number, zoneCount: number): string[] {
  const { cidrBlocks, cidrMask, size } = request;
  if (cidrBlocks === undefined) {
    return [`subnetSpecs[${index}] has no cidrBlocks, which all need as soon as one has them`];
  }
  if (cidrBlocks.length !== zoneCount) {
    return [`subnetSpecs[${index}] has ${cidrBlocks.length} cidrBlocks for ${zoneCount} availability zones`];
  }
  const blocks = cidrBlocks.map(parseBlock);
  if (cidrMask !== undefined && blocks.some(({ mask }) => mask !== cidrMask)) {
    return [`cidrMask ${cidrMask} of subnetSpecs[${index}] is not the one of its cidrBlocks; leave it out`];
  }
  if (size !== undefined && blocks.some((block) => sizeOf(block) !== size)) {
    return [`size ${size} of subnetSpecs[${index}] is not the one of its cidrBlocks; leave it out`];
  }
  return [];
}

function disagreement({ cidrMask, size }: SubnetRequest): string[] {
  return cidrMask && size !== undefined && sizeOf({ mask: cidrMask }) !== size
    ? [`size ${size} is not the ${sizeOf({ mask: cidrMask })} addresses of a /${cidrMask} block`]
    : [];
}

function maskAndSize({ cidrMask, size }: SubnetRequest): Pick<SubnetRequest, "cidrMask" | "size"> {
  const mask = cidrMask ?? (size ? maskOfSize(size) : undefined);
  return { cidrMask: mask, size: mask ? sizeOf({ mask }) : undefined };
}

function maskOfSize(size: number): number | undefined {
  const mask = 32 - Math.log2(size);
  return Number.isInteger(mask) && mask >= 0 && mask <= 30 ? mask : undefined;
}
