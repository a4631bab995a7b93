import { DEFAULT_PREFIX, flag, inputText, listOf, nameProblem, neighbour, number, oneOf, optional, text, wholeNumber, type ArgumentChecks, type Problem } from "../base";
import { windowProblems } from "../data";
import { logRetention } from "../monitoring";
import type { KianaxDatabaseArgs } from "./arguments";
import { instanceClassProblem } from "./instance-classes";

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html */
const STORAGE_GIB = { min: 20, max: 65_536 };
/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
const MONITORING_SECONDS = [0, 1, 5, 10, 15, 30, 60] as const;
const MAJOR_VERSIONS = ["14", "15", "16", "17", "18"];
/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html */
const MAX_REPLICAS = 15;
const MINIMUM_WINDOW_MINUTES = 30;

/** Arguments without what other components give: configuration is checked with the same function. */
export type DatabaseSettings = Omit<KianaxDatabaseArgs, "network" | "keys" | "transform" | "alarmActions">;

export const databaseChecks: ArgumentChecks<KianaxDatabaseArgs> = {
  shape: {
    network: neighbour("KianaxNetwork", ["vpcId", "isolatedSubnetIds"]),
    keys: neighbour("KianaxKeys", ["data", "secrets", "logs"]),
    engineVersion: text,
    instanceClass: text,
    allocatedStorageGiB: number,
    maxAllocatedStorageGiB: number,
    multiAz: flag,
    backupRetentionDays: number,
    backupWindow: text,
    maintenanceWindow: text,
    deletionProtection: flag,
    finalSnapshot: flag,
    readReplicas: number,
    performanceInsights: flag,
    monitoringIntervalSeconds: number,
    logRetentionDays: number,
    databaseName: text,
    alarmActions: optional(listOf(inputText)),
  },
  problems: databaseProblems,
};

/** What is wrong with the arguments, without Pulumi. */
export function databaseProblems(args: DatabaseSettings): Problem[] {
  return [
    ...versionProblems(args.engineVersion),
    ...classProblems(args.instanceClass),
    ...storageProblems(args),
    ...wholeNumber("backupRetentionDays", args.backupRetentionDays, 0, 35, "days"),
    ...windowProblems(
      { argument: "backupWindow", value: args.backupWindow },
      { argument: "maintenanceWindow", value: args.maintenanceWindow },
      MINIMUM_WINDOW_MINUTES,
    ),
    ...replicaProblems(args),
    ...oneOf("monitoringIntervalSeconds", args.monitoringIntervalSeconds, MONITORING_SECONDS),
    ...logRetention("logRetentionDays", args.logRetentionDays),
    ...databaseNameProblems(args.databaseName),
    ...identifierProblems(args),
  ];
}

function versionProblems(version: string): Problem[] {
  const [major = ""] = version.split(".");
  return /^\d+(\.\d+)?$/.test(version) && MAJOR_VERSIONS.includes(major)
    ? []
    : [{ argument: "engineVersion", problem: `must be a PostgreSQL version such as 16 or 16.9, majors ${MAJOR_VERSIONS.join(", ")}, not ${JSON.stringify(version)}.` }];
}

function classProblems(instanceClass: string): Problem[] {
  const problem = instanceClassProblem(instanceClass);
  return problem === undefined ? [] : [{ argument: "instanceClass", problem }];
}

function storageProblems({ allocatedStorageGiB, maxAllocatedStorageGiB }: DatabaseSettings): Problem[] {
  const problems = [
    ...wholeNumber("allocatedStorageGiB", allocatedStorageGiB, STORAGE_GIB.min, STORAGE_GIB.max, "GiB"),
    ...(maxAllocatedStorageGiB === 0 ? [] : wholeNumber("maxAllocatedStorageGiB", maxAllocatedStorageGiB, STORAGE_GIB.min, STORAGE_GIB.max, "GiB")),
  ];
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
  const least = Math.ceil((allocatedStorageGiB * 11) / 10);
  if (problems.length === 0 && maxAllocatedStorageGiB !== 0 && maxAllocatedStorageGiB < least) {
    problems.push({
      argument: "maxAllocatedStorageGiB",
      problem: `must be at least 10 % above allocatedStorageGiB ${allocatedStorageGiB}, so ${least} or more, or 0 for no growth, not ${maxAllocatedStorageGiB}.`,
    });
  }
  return problems;
}

function replicaProblems({ readReplicas, backupRetentionDays }: DatabaseSettings): Problem[] {
  const problems = wholeNumber("readReplicas", readReplicas, 0, MAX_REPLICAS);
  if (readReplicas > 0 && backupRetentionDays === 0) {
    problems.push({ argument: "readReplicas", problem: `${readReplicas} need automated backups of the writer: set backupRetentionDays to 1 or more.` });
  }
  return problems;
}

function databaseNameProblems(name: string): Problem[] {
  return /^[a-z][a-z0-9_]{0,62}$/.test(name)
    ? []
    : [{ argument: "databaseName", problem: `must be 1 to 63 lower-case letters, digits and underscores, beginning with a letter, not ${JSON.stringify(name)}.` }];
}

function identifierProblems({ environment, namePrefix = DEFAULT_PREFIX, readReplicas }: DatabaseSettings): Problem[] {
  const identifier = `${namePrefix}-${environment}-postgres${readReplicas > 0 ? `-replica-${readReplicas}` : ""}`;
  const problem = nameProblem("db instance", identifier);
  return problem === undefined ? [] : [{ argument: "environment", problem }];
}
