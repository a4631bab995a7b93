import type { AlarmDefinition, Metric } from "../monitoring";
import { certainConnections, instanceMemoryGiB, isBurstable } from "./instance-classes";

const GIB = 1024 ** 3;

/** What the alarms are derived from. */
export interface DatabaseSizes {
  readonly instanceClass: string;
  readonly allocatedStorageGiB: number;
}

/** Percent of the credits for its disk that an instance has left when it has been busier than its class for hours. */
const FEW_CREDITS = 20;

/** Alarms of the writer and of every replica: each says what will break next, early enough to act. */
export function instanceAlarms(sizes: DatabaseSizes): AlarmDefinition[] {
  return [...resourceAlarms(sizes), ...creditAlarms(sizes)];
}

function resourceAlarms({ instanceClass, allocatedStorageGiB }: DatabaseSizes): AlarmDefinition[] {
  const memoryGiB = instanceMemoryGiB(instanceClass) ?? 0;
  const connections = Math.floor(certainConnections(instanceClass) * 0.9);
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
      description: `PostgreSQL holds more than ${connections} connections, 90 % of what its instance class has in any case.`,
    },
  ];
}

/**
 * What runs out when a small class is too small. RDS lets burstable classes go on beyond their credits and charges for that.
 * Smaller instances reach their disk's full speed for some time only; the others report no balance, which is no alarm.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Types.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html
 */
function creditAlarms({ instanceClass }: DatabaseSizes): AlarmDefinition[] {
  const balance = (metricName: string): Metric => ({ namespace: "AWS/RDS", metricName, statistic: "Minimum" });
  const disk: AlarmDefinition = {
    suffix: "disk-credits",
    measure: { expression: "MIN([io, bytes])", label: "disk credits left, percent", metrics: { io: balance("EBSIOBalance%"), bytes: balance("EBSByteBalance%") } },
    comparison: "below",
    threshold: FEW_CREDITS,
    periodSeconds: 300,
    periods: 3,
    description: `PostgreSQL has less than ${FEW_CREDITS} % of the credits left with which its class reaches the full speed of its disk: it will slow down.`,
  };
  const cpu: AlarmDefinition = {
    suffix: "cpu-credits",
    measure: { namespace: "AWS/RDS", metricName: "CPUSurplusCreditsCharged", statistic: "Sum" },
    comparison: "above",
    threshold: 0,
    periodSeconds: 3600,
    periods: 1,
    description: "PostgreSQL uses more CPU than its burstable class includes, at $0.075 for each vCPU and hour: a larger class may be cheaper.",
  };
  return isBurstable(instanceClass) ? [cpu, disk] : [disk];
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
