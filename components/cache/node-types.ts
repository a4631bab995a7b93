/**
 * Node types of ElastiCache for Redis OSS 7. The first generations (t1, t2, m1 to m4, r3, r4 …) are left out: AWS keeps them for those who have them.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 */

/** `maxmemory` of each size in bytes: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html#ParameterGroups.Redis.NodeSpecific */
const BURSTABLE = { micro: 536_870_912, small: 1_471_026_299, medium: 3_317_862_236 };
const GENERAL = { large: 6_854_542_746, xlarge: 13_891_921_715, "2xlarge": 27_966_669_210, "4xlarge": 56_116_178_125, "12xlarge": 168_715_971_994 };
const MEMORY = { large: 14_037_181_030, xlarge: 28_261_849_702, "2xlarge": 56_711_183_565, "4xlarge": 113_609_865_216, "12xlarge": 341_206_346_547 };
const GENERAL_INTEL = { ...GENERAL, "24xlarge": 337_500_562_842 };
const GENERAL_GRAVITON = { ...GENERAL, "8xlarge": 111_325_552_312, "16xlarge": 225_000_375_228 };
const MEMORY_INTEL = { ...MEMORY, "24xlarge": 682_485_973_811 };
const MEMORY_GRAVITON = { ...MEMORY, "8xlarge": 225_000_375_228, "16xlarge": 450_000_750_456 };

const FAMILIES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "cache.t3": BURSTABLE,
  "cache.t4g": BURSTABLE,
  "cache.m5": GENERAL_INTEL,
  "cache.m6g": GENERAL_GRAVITON,
  "cache.m7g": GENERAL_GRAVITON,
  "cache.r5": MEMORY_INTEL,
  "cache.r6g": MEMORY_GRAVITON,
  "cache.r7g": MEMORY_GRAVITON,
};

/** `maxclients` where it is not the 65000 of all others; same page as above. */
const FEWER_CLIENTS: Readonly<Record<string, number>> = { "cache.t3.micro": 20_000, "cache.t4g.micro": 20_000, "cache.t3.small": 46_000, "cache.t3.medium": 46_000 };
const CLIENTS = 65_000;

/** What a node can take. */
export interface NodeCapacity {
  /** Bytes for keys, before what ElastiCache reserves. */
  readonly memoryBytes: number;
  readonly vcpus: number;
  readonly clients: number;
}

const CAPACITIES: ReadonlyMap<string, NodeCapacity> = new Map(
  Object.entries(FAMILIES).flatMap(([family, sizes]) =>
    Object.entries(sizes).map(([size, memoryBytes]): [string, NodeCapacity] => {
      const nodeType = `${family}.${size}`;
      return [nodeType, { memoryBytes, vcpus: vcpusOf(size), clients: FEWER_CLIENTS[nodeType] ?? CLIENTS }];
    }),
  ),
);

/** Every node type that Redis OSS 7 can have here. */
export const NODE_TYPES: readonly string[] = [...CAPACITIES.keys()];

/** Capacity of a node type; undefined when there is no such type. */
export function nodeCapacity(nodeType: string): NodeCapacity | undefined {
  return CAPACITIES.get(nodeType);
}

/** What is wrong with a node type, as the rest of a sentence; undefined when ElastiCache has it. */
export function nodeTypeProblem(nodeType: string): string | undefined {
  if (CAPACITIES.has(nodeType)) {
    return undefined;
  }
  const quoted = JSON.stringify(nodeType);
  if (!/^cache\.[a-z0-9]+\.[a-z0-9]+$/.test(nodeType)) {
    return `must be an ElastiCache node type such as cache.t3.small, not ${quoted}.`;
  }
  const family = nodeType.slice(0, nodeType.lastIndexOf("."));
  const sizes = FAMILIES[family];
  return sizes === undefined
    ? `${quoted} is no node type of ElastiCache for Redis 7: use one of the families ${Object.keys(FAMILIES).join(", ")}.`
    : `${quoted} does not exist: ${family} has ${Object.keys(sizes).join(", ")}.`;
}

/** Sizes below xlarge have two virtual processors, an xlarge four, and an Nxlarge N times as many. */
function vcpusOf(size: string): number {
  const [, factor] = /^(\d*)xlarge$/.exec(size) ?? [];
  return factor === undefined ? 2 : 4 * Number(factor === "" ? 1 : factor);
}
