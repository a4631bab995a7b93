import { creatableVersions } from "../catalogues";
import { find, of, refuse, refuseIf, type Rule } from "../rule";
import { T } from "../tokens";

const SUBNET_GROUP = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html";
const WINDOWS = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html";
const INSIGHTS = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.Engines.html";
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY_MINUTES = 24 * 60;

/** Minutes since midnight, or since Monday's for a weekly window; undefined when it is not written as AWS wants it. */
export function parseWindow(text: string): { start: number; end: number; weekly: boolean } | undefined {
  const match = /^(?:(mon|tue|wed|thu|fri|sat|sun):)?([01]\d|2[0-3]):([0-5]\d)-(?:(mon|tue|wed|thu|fri|sat|sun):)?([01]\d|2[0-3]):([0-5]\d)$/i.exec(text);
  if (!match || (match[1] === undefined) !== (match[4] === undefined)) {
    return undefined;
  }
  const minutes = (day: string | undefined, hour: string | undefined, minute: string | undefined): number =>
    Math.max(0, DAYS.indexOf((day ?? "mon").toLowerCase())) * DAY_MINUTES + Number(hour) * 60 + Number(minute);
  const weekly = match[1] !== undefined;
  const start = minutes(match[1], match[2], match[3]);
  const end = minutes(match[4], match[5], match[6]);
  return { start, end: end > start ? end : end + DAY_MINUTES * (weekly ? 7 : 1), weekly };
}

/** Whether a daily window meets a weekly one. */
export function windowsOverlap(daily: string, weekly: string): boolean {
  const [backup, maintenance] = [parseWindow(daily), parseWindow(weekly)];
  if (backup === undefined || maintenance === undefined) {
    return false;
  }
  return [-1, 0, 1, 2, 3, 4, 5, 6, 7].some((day) => {
    const start = backup.start + day * DAY_MINUTES;
    const end = backup.end + day * DAY_MINUTES;
    return start < maintenance.end && maintenance.start < end;
  });
}

/** Rules for the two windows of RDS and ElastiCache, which differ in names and in the shortest length. */
export function windowRules(service: string, type: string, dailyProperty: string, minimumMinutes: number, source: string): Rule {
  return {
    id: `${service}-windows`,
    types: [type],
    stage: "check",
    source,
    check: (subject) => {
      const [daily, weekly] = [subject.text(dailyProperty), subject.text("maintenanceWindow")];
      const parsedDaily = parseWindow(daily ?? "");
      const parsedWeekly = parseWindow(weekly ?? "");
      return [
        ...(daily !== undefined && (parsedDaily === undefined || parsedDaily.weekly) ? [refuse(dailyProperty, `InvalidParameterValue: "${daily}" is no window; write it in UTC as 03:00-04:00.`)] : []),
        ...(weekly !== undefined && (parsedWeekly === undefined || !parsedWeekly.weekly) ? [refuse("maintenanceWindow", `InvalidParameterValue: "${weekly}" is no window; write it in UTC as sun:05:00-sun:06:00.`)] : []),
        ...(parsedDaily !== undefined && parsedDaily.end - parsedDaily.start < minimumMinutes ? [refuse(dailyProperty, `InvalidParameterValue: the window ${daily} is shorter than the ${minimumMinutes} minutes AWS wants; lengthen it.`)] : []),
        ...(parsedWeekly?.weekly === true && parsedWeekly.end - parsedWeekly.start < minimumMinutes ? [refuse("maintenanceWindow", `InvalidParameterValue: the window ${weekly} is shorter than the ${minimumMinutes} minutes AWS wants; lengthen it.`)] : []),
        ...(service === "rds" && daily !== undefined && weekly !== undefined && windowsOverlap(daily, weekly)
          ? [refuse(dailyProperty, `InvalidParameterValue: The backup window ${daily} and maintenance window ${weekly} must not overlap; move one of them.`)]
          : []),
      ];
    },
  };
}

