import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { KianaxComponent } from "../base";
import { actionsFor, type AlarmActions, type Severity } from "./actions";

/** Dimensions that pick the resource a metric is about. */
export type Dimensions = Readonly<Record<string, pulumi.Input<string>>>;

/** A CloudWatch metric and how its samples are summed up. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  /** `Average`, `Sum`, `Maximum`, `Minimum`, `SampleCount`, or a percentile such as `p95`. */
  readonly statistic: string;
}

/** A metric among others; it may be about another resource than they are. */
export interface MathMetric extends Metric {
  /** In place of the dimensions of the alarm. */
  readonly dimensions?: Dimensions;
}

/** A figure computed from several metrics, such as a share of failures. */
export interface MetricMath {
  /** CloudWatch metric math over the names of `metrics`. */
  readonly expression: string;
  readonly label: string;
  readonly metrics: Readonly<Record<string, MathMetric>>;
}

/** An alarm as plain data, so that thresholds are tested without Pulumi. */
export interface AlarmDefinition {
  /** Part of the names; never changes once released. */
  readonly suffix: string;
  /** What happened and what it means to the reader. */
  readonly description: string;
  readonly measure: Metric | MetricMath;
  readonly comparison: "above" | "below";
  readonly threshold: number;
  readonly periodSeconds: number;
  readonly periods: number;
  /** Who hears of it. @default "warning" */
  readonly severity?: Severity;
  /** Whether silence is the failure. @default false */
  readonly breachingWhenMissing?: boolean;
}

const COMPARISONS = { above: "GreaterThanThreshold", below: "LessThanThreshold" } as const;

/**
 * Registers an alarm below a component, named after its subject; costs $0.10 a month for each metric it reads.
 */
export function createAlarm(
  component: KianaxComponent,
  subject: string,
  alarm: AlarmDefinition,
  dimensions: Dimensions,
  alarmActions: AlarmActions = [],
): aws.cloudwatch.MetricAlarm {
  const actions = actionsFor(alarm.severity ?? "warning", alarmActions);
  return component.child(aws.cloudwatch.MetricAlarm, "alarm", component.name === subject ? alarm.suffix : `${subject}-${alarm.suffix}`, {
    name: component.physical("cloudwatch alarm", `${subject}-${alarm.suffix}`),
    alarmDescription: alarm.description,
    comparisonOperator: COMPARISONS[alarm.comparison],
    threshold: alarm.threshold,
    evaluationPeriods: alarm.periods,
    datapointsToAlarm: alarm.periods,
    treatMissingData: alarm.breachingWhenMissing === true ? "breaching" : "notBreaching",
    ...measured(alarm, dimensions),
    ...(actions.length === 0 ? {} : { alarmActions: [...actions], okActions: [...actions] }),
    tags: component.tags(undefined, { costLine: "monitoring", dataClass: "internal" }),
  });
}

function measured({ measure, periodSeconds }: AlarmDefinition, dimensions: Dimensions): Partial<aws.cloudwatch.MetricAlarmArgs> {
  if (!("metrics" in measure)) {
    const { namespace, metricName, statistic } = measure;
    const stat = isPercentile(statistic) ? { extendedStatistic: statistic, evaluateLowSampleCountPercentiles: "ignore" } : { statistic };
    return { namespace, metricName, ...stat, period: periodSeconds, dimensions: { ...dimensions } };
  }
  const inputs = Object.entries(measure.metrics).map(([id, { namespace, metricName, statistic, dimensions: own = dimensions }]) => ({
    id,
    metric: { namespace, metricName, stat: statistic, period: periodSeconds, dimensions: { ...own } },
  }));
  return { metricQueries: [{ id: "result", expression: measure.expression, label: measure.label, returnData: true }, ...inputs] };
}

function isPercentile(statistic: string): boolean {
  return /^p\d/.test(statistic);
}
