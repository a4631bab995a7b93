/** A backup that was never restored is a hope. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import type { KianaxRecoveryArgs } from "./arguments";
import { createServiceRole, placeOf, restoreStatements } from "./rights";
import { testSchedule } from "./rules";
import { testingName } from "./validation";

const START_HOURS = 8;
/** Days back in which the newest backup is looked for. */
const WINDOW_DAYS = 7;
/** Time for a look at the restored database, which is deleted then. */
const VALIDATION_HOURS = 1;

/** Restores the newest backup of the database from time to time, and throws the result away. */
export function createRestoreTests(recovery: KianaxComponent, args: KianaxRecoveryArgs, vault: aws.backup.Vault): void {
  const { restoreTests: every, database, keys, backupWindow } = args;
  if (every === "none") {
    return;
  }
  const name = testingName(recovery.base);
  const plan = recovery.child(aws.backup.RestoreTestingPlan, "restoreTestingPlan", "restore-test", {
    name,
    recoveryPointSelection: { algorithm: "LATEST_WITHIN_WINDOW", includeVaults: [vault.arn], recoveryPointTypes: ["SNAPSHOT"], selectionWindowDays: WINDOW_DAYS },
    scheduleExpression: testSchedule(backupWindow, every),
    scheduleExpressionTimezone: "Etc/UTC",
    startWindowHours: START_HOURS,
    tags: recovery.tags("restore-test"),
  });
  const roleArn = createServiceRole(recovery, "restore-test", {
    service: "backup.amazonaws.com",
    description: "AWS Backup restores the database on trial",
    statements: restoreStatements({ ...placeOf(recovery), subnetGroup: database.subnetGroupName, key: keys.data.arn }),
  });
  recovery.child(aws.backup.RestoreTestingSelection, "restoreTestingSelection", "restore-test", {
    name,
    restoreTestingPlanName: plan.name,
    protectedResourceType: "RDS",
    protectedResourceArns: [database.arn],
    iamRoleArn: roleArn,
    validationWindowHours: VALIDATION_HOURS,
    // Without them the trial would stand in the account's default VPC, which there may be none of.
    // https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html
    restoreMetadataOverrides: { dbSubnetGroupName: database.subnetGroupName, vpcSecurityGroupIds: pulumi.jsonStringify([database.securityGroupId]) },
  });
}
