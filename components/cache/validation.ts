import { DEFAULT_PREFIX, flag, listOf, nameProblem, neighbour, number, oneOf, optional, text, wholeNumber, type ArgumentChecks, type Problem } from "../base";
import { windowProblems } from "../data";
import { alarmActions, logRetention } from "../monitoring";
import type { KianaxCacheArgs } from "./arguments";
import { nodeTypeProblem } from "./node-types";
import { tokenProblems } from "./token";
import { nodeCount, type Shape } from "./topology";
import { MAXMEMORY_POLICIES, useProblems } from "./uses";

/** Redis OSS ends at 7.1 in ElastiCache; later versions are Valkey, another engine. */
const ENGINE_VERSIONS = ["7.0", "7.1"];
/** Nodes of one replication group before a quota increase: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html */
const MAX_NODES = 90;
const MINIMUM_WINDOW_MINUTES = 60;

/** Arguments without what other components give. */
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
    uses: listOf(text),
    maxmemoryPolicy: optional(text),
    authTokens: optional(listOf(number)),
    alarmActions: optional(alarmActions),
  },
  problems: cacheProblems,
};

/** What is wrong with the arguments, without Pulumi. */
export function cacheProblems(args: CacheSettings): Problem[] {
  const problems = cacheSettingsProblems(args);
  return problems.length > 0 ? problems : useProblems(args.uses, args.maxmemoryPolicy);
}

/** The same without the uses, which come from the services: configuration is checked with this function. */
export function cacheSettingsProblems(args: Omit<CacheSettings, "uses">): Problem[] {
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
    ...(args.maxmemoryPolicy === undefined ? [] : oneOf("maxmemoryPolicy", args.maxmemoryPolicy, MAXMEMORY_POLICIES)),
    ...tokenProblems(args.authTokens ?? [1]),
    ...identifierProblems(args),
  ];
}

function nodeTypeProblems(nodeType: string): Problem[] {
  const problem = nodeTypeProblem(nodeType);
  return problem === undefined ? [] : [{ argument: "nodeType", problem }];
}

function shapeProblems(args: Shape): Problem[] {
  const { shards, replicasPerShard, multiAz } = args;
  const problems = [...wholeNumber("shards", shards, 1, 500), ...wholeNumber("replicasPerShard", replicasPerShard, 0, 5)];
  if (problems.length > 0) {
    return problems;
  }
  const nodes = nodeCount(args);
  if (nodes > MAX_NODES) {
    return [{ argument: "shards", problem: `${shards} with replicasPerShard ${replicasPerShard} make ${nodes} nodes, and AWS allows ${MAX_NODES}: take fewer.` }];
  }
  if (shards > 1 && replicasPerShard === 0) {
    return [{ argument: "shards", problem: `${shards} without replicas cannot fail over, and each lost node takes its part of the keys along: set replicasPerShard to 1 or more, or shards to 1.` }];
  }
  return multiAz && replicasPerShard === 0
    ? [{ argument: "multiAz", problem: "needs a replica in another zone: set replicasPerShard to 1 or more, or multiAz to false." }]
    : [];
}

function identifierProblems({ environment, namePrefix = DEFAULT_PREFIX }: Pick<CacheSettings, "environment" | "namePrefix">): Problem[] {
  const problem = nameProblem("replication group", `${namePrefix}-${environment}-redis`);
  return problem === undefined ? [] : [{ argument: "environment", problem }];
}
