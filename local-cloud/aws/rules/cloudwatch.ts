import { LOG_RETENTION } from "../catalogues";
import { find, of, oneOf, range, refuse, refuseIf, type Rule } from "../rule";
import { T } from "../tokens";
import { statementsOf } from "./policy-document";

const ALARM = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html";
const COMPARISONS = [
  "GreaterThanOrEqualToThreshold", "GreaterThanThreshold", "LessThanThreshold", "LessThanOrEqualToThreshold",
  "LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold",
];

export const cloudwatch: readonly Rule[] = [
  oneOf(T.logGroup, "retentionInDays", LOG_RETENTION.entries, LOG_RETENTION.source),
  oneOf(T.logGroup, "logGroupClass", ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"], "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html"),
  {
    id: "logs-key-allows-service",
    types: [T.logGroup],
    stage: "admit",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
    check: (subject, cloud) => {
      const key = find(cloud, T.key, subject.text("kmsKeyId"));
      const policy = key && of(key).at("policy");
      const service = new RegExp(`^logs\\.(${cloud.region}\\.)?amazonaws\\.com`);
      const allowed = statementsOf(policy).some(({ effect, services }) => effect === "Allow" && services.some((name) => service.test(name)));
      return refuseIf(
        key !== undefined && !allowed,
        "kmsKeyId",
        `AccessDeniedException: the key ${key?.id} does not allow CloudWatch Logs to use it; let logs.${cloud.region}.amazonaws.com encrypt and decrypt in the key's policy.`,
      );
    },
  },
  oneOf(T.alarm, "comparisonOperator", COMPARISONS, ALARM),
  oneOf(T.alarm, "statistic", ["SampleCount", "Average", "Sum", "Minimum", "Maximum"], ALARM),
  oneOf(T.alarm, "treatMissingData", ["missing", "ignore", "breaching", "notBreaching"], ALARM),
  range(T.alarm, "evaluationPeriods", 1, 10_080, ALARM),
  range(T.alarm, "datapointsToAlarm", 1, 10_080, ALARM),
  {
    id: "cloudwatch-alarm-period",
    types: [T.alarm],
    stage: "check",
    source: ALARM,
    check: (subject) => {
      const period = subject.number("period");
      const evaluations = subject.number("evaluationPeriods");
      const allowed = period === undefined || [1, 5, 10, 20, 30].includes(period) || (period > 0 && period % 60 === 0);
      const points = subject.number("datapointsToAlarm");
      const day = 86_400;
      const limit = (period ?? 60) >= 3600 ? 7 * day : day;
      return [
        ...(allowed ? [] : [refuse("period", `ValidationError: a period of ${period} seconds does not exist; give 10, 20, 30 or a multiple of 60.`)]),
        ...(period !== undefined && evaluations !== undefined && period * evaluations > limit
          ? [refuse("evaluationPeriods", `ValidationError: ${evaluations} periods of ${period} seconds are ${period * evaluations} seconds, and an alarm looks back ${limit} at most; shorten one.`)]
          : []),
        ...(points !== undefined && evaluations !== undefined && points > evaluations
          ? [refuse("datapointsToAlarm", `ValidationError: ${points} data points cannot be breaching within ${evaluations} evaluation periods; lower datapointsToAlarm.`)]
          : []),
      ];
    },
  },
  {
    id: "cloudwatch-alarm-metric",
    types: [T.alarm],
    stage: "check",
    source: ALARM,
    check: (subject) => {
      const metric = subject.given("metricName");
      const queries = (subject.count("metricQueries") ?? 0) > 0;
      const statistics = ["statistic", "extendedStatistic"].filter((name) => subject.given(name));
      if (subject.given("evaluationCriteria")) {
        return undefined;
      }
      if (metric === queries) {
        return refuse("metricName", "ValidationError: an alarm watches one metric or metricQueries; give exactly one of the two.");
      }
      return [
        ...(metric && subject.absent("namespace") ? [refuse("namespace", "ValidationError: a metricName needs its namespace, such as AWS/RDS.")] : []),
        ...(metric && subject.absent("period") ? [refuse("period", "ValidationError: a metricName needs a period in seconds.")] : []),
        ...(metric && statistics.length !== 1 ? [refuse("statistic", `ValidationError: a metricName needs one of statistic and extendedStatistic, and this alarm has ${statistics.length}.`)] : []),
      ];
    },
  },
  {
    id: "cloudwatch-alarm-threshold",
    types: [T.alarm],
    stage: "check",
    source: ALARM,
    check: (subject) => {
      const given = ["threshold", "thresholdMetricId"].filter((name) => subject.given(name));
      return refuseIf(!subject.given("evaluationCriteria") && given.length !== 1, "threshold", `ValidationError: an alarm compares with a threshold or a thresholdMetricId, and this one has ${given.length} of them.`);
    },
  },
  {
    id: "cloudwatch-alarm-extended-statistic",
    types: [T.alarm],
    stage: "check",
    source: ALARM,
    check: (subject) => {
      const statistic = subject.text("extendedStatistic");
      const form = /^(p\d{1,2}(\.\d{1,10})?|p100|(tm|tc|ts|wm)\d{1,2}(\.\d+)?|(TM|TC|TS|WM|PR)\(.*:.*\)|IQM)$/;
      return refuseIf(statistic !== undefined && !form.test(statistic), "extendedStatistic", `ValidationError: "${statistic}" is no percentile or trimmed statistic; write it as p95, tm90 or TM(10%:90%).`);
    },
  },
  {
    id: "cloudwatch-alarm-dimensions",
    types: [T.alarm],
    stage: "check",
    source: ALARM,
    check: (subject) => {
      const count = Object.keys(subject.object("dimensions").properties).length;
      return refuseIf(count > 30, "dimensions", `ValidationError: the metric has ${count} dimensions, and CloudWatch takes 30.`);
    },
  },
  {
    id: "cloudwatch-alarm-actions",
    types: [T.alarm, T.compositeAlarm],
    stage: "check",
    source: ALARM,
    check: (subject) =>
      ["alarmActions", "okActions", "insufficientDataActions"].flatMap((name) => {
        const count = subject.count(name) ?? 0;
        const strange = subject.all(`${name}[*]`).filter(({ value }) => typeof value === "string" && !value.startsWith("arn:"));
        return [
          ...(count > 5 ? [refuse(name, `ValidationError: an alarm has ${count} actions for one state, and CloudWatch takes 5.`)] : []),
          ...strange.map(({ path, value }) => refuse(path, `ValidationError: "${String(value)}" is no ARN; give the ARN of a topic.`)),
        ];
      }),
  },
];
