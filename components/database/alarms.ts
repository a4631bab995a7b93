import type { AlarmDefinition } from "../monitoring";
import { instanceMemoryGiB, maxConnections } from "./instance-classes";

const GIB = 1024 ** 3;

/** What the alarms are derived from. */
export interface DatabaseSizes {
  readonly instanceClass: string;
  readonly allocatedStorageGiB: number;
}

/** Alarms of the writer and of every replica: each says what will break next, early enough to act. */
export function instanceAlarms({ instanceClass, allocatedStorageGiB }: DatabaseSizes): AlarmDefinition[] {
  const memoryGiB = instanceMemoryGiB(instanceClass) ?? 0;
  const connections = Math.floor(maxConnections(memoryGiB) * 0.8);
  return [
    { ...over15Minutes("cpu", "CPUUtilization"), comparison: "above", threshold: 80, description: "PostgreSQL has used more than 80 % of its CPU for 15 minutes." },
    {
      ...over15Minutes("memory", "FreeableMemory"),
      comparison: "below",
      threshold: Math.floor(memoryGiB * GIB * 0.05),
      description: "PostgreSQL has less than 5 % of its memory left: it will swap.",
    },
    {
      severity: "critical",
      ...over15Minutes("storage", "FreeStorageSpace"),
      comparison: "below",
      threshold: Math.floor(allocatedStorageGiB * GIB * 0.1),
      description: "PostgreSQL has less than 10 % of its storage left: it stops accepting writes when that is gone.",
    },
    {
      severity: "critical",
      ...over15Minutes("connections", "DatabaseConnections"),
      comparison: "above",
      threshold: connections,
      description: `PostgreSQL holds more than ${connections} connections, 80 % of what its instance class allows.`,
    },
  ];
}

/** Alarms of replicas only. */
export function replicaAlarms(): AlarmDefinition[] {
  return [
    {
      severity: "critical",
      ...over15Minutes("replica-lag", "ReplicaLag"),
      comparison: "above",
      threshold: 60,
      breachingWhenMissing: true,
      description: "The read replica is more than a minute behind, or no longer reports.",
    },
  ];
}

function over15Minutes(suffix: string, metricName: string): Pick<AlarmDefinition, "suffix" | "measure" | "periodSeconds" | "periods"> {
  return { suffix, measure: { namespace: "AWS/RDS", metricName, statistic: "Average" }, periodSeconds: 300, periods: 3 };
}
