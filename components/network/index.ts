export { addressProblems, allocateSubnets, MAX_ZONES, SMALLEST_NETWORK_PREFIX, TIERS, type AddressPlan, type Allocation, type Tier } from "./allocation";
export { contains, formatCidr, overlaps, parseCidr, size, type Cidr } from "./cidr";
export { NAT_KINDS, type NatKind, type NatSettings } from "./nat";
export { KianaxNetwork, type KianaxNetworkArgs, type NetworkSubnet } from "./network";
export type { Peering } from "./peerings";
export { networkProblems } from "./validation";
