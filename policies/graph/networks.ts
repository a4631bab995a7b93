/** Prefix lengths below which a network is refused as wide: IPv4 /16, and IPv6 /32, a provider's whole allocation. */
const NARROW = { ipv4: 16, ipv6: 32 } as const;

/** Prefix lengths below which a network counts as the open internet: two halves of it would otherwise pass as no /0. */
const OPEN = { ipv4: 8, ipv6: 16 } as const;

/** Whether a network is narrow enough to be listed as trusted. */
export function isNarrow(cidr: string): boolean {
  return prefixLength(cidr) >= NARROW[family(cidr)];
}

/** Whether a network is, or is a large part of, the internet. What does not read as a network counts as open. */
export function isOpen(cidr: string): boolean {
  return !(prefixLength(cidr) >= OPEN[family(cidr)]);
}

/** The networks that the internet does not reach: RFC 1918, and RFC 4193. */
const PRIVATE = { ipv4: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"], ipv6: ["fc00::/7"] } as const;

/** The private networks in a network that is open, all of them where that cannot be told; what is left is the internet. */
export function privateIn(cidr: string): readonly string[] {
  return PRIVATE[family(cidr)].filter((each) => addressesOf(cidr) === undefined || contains(cidr, each));
}

/** Whether a network takes in the whole of another. Of IPv6 only what is written alike is known to. */
export function contains(outer: string, inner: string): boolean {
  const [wide, narrow] = [addressesOf(outer), addressesOf(inner)];
  return outer === inner || (wide !== undefined && narrow !== undefined && wide.first <= narrow.first && narrow.last <= wide.last);
}

/** The first and the last address of an IPv4 network, as numbers. */
function addressesOf(cidr: string): { readonly first: number; readonly last: number } | undefined {
  const octets = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/\d+$/.exec(cidr)?.slice(1).map(Number);
  if (octets === undefined) {
    return undefined;
  }
  const size = 2 ** (32 - prefixLength(cidr));
  const address = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const first = address - (address % size);
  return { first, last: first + size - 1 };
}

function family(cidr: string): "ipv4" | "ipv6" {
  return cidr.includes(":") ? "ipv6" : "ipv4";
}

function prefixLength(cidr: string): number {
  const [, length] = /\/(\d{1,3})$/.exec(cidr) ?? [];
  return length === undefined ? NaN : Number(length);
}
