/** A database as tests make it. */
import type { DatabaseSettings } from "./validation";

export const DATABASE: DatabaseSettings = {
  environment: "production",
  engineVersion: "16",
  instanceClass: "db.t3.medium",
  allocatedStorageGiB: 100,
  maxAllocatedStorageGiB: 500,
  multiAz: true,
  backupRetentionDays: 14,
  backupWindow: "03:00-04:00",
  maintenanceWindow: "sun:05:00-sun:06:00",
  deletionProtection: true,
  finalSnapshot: true,
  readReplicas: 0,
  performanceInsights: true,
  monitoringIntervalSeconds: 60,
  logRetentionDays: 30,
  databaseName: "kianax",
};
