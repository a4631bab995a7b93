/** Whether pods find a place on nodes: by CPU, memory and number, node by node, as a scheduler would. */

export interface Demand {
  readonly what: string;
  /** Requests of one pod. */
  readonly cpuMillicores: number;
  readonly memoryMiB: number;
  /** Pods at the least and at the most; one on each node where `perNode`. */
  readonly minimum: number;
  readonly maximum: number;
  readonly perNode?: boolean;
  /** No two of them on one node. */
  readonly apart?: boolean;
}

export interface Node {
  readonly cpuMillicores: number;
  readonly memoryMiB: number;
  readonly pods: number;
}

export interface Placement {
  readonly cpuMillicores: number;
  readonly memoryMiB: number;
  readonly pods: number;
  /** Pods on the fullest node. */
  readonly mostPods: number;
  /** What found no place. */
  readonly waiting: readonly string[];
}

interface Bin extends Record<"cpuMillicores" | "memoryMiB" | "pods", number> {
  readonly kinds: Set<string>;
}

/** Largest first, each onto the emptiest node that has room: what fits so, fits; a scheduler may know a better way. */
export function fit(demands: readonly Demand[], size: "minimum" | "maximum", node: Node, nodes: number): Placement {
  const bins = Array.from({ length: nodes }, (): Bin => ({ cpuMillicores: 0, memoryMiB: 0, pods: 0, kinds: new Set() }));
  const waiting: string[] = [];
  const put = (bin: Bin | undefined, { what, cpuMillicores, memoryMiB }: Demand): void => {
    if (bin === undefined) {
      waiting.push(what);
      return;
    }
    bin.cpuMillicores += cpuMillicores;
    bin.memoryMiB += memoryMiB;
    bin.pods += 1;
    bin.kinds.add(what);
  };
  const hasRoom = (bin: Bin, { what, cpuMillicores, memoryMiB, apart = false }: Demand): boolean =>
    bin.cpuMillicores + cpuMillicores <= node.cpuMillicores && bin.memoryMiB + memoryMiB <= node.memoryMiB && bin.pods < node.pods && !(apart && bin.kinds.has(what));
  const fullness = (bin: Bin): number => Math.max(bin.cpuMillicores / node.cpuMillicores, bin.memoryMiB / node.memoryMiB);
  for (const demand of demands.filter(({ perNode }) => perNode === true)) {
    bins.forEach((bin) => put(hasRoom(bin, demand) ? bin : undefined, demand));
  }
  const share = ({ cpuMillicores, memoryMiB, apart = false }: Demand): number => (apart ? 1 : 0) + Math.max(cpuMillicores / node.cpuMillicores, memoryMiB / node.memoryMiB);
  const pods = demands.filter(({ perNode }) => perNode !== true).flatMap((demand) => Array.from({ length: demand[size] }, () => demand)).sort((a, b) => share(b) - share(a));
  for (const pod of pods) {
    put(bins.filter((bin) => hasRoom(bin, pod)).sort((a, b) => fullness(a) - fullness(b))[0], pod);
  }
  const sum = (of: "cpuMillicores" | "memoryMiB" | "pods"): number => bins.reduce((total, bin) => total + bin[of], 0);
  return { cpuMillicores: sum("cpuMillicores"), memoryMiB: sum("memoryMiB"), pods: sum("pods"), mostPods: Math.max(...bins.map((bin) => bin.pods)), waiting };
}

/** Addresses of a prefix that a node takes at once: https://docs.aws.amazon.com/eks/latest/best-practices/prefix-mode-linux.html */
const PREFIX = 16;
/** What AWS keeps of each subnet: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const KEPT_BY_AWS = 5;

/** Addresses that a node takes: prefixes for its pods, one more that is kept warm, and those of its network interfaces. */
export function addressesOf(pods: number, interfaces: number): number {
  return (Math.ceil(pods / PREFIX) + 1) * PREFIX + interfaces;
}

export function addressesIn(prefixLength: number): number {
  return 2 ** (32 - prefixLength) - KEPT_BY_AWS;
}
