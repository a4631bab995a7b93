/** What is wrong with a cluster's arguments, without Pulumi; configuration uses the same check. */
import { date, flag, inputText, listOf, mapOf, neighbour, number, oneOf, optional, text, type ArgumentChecks, type Problem } from "../base";
import { logRetention } from "../monitoring";
import { parseCidr } from "../network/cidr";
import { accessProblems, PEOPLE } from "./access-validation";
import { ADDON_NAMES } from "./addons";
import { LOG_TYPES, type KianaxClusterArgs } from "./arguments";
import { NODE_GROUP, nodeGroupsProblems } from "./node-group-validation";
import { supportProblems } from "./support";
import { duplicates } from "./words";

/** Of its surroundings only the zones matter; configuration knows them without a network. */
type Judged = Omit<KianaxClusterArgs, "network" | "keys" | "environment"> & { readonly network: { readonly zones: readonly string[] } };

export const clusterChecks: ArgumentChecks<KianaxClusterArgs> = {
  shape: {
    network: neighbour("KianaxNetwork", ["vpcId", "privateSubnetIds", "zones"]),
    keys: neighbour("KianaxKeys", ["data", "secrets", "logs"]),
    version: text,
    publicAccessCidrs: listOf(text),
    logTypes: listOf(text),
    logRetentionDays: number,
    nodeGroups: mapOf(NODE_GROUP),
    maxNodes: optional(number),
    addons: mapOf(text),
    administrators: mapOf(inputText),
    deployers: optional(mapOf(inputText)),
    people: optional(PEOPLE),
    developerNamespaces: optional(listOf(text)),
    deletionProtection: flag,
    today: optional(date),
  },
  problems: clusterProblems,
};

export function clusterProblems(args: Judged, today: Date = args.today ?? new Date()): Problem[] {
  return [
    ...supportProblems(args.version, today),
    ...endpointProblems(args.publicAccessCidrs),
    ...logProblems(args),
    ...nodeGroupsProblems(args, args.network.zones.length),
    ...addonProblems(args.addons, args.version),
    ...accessProblems(args),
  ];
}

function endpointProblems(blocks: readonly string[]): Problem[] {
  const argument = "publicAccessCidrs";
  const malformed = blocks.filter((block) => parseCidr(block) === undefined);
  return [
    ...malformed.map((block) => ({ argument, problem: `names ${JSON.stringify(block)}, which is no IPv4 block such as 203.0.113.0/24 with its host bits zero.` })),
    ...blocks.filter((block) => parseCidr(block)?.prefix === 0).map((block) => ({
      argument,
      problem: `names ${block}, which opens the API server to everyone; name the blocks that need it, or none.`,
    })),
    ...duplicates(argument, blocks),
  ];
}

function logProblems({ logTypes, logRetentionDays }: Pick<Judged, "logTypes" | "logRetentionDays">): Problem[] {
  return [
    ...logTypes.flatMap((type) => oneOf("logTypes", type, LOG_TYPES)),
    ...duplicates("logTypes", logTypes),
    ...logRetention("logRetentionDays", logRetentionDays),
  ];
}

function addonProblems(versions: Judged["addons"], clusterVersion: string): Problem[] {
  const given: Readonly<Record<string, string | undefined>> = versions;
  const unknown = Object.keys(given).filter((name) => !ADDON_NAMES.some((known) => known === name));
  return [
    ...unknown.map((name) => ({ argument: `addons.${name}`, problem: `is no add-on of this component; it has ${ADDON_NAMES.join(", ")}.` })),
    ...ADDON_NAMES.filter((name) => !/^v\d+\.\d+\.\d+-eksbuild\.\d+$/.test(given[name] ?? "")).map((name) => ({
      argument: `addons.${name}`,
      problem: `must be the version of an EKS add-on such as v1.22.4-eksbuild.3, not ${JSON.stringify(given[name] ?? null)}.`,
    })),
    ...kubeProxyProblems(given["kube-proxy"] ?? "", clusterVersion),
  ];
}

/** kube-proxy may not be newer than the API server, and three minor versions older at most. https://kubernetes.io/releases/version-skew-policy/ */
function kubeProxyProblems(proxy: string, cluster: string): Problem[] {
  const [proxyMinor, clusterMinor] = [/^v1\.(\d+)\./.exec(proxy)?.[1], /^1\.(\d+)$/.exec(cluster)?.[1]].map(Number);
  if (proxyMinor === undefined || clusterMinor === undefined || Number.isNaN(proxyMinor) || Number.isNaN(clusterMinor)) {
    return [];
  }
  return proxyMinor <= clusterMinor && proxyMinor >= clusterMinor - 3
    ? []
    : [{ argument: "addons.kube-proxy", problem: `is ${proxy}, which does not fit Kubernetes ${cluster}: choose a v${cluster} build.` }];
}
