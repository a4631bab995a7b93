/** Alarms derived from a service's objectives. */
import type { AlarmDefinition, Metric } from "../monitoring";
import type { Objectives } from "./definition";

/**
 * Errors at 14.4 times the allowed rate use up 2 % of a month's budget in an hour: somebody must look now.
 * https://sre.google/workbook/alerting-on-slos/
 */
const FAST_BURN = 14.4;
/** Below this many requests in five minutes one failure would look like an outage. */
const FEWEST_REQUESTS = 20;

/** The metrics that say how a service does; where it has a target group the load balancer knows, otherwise its logs. */
export interface RequestMetrics {
  readonly requests: Metric;
  readonly failures: Metric;
  readonly latency: Metric;
  /** What a millisecond is in the latency's unit. */
  readonly latencyUnitsPerMs: number;
}

/** Metrics of a target group. */
export const TARGET_GROUP_METRICS: RequestMetrics = {
  requests: { namespace: "AWS/ApplicationELB", metricName: "RequestCount", statistic: "Sum" },
  failures: { namespace: "AWS/ApplicationELB", metricName: "HTTPCode_Target_5XX_Count", statistic: "Sum" },
  latency: { namespace: "AWS/ApplicationELB", metricName: "TargetResponseTime", statistic: "p95" },
  latencyUnitsPerMs: 0.001,
};

/** Metrics that filters make of the request lines in a service's log. */
export function logMetrics(namespace: string): RequestMetrics {
  return {
    requests: { namespace, metricName: "RequestDuration", statistic: "SampleCount" },
    failures: { namespace, metricName: "RequestFailures", statistic: "Sum" },
    latency: { namespace, metricName: "RequestDuration", statistic: "p95" },
    latencyUnitsPerMs: 1,
  };
}

/** Availability and latency as promised. */
export function objectiveAlarms(service: string, { availabilityPercent, p95LatencyMs }: Objectives, metrics: RequestMetrics): AlarmDefinition[] {
  return [
    {
      suffix: "availability",
      severity: "critical",
      description: `${service} fails so often that the month's error budget of ${availabilityPercent} % is gone in two days.`,
      measure: {
        expression: `IF(requests >= ${FEWEST_REQUESTS}, 100 * FILL(failures, 0) / requests, 0)`,
        label: "failed requests, percent",
        metrics: { requests: metrics.requests, failures: metrics.failures },
      },
      comparison: "above",
      threshold: rounded(FAST_BURN * (100 - availabilityPercent)),
      periodSeconds: 300,
      periods: 3,
    },
    {
      suffix: "latency",
      description: `One in twenty requests to ${service} takes longer than ${p95LatencyMs} ms.`,
      measure: metrics.latency,
      comparison: "above",
      threshold: rounded(p95LatencyMs * metrics.latencyUnitsPerMs),
      periodSeconds: 300,
      periods: 3,
    },
  ];
}

/** Pods that the load balancer gave up on. */
export function unhealthyTargetsAlarm(service: string): AlarmDefinition {
  return {
    suffix: "unhealthy",
    description: `Pods of ${service} fail the load balancer's health check.`,
    measure: { namespace: "AWS/ApplicationELB", metricName: "UnHealthyHostCount", statistic: "Maximum" },
    comparison: "above",
    threshold: 0,
    periodSeconds: 60,
    periods: 5,
  };
}

/** Without the noise of binary fractions, so that a threshold reads as meant. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
