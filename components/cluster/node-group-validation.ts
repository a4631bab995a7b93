/** What is wrong with node groups, one by one and together. */
import { flag, listOf, mapOf, number, objectOf, oneOf, optional, text, wholeNumber, type Problem } from "../base";
import { AMI_TYPES, CAPACITY_TYPES, TAINT_EFFECTS, type KianaxClusterArgs, type NodeGroup, type Taint } from "./arguments";
import { duplicates, nameProblems } from "./words";

/** EKS: groups in a cluster, and nodes in a group. https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html */
const MOST_GROUPS = 30;
const MOST_NODES = 450;
const MOST_INSTANCE_TYPES = 20;

/** CoreDNS and the controllers run twice, on two nodes, so that a node may go without the cluster noticing. */
const FEWEST_NODES = 2;
export const DEFAULT_MOST_NODES = 10;

export const NODE_GROUP = objectOf<NodeGroup>({
  instanceTypes: listOf(text),
  capacityType: text,
  amiType: text,
  minSize: number,
  maxSize: number,
  desiredSize: number,
  diskGiB: number,
  zonal: optional(flag),
  labels: optional(mapOf(text)),
  taints: optional(listOf(objectOf<Taint>({ key: text, value: optional(text), effect: text }))),
  maxUnavailable: optional(number),
});

/** @param zones - number of zones, each of which has a zonal group of its own */
export function nodeGroupsProblems({ nodeGroups, maxNodes = DEFAULT_MOST_NODES }: Pick<KianaxClusterArgs, "nodeGroups" | "maxNodes">, zones: number): Problem[] {
  const named = Object.entries(nodeGroups);
  if (named.length === 0) {
    return [{ argument: "nodeGroups", problem: "is empty, and pods need nodes: name at least one group." }];
  }
  const problems = [
    ...wholeNumber("maxNodes", maxNodes, FEWEST_NODES, MOST_GROUPS * MOST_NODES, "nodes"),
    ...named.flatMap(([name, group]) => nodeGroupProblems(name, group)),
  ];
  // Sums of sizes that are wrong by themselves would only repeat that.
  return problems.length > 0 ? problems : togetherProblems(Object.values(nodeGroups), maxNodes, zones);
}

function togetherProblems(groups: readonly NodeGroup[], maxNodes: number, zones: number): Problem[] {
  const sum = (size: "minSize" | "maxSize"): number => groups.reduce((total, group) => total + group[size] * (group.zonal === true ? zones : 1), 0);
  const [fewest, most] = [sum("minSize"), sum("maxSize")];
  const argument = "nodeGroups";
  return [
    ...(fewest < FEWEST_NODES ? [{ argument, problem: `may shrink to ${fewest} node${fewest === 1 ? "" : "s"} together, and the cluster's own pods run on ${FEWEST_NODES}: raise a minSize.` }] : []),
    ...(most > maxNodes ? [{ argument, problem: `may grow to ${most} nodes together, above maxNodes (${maxNodes}): lower a maxSize, or raise maxNodes.` }] : []),
    ...(groups.every(repels) ? [{ argument, problem: "all have taints, which the cluster's own pods do not tolerate: leave one group without." }] : []),
  ];
}

/** Whether ordinary pods stay away from the group. */
export function repels({ taints = [] }: NodeGroup): boolean {
  return taints.some(({ effect }) => effect !== "PREFER_NO_SCHEDULE");
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
    ...labelProblems(`${path}.labels`, group.labels ?? {}),
    ...taintProblems(`${path}.taints`, group.taints ?? []),
    ...wholeNumber(`${path}.maxUnavailable`, group.maxUnavailable ?? 1, 1, 100, "nodes"),
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

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const KEY = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/;
/** Kubernetes lets no node give itself labels of its own; EKS keeps its prefix too. https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction */
const RESERVED = /(^|\.)(kubernetes\.io|k8s\.io|eks\.amazonaws\.com)\//;

function labelProblems(argument: string, labels: Readonly<Record<string, string>>): Problem[] {
  return Object.entries(labels).flatMap(([key, value]) => keyAndValue(argument, key, value));
}

function taintProblems(argument: string, taints: readonly Taint[]): Problem[] {
  return [
    ...taints.flatMap(({ key, value = "", effect }, index) => [...keyAndValue(argument, key, value), ...oneOf(`${argument}[${index}].effect`, effect, TAINT_EFFECTS)]),
    ...duplicates(argument, taints.map(({ key, effect }) => `${key}:${effect}`)),
  ];
}

function keyAndValue(argument: string, key: string, value: string): Problem[] {
  return [
    ...(KEY.test(key) ? [] : [{ argument, problem: `has the key ${JSON.stringify(key)}; a key is up to 63 letters, digits and ._- such as workload or example.com/workload.` }]),
    ...(RESERVED.test(key) ? [{ argument, problem: `has the key ${key}, whose prefix belongs to Kubernetes or EKS; choose a prefix of your own, or none.` }] : []),
    ...(VALUE.test(value) ? [] : [{ argument, problem: `has the value ${JSON.stringify(value)} for ${key}; a value is up to 63 letters, digits and ._-.` }]),
  ];
}
