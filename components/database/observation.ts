/** What RDS reports of its instances, and the rights it needs for that. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { serviceTrust } from "../base/iam";
import { createLogGroup } from "../monitoring";
import type { KianaxDatabaseArgs } from "./arguments";

/** Logs that PostgreSQL instances send to CloudWatch. */
export const LOG_EXPORTS = ["postgresql", "upgrade"] as const;

/** RDS would make these groups itself, without key and for ever. */
export function createLogGroups(
  database: KianaxComponent,
  suffix: string,
  identifier: string,
  { keys, logRetentionDays }: Pick<KianaxDatabaseArgs, "keys" | "logRetentionDays">,
): aws.cloudwatch.LogGroup[] {
  return LOG_EXPORTS.map((log) =>
    createLogGroup(database, `${suffix}-${log}`, { name: `/aws/rds/instance/${identifier}/${log}`, retentionDays: logRetentionDays, keys }),
  );
}

/** ARN of the role with which RDS writes enhanced monitoring, known once the role may do so. */
export function createMonitoringRole(database: KianaxComponent): pulumi.Output<string> {
  const { accountId } = aws.getCallerIdentityOutput({}, { parent: database });
  const role = database.child(aws.iam.Role, "monitoringRole", "postgres-monitoring", {
    name: database.physical("iam role", "postgres-monitoring"),
    description: "RDS writes enhanced monitoring of PostgreSQL",
    // Instances of other accounts cannot make the service act for them: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html
    assumeRolePolicy: serviceTrust("monitoring.rds.amazonaws.com", { StringEquals: { "aws:SourceAccount": accountId } }),
    tags: database.tags("postgres-monitoring", { costLine: "monitoring" }),
  });
  const { partition } = aws.getPartitionOutput({}, { parent: database });
  const attachment = database.child(aws.iam.RolePolicyAttachment, "monitoringRolePolicy", "postgres-monitoring", {
    role: role.name,
    policyArn: pulumi.interpolate`arn:${partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`,
  });
  return pulumi.all([role.arn, attachment.id]).apply(([arn]) => arn);
}
