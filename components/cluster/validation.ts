/** What is wrong with a cluster's arguments, without Pulumi; configuration uses the same check. */
import { date, flag, inputText, listOf, mapOf, neighbour, number, objectOf, oneOf, optional, text, wholeNumber, type ArgumentChecks, type Problem } from "../base";
import { logRetention } from "../monitoring";
import { parseCidr } from "../network/cidr";
import { ADDON_NAMES } from "./addons";
import { AMI_TYPES, CAPACITY_TYPES, LOG_TYPES, type KianaxClusterArgs, type NodeGroup } from "./arguments";
import { supportProblems } from "./support";

type Judged = Omit<KianaxClusterArgs, "network" | "keys" | "environment">;

/** EKS: nodes in a managed group. https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html */
const MOST_NODES = 450;
const MOST_INSTANCE_TYPES = 20;

const NODE_GROUP = objectOf<NodeGroup>({
  instanceTypes: listOf(text),
  capacityType: text,
  amiType: text,
  minSize: number,
  maxSize: number,
  desiredSize: number,
  diskGiB: number,
  zonal: optional(flag),
});

export const clusterChecks: ArgumentChecks<KianaxClusterArgs> = {
  shape: {
    network: neighbour("KianaxNetwork", ["vpcId", "privateSubnetIds", "zones"]),
    keys: neighbour("KianaxKeys", ["data", "secrets", "logs"]),
    version: text,
    publicAccessCidrs: listOf(text),
    logTypes: listOf(text),
    logRetentionDays: number,
    nodeGroups: mapOf(NODE_GROUP),
    addons: mapOf(text),
    administrators: mapOf(inputText),
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
    ...nodeGroupsProblems(args.nodeGroups),
    ...addonProblems(args.addons, args.version),
    ...administratorProblems(args.administrators),
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

function nodeGroupsProblems(groups: Judged["nodeGroups"]): Problem[] {
  const named = Object.entries(groups);
  return named.length === 0
    ? [{ argument: "nodeGroups", problem: "is empty, and pods need nodes: name at least one group." }]
    : named.flatMap(([name, group]) => nodeGroupProblems(name, group));
}

function nodeGroupProblems(name: string, group: NodeGroup): Problem[] {
  const path = `nodeGroups.${name}`;
  return [
    ...nameProblems("nodeGroups", name),
    ...instanceTypeProblems(`${path}.instanceTypes`, group),
    ...oneOf(`${path}.capacityType`, group.capacityType, CAPACITY_TYPES),
    ...oneOf(`${path}.amiType`, group.amiType, AMI_TYPES),
    ...wholeNumber(`${path}.minSize`, group.minSize, 0, MOST_NODES, "nodes"),
    ...wholeNumber(`${path}.maxSize`, group.maxSize, 1, MOST_NODES, "nodes"),
    ...wholeNumber(`${path}.desiredSize`, group.desiredSize, 0, MOST_NODES, "nodes"),
    ...sizeProblems(path, group),
    ...wholeNumber(`${path}.diskGiB`, group.diskGiB, 20, 16384, "GiB"),
  ];
}

function sizeProblems(path: string, { minSize, maxSize, desiredSize }: NodeGroup): Problem[] {
  if (minSize > maxSize) {
    return [{ argument: `${path}.minSize`, problem: `is ${minSize}, above maxSize (${maxSize}); it must be at most that.` }];
  }
  return desiredSize >= minSize && desiredSize <= maxSize
    ? []
    : [{ argument: `${path}.desiredSize`, problem: `is ${desiredSize}; it must lie between minSize (${minSize}) and maxSize (${maxSize}).` }];
}

function instanceTypeProblems(argument: string, { instanceTypes, amiType }: NodeGroup): Problem[] {
  if (instanceTypes.length < 1 || instanceTypes.length > MOST_INSTANCE_TYPES) {
    return [{ argument, problem: `must name 1 to ${MOST_INSTANCE_TYPES} instance types, not ${instanceTypes.length}.` }];
  }
  const malformed = instanceTypes.filter((type) => !/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(type));
  const foreign = instanceTypes.filter((type) => !malformed.includes(type) && isArm(type) !== amiType.includes("ARM_64"));
  return [
    ...malformed.map((type) => ({ argument, problem: `names ${JSON.stringify(type)}, which is no EC2 instance type such as t3.large.` })),
    ...foreign.map((type) => ({
      argument,
      problem: `names ${type}, whose processor is ${isArm(type) ? "arm64" : "x86_64"}, but amiType is ${amiType}; choose one processor for both.`,
    })),
    ...duplicates(argument, instanceTypes),
  ];
}

/** Graviton families have a g behind their generation. https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html */
function isArm(instanceType: string): boolean {
  return /^(a1|[a-z]+\d+g[a-z]*)\./.test(instanceType);
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

function administratorProblems(administrators: Judged["administrators"]): Problem[] {
  const named = Object.entries(administrators);
  if (named.length === 0) {
    return [{ argument: "administrators", problem: "is empty, and nobody could enter the cluster: name at least one IAM role or user." }];
  }
  return named.flatMap(([name, principal]) => [
    ...nameProblems("administrators", name),
    ...(typeof principal === "string" && !/^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/.+$/.test(principal)
      ? [{ argument: `administrators.${name}`, problem: `must be the ARN of an IAM role or user, not ${JSON.stringify(principal)}.` }]
      : []),
  ]);
}

function nameProblems(argument: string, name: string): Problem[] {
  return /^[a-z][a-z0-9-]{0,29}$/.test(name)
    ? []
    : [{ argument, problem: `has the name ${JSON.stringify(name)}; a name is 1 to 30 lower-case letters, digits and dashes, beginning with a letter.` }];
}

function duplicates(argument: string, values: readonly string[]): Problem[] {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  return twice === undefined ? [] : [{ argument, problem: `names ${twice} twice; name it once.` }];
}
