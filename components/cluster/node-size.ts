/** How much of a node its pods get, by the instance type's name. */
import type { NodeGroup } from "./arguments";
import { repels } from "./node-group-validation";
import { MOST_PODS } from "./user-data";

/** What pods can ask for on a node. */
export interface NodeSize {
  readonly instanceType: string;
  readonly cpuMillicores: number;
  readonly memoryMiB: number;
}

/** CPUs and GiB of burstable types. https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html */
const BURSTABLE: Readonly<Record<string, readonly [cpus: number, gibibytes: number]>> = {
  nano: [2, 0.5],
  micro: [2, 1],
  small: [2, 2],
  medium: [2, 4],
  large: [2, 8],
  xlarge: [4, 16],
  "2xlarge": [8, 32],
};
/** GiB for each CPU, by the kind of the family: compute, general purpose, memory. */
const GIBIBYTES_PER_CPU: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8 };
/** Kernel and firmware keep about this much of what the type is sold with. */
const SYSTEM_SHARE = 0.04;
/** What kubelet evicts pods for. https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#hard-eviction-thresholds */
const EVICTION_MIB = 100;

/** Undefined for a type that is of none of the families that run ordinary services: nothing is claimed of it then. */
export function nodeSize(instanceType: string): NodeSize | undefined {
  const capacity = capacityOf(instanceType);
  if (capacity === undefined) {
    return undefined;
  }
  const [cpus, gibibytes] = capacity;
  const memoryMiB = Math.floor(gibibytes * 1024 * (1 - SYSTEM_SHARE)) - reservedMiB() - EVICTION_MIB;
  return { instanceType, cpuMillicores: cpus * 1000 - reservedMillicores(cpus), memoryMiB: Math.max(0, memoryMiB) };
}

/**
 * The node that the largest pod finds a place on. A group may start any of its types, so its smallest counts; a group that repels
 * pods does not. Undefined when nothing is known of some type.
 */
export function largestNode(groups: readonly NodeGroup[]): NodeSize | undefined {
  const smallest = groups.filter((group) => !repels(group)).map(({ instanceTypes }) => extreme(instanceTypes.map(nodeSize), (a, b) => a.memoryMiB - b.memoryMiB || a.cpuMillicores - b.cpuMillicores));
  return extreme(smallest, (a, b) => b.memoryMiB - a.memoryMiB || b.cpuMillicores - a.cpuMillicores);
}

/** The first in order; undefined when one is unknown, for it might be it. */
function extreme(sizes: readonly (NodeSize | undefined)[], order: (a: NodeSize, b: NodeSize) => number): NodeSize | undefined {
  const known = sizes.filter((size) => size !== undefined);
  return known.length < sizes.length ? undefined : [...known].sort(order)[0];
}

function capacityOf(instanceType: string): readonly [cpus: number, gibibytes: number] | undefined {
  const [family = "", size = ""] = instanceType.split(".");
  if (/^t\d/.test(family)) {
    return BURSTABLE[size];
  }
  const perCpu = /^[cmr]\d+[a-z]*(-flex)?$/.test(family) ? GIBIBYTES_PER_CPU[family.charAt(0)] : undefined;
  const cpus = cpusOf(size);
  return perCpu === undefined || cpus === undefined ? undefined : [cpus, cpus * perCpu];
}

function cpusOf(size: string): number | undefined {
  const [, times] = /^(\d*)xlarge$/.exec(size) ?? [];
  return times === undefined ? { medium: 1, large: 2 }[size] : 4 * Number(times || 1);
}

/**
 * What EKS keeps for kubelet and the runtime: 6 % of the first CPU, 1 % of the second, half a percent of the next two, a quarter
 * of those beyond; and of memory by how many pods there may be.
 * https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/config.go
 */
function reservedMillicores(cpus: number): number {
  const shares = [60, 10, 5, 5];
  return Array.from({ length: cpus }, (_, index) => shares[index] ?? 2.5).reduce((sum, share) => sum + share, 0);
}

function reservedMiB(): number {
  return 255 + 11 * MOST_PODS;
}
