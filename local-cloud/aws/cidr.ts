/** IPv4 ranges in CIDR notation: parsing, containment, overlap. */

export interface Cidr {
  /** First address as an unsigned number. */
  readonly base: number;
  /** Prefix length, 0 to 32. */
  readonly prefix: number;
}

/** The range; undefined when the text is no IPv4 CIDR. Host bits may be set: see `isCanonical`. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (!match) {
    return undefined;
  }
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some((octet) => octet > 255) || prefix > 32) {
    return undefined;
  }
  return { base: ((a << 24) | (b << 16) | (c << 8) | d) >>> 0, prefix };
}

/** How many addresses the range has. */
export function size({ prefix }: Cidr): number {
  return 2 ** (32 - prefix);
}

/** First address of the block that the base lies in. */
export function network({ base, prefix }: Cidr): number {
  return base - (base % size({ base, prefix }));
}

/** Whether no host bit is set, as EC2 wants it. */
export function isCanonical(cidr: Cidr): boolean {
  return network(cidr) === cidr.base;
}

export function formatCidr(cidr: Cidr): string {
  return `${formatAddress(network(cidr))}/${cidr.prefix}`;
}

export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");
}

/** Whether the outer range holds the whole inner one. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return network(outer) <= network(inner) && network(inner) + size(inner) <= network(outer) + size(outer);
}

export function overlaps(one: Cidr, other: Cidr): boolean {
  return network(one) < network(other) + size(other) && network(other) < network(one) + size(one);
}

/** The n-th address of the range, counted from its first. */
export function addressAt(cidr: Cidr, index: number): string {
  return formatAddress((network(cidr) + index) >>> 0);
}
