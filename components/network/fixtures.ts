/** Networks as tests make them. */
import { KianaxKeys, type KianaxKeysArgs } from "../keys";
import { KianaxNetwork, type KianaxNetworkArgs } from "./network";

export const NETWORK: Omit<KianaxNetworkArgs, "keys"> = {
  environment: "production",
  cidr: "10.20.0.0/16",
  zones: ["us-east-1a", "us-east-1b", "us-east-1c"],
  region: "us-east-1",
  nat: "per-zone",
  interfaceEndpoints: [],
  flowLogs: { retentionDays: 365 },
  peerings: [],
  clusterName: "kianax-production",
};

export const KEYS: KianaxKeysArgs = {
  environment: "production",
  region: "us-east-1",
  multiRegion: true,
  brokerCredentialServices: ["trading"],
  deletionWindowDays: 30,
  rotationPeriodDays: 365,
};

/** Keys of production; only inside a mocked engine. */
export function productionKeys(): KianaxKeys {
  return new KianaxKeys("production", KEYS);
}

/** A network of production; only inside a mocked engine. */
export function productionNetwork(changes: Partial<KianaxNetworkArgs> = {}): KianaxNetwork {
  return new KianaxNetwork("production", { keys: productionKeys(), ...NETWORK, ...changes });
}
