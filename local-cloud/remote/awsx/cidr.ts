/** Arithmetic on IPv4 blocks. An address may lie inside its block rather than at its start, as written. */
export interface Block {
  readonly address: number;
  readonly mask: number;
}

export function parseBlock(cidr: string): Block {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
  const [a = NaN, b = NaN, c = NaN, d = NaN, mask = NaN] = (match ?? []).slice(1).map(Number);
  if (!match || [a, b, c, d].some((byte) => byte > 255) || mask > 32) {
    throw new Error(`"${cidr}" is not an IPv4 CIDR block, such as 10.0.0.0/16.`);
  }
  return { address: ((a * 256 + b) * 256 + c) * 256 + d, mask };
}

export function formatBlock({ address, mask }: Block): string {
  return `${formatAddress(address)}/${mask}`;
}

export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

export function sizeOf({ mask }: Pick<Block, "mask">): number {
  return 2 ** (32 - mask);
}

export function firstAddress(block: Block): number {
  return block.address - (block.address % sizeOf(block));
}

export function lastAddress(block: Block): number {
  return firstAddress(block) + sizeOf(block) - 1;
}

/** The block of a size that an address lies in, written from its start. */
export function blockAround(address: number, mask: number): Block {
  return { address: firstAddress({ address, mask }), mask };
}

/** The first block of a size that starts after the block ends. */
export function blockAfter(block: Block, mask = block.mask): Block {
  const around = blockAround(lastAddress(block), mask);
  return { address: lastAddress(around) + 1, mask };
}

export function overlap(one: Block, other: Block): boolean {
  return firstAddress(one) <= lastAddress(other) && firstAddress(other) <= lastAddress(one);
}

export function contains(block: Block, address: number): boolean {
  return firstAddress(block) <= address && address <= lastAddress(block);
}
