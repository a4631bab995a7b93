/** Neighbours of recovery under test. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxDatabase } from "../database";
import type { KianaxKeys, RecoveryKeys } from "../keys";
import type { RecoverySettings } from "./validation";

/** What production says. */
export const PRODUCTION: RecoverySettings = {
  environment: "production",
  backupWindow: "02:00-05:00",
  dailyRetentionDays: 14,
  weeklyRetentionDays: 35,
  monthlyRetentionDays: 365,
  copiedBackups: ["weekly", "monthly"],
  vaultLock: "governance",
  lockMinRetentionDays: 7,
  lockMaxRetentionDays: 400,
  lockChangeableForDays: 30,
  deletionProtection: true,
  restoreTests: "monthly",
  imageRetentionCount: 30,
};

export const WINDOWS = { backupWindow: "07:00-08:00", maintenanceWindow: "sun:09:00-sun:10:00" };

type Database = Pick<KianaxDatabase, "arn" | "backupWindow" | "maintenanceWindow" | "subnetGroupName" | "securityGroupId">;

export function someDatabase(): Database {
  const instance = new aws.rds.Instance("db", { instanceClass: "db.t3.medium" });
  return { ...WINDOWS, arn: instance.arn, subnetGroupName: pulumi.output("kianax-production-postgres"), securityGroupId: pulumi.output("sg-postgres") };
}

export function keysWith(recoveryRegion?: string): Pick<KianaxKeys, "data" | "recovery"> {
  const data = new aws.kms.Key("data", {});
  return recoveryRegion === undefined ? { data } : { data, recovery: replicasIn(recoveryRegion) };
}

function replicasIn(region: string): RecoveryKeys {
  const replica = (name: string): aws.kms.ReplicaKey => new aws.kms.ReplicaKey(`${name}-replica`, { region, primaryKeyArn: "arn:aws:kms:us-east-1:111122223333:key/mrk-1" });
  return { region, data: replica("data"), secrets: replica("secrets"), brokerCredentials: replica("broker"), audit: replica("audit") };
}
