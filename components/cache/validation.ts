import { DEFAULT_PREFIX, flag, inputText, listOf, nameProblem, neighbour, number, oneOf, optional, text, wholeNumber, type ArgumentChecks, type Problem } from "../base";
import { windowProblems } from "../data";
import { logRetention } from "../monitoring";
import type { KianaxCacheArgs } from "./arguments";
import { nodeTypeProblem } from "./node-types";
import { MAXMEMORY_POLICIES } from "./parameters";
import { nodeCount } from "./topology";

/** Redis OSS ends at 7.1 in ElastiCache; later versions are Valkey, another engine. */
const ENGINE_VERSIONS = ["7.0", "7.1"];
/** Nodes of one replication group before a quota increase: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html */
const MAX_NODES = 90;
const MINIMUM_WINDOW_MINUTES = 60;

/** Arguments without what other components give: configuration is checked with the same function. */
export type CacheSettings = Omit<KianaxCacheArgs, "network" | "keys" | "transform" | "alarmActions">;

export const cacheChecks: ArgumentChecks<KianaxCacheArgs> = {
  shape: {
    network: neighbour("KianaxNetwork", ["vpcId", "isolatedSubnetIds"]),
    keys: neighbour("KianaxKeys", ["data", "secrets", "logs"]),
    engineVersion: text,
    nodeType: text,
    shards: number,
    replicasPerShard: number,
    multiAz: flag,
    snapshotRetentionDays: number,
    snapshotWindow: text,
    maintenanceWindow: text,
    finalSnapshot: flag,
    logRetentionDays: number,
    maxmemoryPolicy: text,
    alarmActions: optional(listOf(inputText)),
  },
  problems: cacheProblems,
};

/** What is wrong with the arguments, without Pulumi. */
export function cacheProblems(args: CacheSettings): Problem[] {
  return [
    ...oneOf("engineVersion", args.engineVersion, ENGINE_VERSIONS),
    ...nodeTypeProblems(args.nodeType),
    ...shapeProblems(args),
    ...wholeNumber("snapshotRetentionDays", args.snapshotRetentionDays, 0, 35, "days"),
    ...windowProblems(
      { argument: "snapshotWindow", value: args.snapshotWindow },
      { argument: "maintenanceWindow", value: args.maintenanceWindow },
      MINIMUM_WINDOW_MINUTES,
    ),
    ...logRetention("logRetentionDays", args.logRetentionDays),
    ...oneOf("maxmemoryPolicy", args.maxmemoryPolicy, MAXMEMORY_POLICIES),
    ...identifierProblems(args),
  ];
}

function nodeTypeProblems(nodeType: string): Problem[] {
  const problem = nodeTypeProblem(nodeType);
  return problem === undefined ? [] : [{ argument: "nodeType", problem }];
}

function shapeProblems(args: CacheSettings): Problem[] {
  const problems = [...wholeNumber("shards", args.shards, 1, 500), ...wholeNumber("replicasPerShard", args.replicasPerShard, 0, 5)];
  if (problems.length > 0) {
    return problems;
  }
  const nodes = nodeCount(args);
  if (nodes > MAX_NODES) {
    return [{ argument: "shards", problem: `${args.shards} with replicasPerShard ${args.replicasPerShard} make ${nodes} nodes, and AWS allows ${MAX_NODES}: take fewer.` }];
  }
  return args.multiAz && args.replicasPerShard === 0
    ? [{ argument: "multiAz", problem: "needs a replica in another zone: set replicasPerShard to 1 or more, or multiAz to false." }]
    : [];
}

function identifierProblems({ environment, namePrefix = DEFAULT_PREFIX }: CacheSettings): Problem[] {
  const problem = nameProblem("replication group", `${namePrefix}-${environment}-redis`);
  return problem === undefined ? [] : [{ argument: "environment", problem }];
}