export const rdsGroups: readonly Rule[] = [
  windowRules("rds", T.dbInstance, "backupWindow", 30, WINDOWS),
  {
    id: "rds-subnet-group-zones",
    types: [T.dbSubnetGroup],
    stage: "admit",
    source: SUBNET_GROUP,
    check: (subject, cloud) => {
      const subnets = subject.texts("subnetIds").flatMap((id) => find(cloud, T.subnet, id) ?? []);
      const zones = new Set(subnets.map((subnet) => of(subnet).text("availabilityZone")));
      const vpcs = new Set(subnets.map((subnet) => of(subnet).text("vpcId")));
      return [
        ...(zones.size < 2 ? [refuse("subnetIds", `DBSubnetGroupDoesNotCoverEnoughAZs: the DB subnet group doesn't meet Availability Zone coverage requirement: it covers ${[...zones].join(", ") || "none"}; add a subnet of a second zone.`)] : []),
        ...(vpcs.size > 1 ? [refuse("subnetIds", `InvalidSubnet: the subnets belong to ${vpcs.size} VPCs (${[...vpcs].join(", ")}); a group lies in one.`)] : []),
      ];
    },
  },
  {
    id: "rds-parameter-group-family",
    types: [T.dbInstance],
    stage: "admit",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html",
    check: (subject, cloud) => {
      const group = find(cloud, T.dbParameterGroup, subject.text("parameterGroupName"));
      const family = group && of(group).text("family");
      const engine = subject.text("engine");
      const major = subject.text("engineVersion")?.split(".")[0];
      const wanted = engine !== undefined && major !== undefined ? `${engine}${major}` : undefined;
      return refuseIf(
        family !== undefined && wanted !== undefined && family !== wanted,
        "parameterGroupName",
        `InvalidParameterCombination: the parameter group ${subject.text("parameterGroupName")} is of family ${family}, which cannot be used with ${engine} ${subject.text("engineVersion")}; use a group of family ${wanted}.`,
      );
    },
  },
  {
    id: "rds-parameter-group-family-exists",
    types: [T.dbParameterGroup],
    stage: "check",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html",
    check: (subject, cloud) => {
      const family = subject.text("family");
      const major = /^postgres(\d+)$/.exec(family ?? "")?.[1];
      return refuseIf(major !== undefined && creatableVersions(major, cloud.now).length === 0, "family", `InvalidParameterValue: the family "${family}" does not exist; for PostgreSQL 16 write postgres16.`);
    },
  },
  {
    id: "rds-parameters",
    types: [T.dbParameterGroup],
    stage: "check",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Parameters.html",
    check: (subject) => {
      const parameters = subject.objects("parameters");
      const names = parameters.map((parameter) => parameter.text("name"));
      const twice = names.find((name, index) => name !== undefined && names.indexOf(name) !== index);
      const statics = ["shared_preload_libraries", "max_connections", "shared_buffers", "rds.logical_replication", "wal_buffers", "max_worker_processes", "max_wal_senders", "max_replication_slots", "huge_pages", "track_activity_query_size", "pg_stat_statements.max", "max_locks_per_transaction"];
      return [
        ...(twice === undefined ? [] : [refuse("parameters", `InvalidParameterValue: the parameter ${twice} is given twice; keep one.`)]),
        ...parameters.flatMap((parameter, index) =>
          statics.includes(parameter.text("name") ?? "") && parameter.text("applyMethod") !== "pending-reboot" && !parameter.unknown("applyMethod")
            ? [refuse(`parameters[${index}].applyMethod`, `InvalidParameterCombination: cannot use immediate apply method for static parameter ${parameter.text("name")}; write applyMethod: "pending-reboot".`)]
            : [],
        ),
      ];
    },
  },
  {
    id: "rds-performance-insights",
    types: [T.dbInstance],
    stage: "check",
    source: INSIGHTS,
    check: (subject) => {
      const enabled = subject.flag("performanceInsightsEnabled") === true;
      const retention = subject.number("performanceInsightsRetentionPeriod");
      const allowed = retention === undefined || retention === 7 || retention === 731 || (retention % 31 === 0 && retention >= 31 && retention <= 713);
      const key = ["performanceInsightsKmsKeyId", "performanceInsightsRetentionPeriod"].find((name) => subject.given(name));
      return [
        ...(subject.off("performanceInsightsEnabled") && key !== undefined ? [refuse(key, `InvalidParameterCombination: ${key} needs Performance Insights; set performanceInsightsEnabled to true.`)] : []),
        ...(allowed ? [] : [refuse("performanceInsightsRetentionPeriod", `InvalidParameterValue: Performance Insights keeps data for 7 days, for 731, or for a multiple of 31, not for ${retention}.`)]),
        ...(enabled && /^db\.t[34]g?\.(micro|small)$/.test(subject.text("instanceClass") ?? "") && ["mysql", "mariadb"].includes(subject.text("engine") ?? "")
          ? [refuse("performanceInsightsEnabled", `InvalidParameterCombination: Performance Insights not supported for ${subject.text("instanceClass")} of this engine; take a larger class.`)]
          : []),
        ...(subject.text("databaseInsightsMode") === "advanced" && (!enabled || (retention ?? 0) < 465) && !subject.unknown("performanceInsightsEnabled")
          ? [refuse("databaseInsightsMode", "InvalidParameterCombination: the advanced mode of Database Insights needs Performance Insights with a retention of 465 days or more.")]
          : []),
      ];
    },
  },
  {
    id: "rds-multi-az-subnet-group",
    types: [T.dbInstance],
    stage: "admit",
    source: SUBNET_GROUP,
    check: (subject, cloud) => {
      const group = find(cloud, T.dbSubnetGroup, subject.text("dbSubnetGroupName"));
      const subnets = group === undefined ? [] : of(group).texts("subnetIds").flatMap((id) => find(cloud, T.subnet, id) ?? []);
      const vpcId = subnets[0] && of(subnets[0]).text("vpcId");
      const stranger = subject.texts("vpcSecurityGroupIds").find((id) => {
        const found = find(cloud, T.securityGroup, id);
        return found !== undefined && vpcId !== undefined && of(found).text("vpcId") !== vpcId;
      });
      const zone = subject.text("availabilityZone");
      return [
        ...(subject.flag("multiAz") === true && zone !== undefined ? [refuse("availabilityZone", "InvalidParameterCombination: Requesting a specific availability zone is not valid for Multi-AZ instances; leave availabilityZone out.")] : []),
        ...(stranger === undefined ? [] : [refuse("vpcSecurityGroupIds", `InvalidParameterCombination: the DB instance and EC2 security group are in different VPCs: the instance lies in ${vpcId}, and ${stranger} does not.`)]),
      ];
    },
  },
  {
    id: "rds-encryption-key",
    types: [T.dbInstance],
    stage: "check",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html",
    check: (subject) =>
      refuseIf(subject.given("kmsKeyId") && subject.off("storageEncrypted") && subject.absent("replicateSourceDb"), "storageEncrypted", "InvalidParameterCombination: a KMS key needs encrypted storage; set storageEncrypted to true."),
  },
  {
    id: "rds-log-exports",
    types: [T.dbInstance],
    stage: "check",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.html",
    check: (subject) => {
      const strange = subject.text("engine") === "postgres" ? subject.texts("enabledCloudwatchLogsExports").find((name) => !["postgresql", "upgrade", "iam-db-auth-error"].includes(name)) : undefined;
      return refuseIf(strange !== undefined, "enabledCloudwatchLogsExports", `InvalidParameterCombination: You cannot use the log type '${strange}' with engine version postgres; it has postgresql, upgrade and iam-db-auth-error.`);
    },
  },
];
