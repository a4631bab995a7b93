import {
  DEFAULT_PREFIX,
  flag,
  nameProblem,
  neighbour,
  number,
  objectOf,
  oneOf,
  optional,
  text,
  wholeNumber,
  type ArgumentChecks,
  type Named,
  type Problem,
} from "../base";
import { windowProblems } from "../data";
import { alarmActions, logRetention } from "../monitoring";
import type { KianaxDatabaseArgs } from "./arguments";
import { engineVersionProblems } from "./engine-versions";
import { eventTopics } from "./events";
import { instanceClassProblem } from "./instance-classes";
import { POOLINGS } from "./pooling";
import { restoreProblems, restoreShape, type RestoreFrom } from "./restore";
import { rotationProblems, rotationShape } from "./rotation-schedule";

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html */
const STORAGE_GIB = { min: 20, max: 65_536 };
/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
const MONITORING_SECONDS = [0, 1, 5, 10, 15, 30, 60] as const;
/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html */
const MAX_REPLICAS = 15;
const MINIMUM_WINDOW_MINUTES = 30;
/** A subnet group covers two zones, also that of an instance in one: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html */
const LEAST_ZONES = 2;

/** Arguments without what other components give: configuration is checked with the same function. */
export type DatabaseSettings = Omit<KianaxDatabaseArgs, "network" | "keys" | "transform" | "alarmActions" | "eventTopicArns">;

export const databaseChecks: ArgumentChecks<KianaxDatabaseArgs> = {
  shape: {
    network: neighbour("KianaxNetwork", ["vpcId", "isolatedSubnetIds", "privateSubnetIds"]),
    keys: neighbour("KianaxKeys", ["data", "secrets", "logs"]),
    engineVersion: text,
    allowMajorVersionUpgrade: optional(flag),
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
    pooling: optional(text),
    performanceInsights: flag,
    monitoringIntervalSeconds: number,
    logRetentionDays: number,
    databaseName: text,
    restoreFrom: optional(objectOf<RestoreFrom>(restoreShape)),
    rotation: optional(rotationShape),
    alarmActions: optional(alarmActions),
    eventTopicArns: optional(eventTopics),
  },
  problems: (args) => [...networkProblems(args), ...databaseProblems(args), ...transformProblems(args)],
};

/** What is wrong with the arguments, without Pulumi. */
export function databaseProblems(args: DatabaseSettings): Problem[] {
  return [
    ...engineVersionProblems("engineVersion", args.engineVersion),
    ...classProblems(args.instanceClass),
    ...storageProblems(args),
    ...backupProblems(args),
    ...windowProblems(
      { argument: "backupWindow", value: args.backupWindow },
      { argument: "maintenanceWindow", value: args.maintenanceWindow },
      MINIMUM_WINDOW_MINUTES,
    ),
    ...replicaProblems(args),
    ...(args.pooling === undefined ? [] : oneOf("pooling", args.pooling, POOLINGS)),
    ...oneOf("monitoringIntervalSeconds", args.monitoringIntervalSeconds, MONITORING_SECONDS),
    ...logRetention("logRetentionDays", args.logRetentionDays),
    ...databaseNameProblems(args.databaseName),
    ...nameProblems(args),
    ...(args.restoreFrom === undefined ? [] : restoreProblems(args.restoreFrom, writerIdentifier(args))),
    ...(args.rotation === undefined ? [] : rotationProblems(args.rotation, args.maintenanceWindow)),
  ];
}

/** What is wrong with where the database stands. */
function networkProblems({ network, multiAz }: KianaxDatabaseArgs): Problem[] {
  const zones = network.isolatedSubnetIds.length;
  const needs = multiAz ? "multiAz puts a standby into another zone" : "a subnet group of RDS covers two zones even where multiAz is false";
  return zones >= LEAST_ZONES ? [] : [{ argument: "network", problem: `has isolated subnets in ${zones === 1 ? "one zone" : "no zone"}, and ${needs}: give it two zones or more.` }];
}

/**
 * A transform reaches what no argument offers; this one would only be refused by RDS after the writer stands.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html#rds-secrets-manager-limitations
 */
function transformProblems({ transform, readReplicas }: KianaxDatabaseArgs): Problem[] {
  const instance = transform?.instance;
  const managed = typeof instance === "object" && instance.manageMasterUserPassword === true;
  return managed
    ? [
        {
          argument: "transform.instance.manageMasterUserPassword",
          problem:
            readReplicas > 0
              ? `and readReplicas ${readReplicas} exclude each other: RDS for PostgreSQL makes no replica of an instance whose password it manages. Remove it; the component's own password is rotated too.`
              : "takes the place of the password that this component generates, keeps and rotates: remove it.",
        },
      ]
    : [];
}

function backupProblems({ backupRetentionDays, deletionProtection }: DatabaseSettings): Problem[] {
  const problems = wholeNumber("backupRetentionDays", backupRetentionDays, 0, 35, "days");
  if (backupRetentionDays === 0 && deletionProtection) {
    problems.push({
      argument: "backupRetentionDays",
      problem: "0 leaves a database without backups that deletionProtection says must not be lost: give 1 to 35 days, 14 in production.",
    });
  }
  return problems;
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

function writerIdentifier({ environment, namePrefix = DEFAULT_PREFIX }: DatabaseSettings): string {
  return `${namePrefix}-${environment}-postgres`;
}

/** The longest names of each kind whose kinds allow no more than a few dozen characters. */
function nameProblems(args: DatabaseSettings): Problem[] {
  const names: [Named, string, boolean][] = [
    ["db instance", args.readReplicas > 0 ? `-replica-${args.readReplicas}` : "", true],
    ["iam role", "-monitoring", args.monitoringIntervalSeconds > 0],
    ["iam role", "-proxy", args.pooling === "rds-proxy"],
    ["event rule", "-events", args.backupRetentionDays > 0],
    ["lambda function", "-rotation", args.rotation !== undefined],
  ];
  const problems = names.map(([what, suffix, made]) => (made ? nameProblem(what, `${writerIdentifier(args)}${suffix}`) : undefined));
  return problems.filter((problem) => problem !== undefined).map((problem) => ({ argument: "environment", problem }));
}
