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

function family(cidr: string): "ipv4" | "ipv6" {
  return cidr.includes(":") ? "ipv6" : "ipv4";
}

function prefixLength(cidr: string): number {
  const [, length] = /\/(\d{1,3})$/.exec(cidr) ?? [];
  return length === undefined ? NaN : Number(length);
}
