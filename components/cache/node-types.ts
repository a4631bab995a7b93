/**
 * Node types of ElastiCache for Redis OSS 7. The first generations (t1, t2, m1 to m4, r3, r4 …) are left out: AWS keeps them for those who have them.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html#ParameterGroups.Redis.NodeSpecific (memory)
 */

const BURSTABLE = ["micro", "small", "medium"];
const INTEL = ["large", "xlarge", "2xlarge", "4xlarge", "12xlarge", "24xlarge"];
const GRAVITON = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"];

const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  "cache.t3": BURSTABLE,
  "cache.t4g": BURSTABLE,
  "cache.m5": INTEL,
  "cache.m6g": GRAVITON,
  "cache.m7g": GRAVITON,
  "cache.r5": INTEL,
  "cache.r6g": GRAVITON,
  "cache.r7g": GRAVITON,
};

/** Every node type that Redis OSS 7 can have here. */
export const NODE_TYPES: readonly string[] = Object.entries(FAMILIES).flatMap(([family, sizes]) => sizes.map((size) => `${family}.${size}`));

/** What is wrong with a node type, as the rest of a sentence; undefined when ElastiCache has it. */
export function nodeTypeProblem(nodeType: string): string | undefined {
  if (NODE_TYPES.includes(nodeType)) {
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
    : `${quoted} does not exist: ${family} has ${sizes.join(", ")}.`;
}
