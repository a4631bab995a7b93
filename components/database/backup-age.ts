/**
 * How old the newest backup is. RDS has no metric for it, and says only in an event that a backup is finished: the events of the
 * instance go into a log group, a filter counts those, and an alarm misses them. The log also keeps the events, which RDS
 * itself forgets after 14 days.
 */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { policyDocument } from "../base/iam";
import { parseDailyWindow } from "../data";
import { createAlarm, createLogGroup, type AlarmDefinition } from "../monitoring";
import type { KianaxDatabaseArgs } from "./arguments";

const SUFFIX = "postgres-events";

/** "Finished DB Instance backup": https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html */
const BACKUP_FINISHED = "RDS-EVENT-0002";
const METRIC = "BackupsFinished";
const HOUR = 3600;
const HOURS_OF_DAY = 24;
const MINUTES_OF_HOUR = 60;
/** For the backup itself, and for the event to arrive. */
const GRACE_HOURS = 5;

/** How EventBridge writes into the group, by the name of CloudWatch Logs as well as by its own. */
const WRITERS = { Service: ["events.amazonaws.com", "delivery.logs.amazonaws.com"] };

type Watched = Pick<KianaxDatabaseArgs, "backupWindow" | "keys" | "logRetentionDays" | "alarmActions">;

/**
 * Watches the backups of one instance. $0.30 for the metric and $0.10 for the alarm a month.
 *
 * @returns what has to be there before the instance, whose creation ends with its first backup
 */
export function watchBackups(database: KianaxComponent, identifier: string, args: Watched): pulumi.Resource[] {
  const group = createLogGroup(database, SUFFIX, { name: `/aws/events/${identifier}`, retentionDays: args.logRetentionDays, keys: args.keys });
  const rule = database.child(aws.cloudwatch.EventRule, "eventRule", SUFFIX, {
    name: database.physical("event rule", SUFFIX),
    description: "Events of PostgreSQL, into the log",
    eventPattern: JSON.stringify({ source: ["aws.rds"], "detail-type": ["RDS DB Instance Event"], detail: { SourceIdentifier: [identifier] } }),
    tags: database.tags(SUFFIX, { costLine: "monitoring" }),
  });
  const policy = database.child(aws.cloudwatch.LogResourcePolicy, "logPolicy", SUFFIX, {
    policyName: `${database.base}-${SUFFIX}`,
    policyDocument: logPolicy(group.arn, rule.arn),
  });
  const namespace = database.path("log group", "postgres");
  const filter = database.child(aws.cloudwatch.LogMetricFilter, "logMetricFilter", SUFFIX, {
    name: "backups-finished",
    logGroupName: group.name,
    pattern: `{ $.detail.EventID = "${BACKUP_FINISHED}" }`,
    metricTransformation: { namespace, name: METRIC, value: "1", unit: "Count" },
  });
  const target = database.child(aws.cloudwatch.EventTarget, "eventTarget", SUFFIX, { rule: rule.name, targetId: "log", arn: group.arn }, { dependsOn: [policy, filter] });
  createAlarm(database, "postgres", backupAlarm(namespace, overdueHours(args.backupWindow)), {}, args.alarmActions);
  return [target];
}

/**
 * The rule that an event comes from is told when it is written, not when its stream is opened. EventBridge takes groups of its
 * own account as targets only, by this policy and by no role.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions
 */
function logPolicy(groupArn: pulumi.Input<string>, ruleArn: pulumi.Input<string>): pulumi.Output<string> {
  return policyDocument([
    { Sid: "EventsOpenStreams", Effect: "Allow", Principal: WRITERS, Action: "logs:CreateLogStream", Resource: pulumi.interpolate`${groupArn}:*` },
    { Sid: "EventsAreWritten", Effect: "Allow", Principal: WRITERS, Action: "logs:PutLogEvents", Resource: pulumi.interpolate`${groupArn}:*`, Condition: { ArnEquals: { "aws:SourceArn": ruleArn } } },
  ]);
}

/** A day, and the length of the window, within which RDS begins when it likes. */
export function overdueHours(backupWindow: string): number {
  const minutes = parseDailyWindow(backupWindow)?.minutes ?? 0;
  return HOURS_OF_DAY + Math.ceil(minutes / MINUTES_OF_HOUR) + GRACE_HOURS;
}

function backupAlarm(namespace: string, hours: number): AlarmDefinition {
  return {
    suffix: "backup-age",
    severity: "critical",
    description: `No automated backup of PostgreSQL was finished for ${hours} hours. See latestRestorableTime: RDS may also have lost the event.`,
    measure: { namespace, metricName: METRIC, statistic: "Sum" },
    comparison: "below",
    threshold: 1,
    periodSeconds: HOUR,
    periods: hours,
    breachingWhenMissing: true,
  };
}
