/** Metrics of a service that no load balancer stands before, made from the request lines of its structured log. */
import * as aws from "@pulumi/aws";
import type { KianaxComponent } from "../base";
import type { RequestMetrics } from "./alarms";

/** A service writes one JSON line for each request: `{"event":"request","status":200,"durationMs":12}`. */
export const REQUEST_PATTERN = '{ $.event = "request" }';
export const FAILURE_PATTERN = '{ $.event = "request" && $.status >= 500 }';

/** Two filters; $0.30 a month for each metric. */
export function createLogMetrics(service: KianaxComponent, group: aws.cloudwatch.LogGroup, { latency, failures }: RequestMetrics): void {
  service.child(aws.cloudwatch.LogMetricFilter, "logMetricFilter", "durations", {
    name: "request-durations",
    logGroupName: group.name,
    pattern: REQUEST_PATTERN,
    metricTransformation: { namespace: latency.namespace, name: latency.metricName, value: "$.durationMs", unit: "Milliseconds" },
  });
  service.child(aws.cloudwatch.LogMetricFilter, "logMetricFilter", "failures", {
    name: "request-failures",
    logGroupName: group.name,
    pattern: FAILURE_PATTERN,
    metricTransformation: { namespace: failures.namespace, name: failures.metricName, value: "1", unit: "Count" },
  });
}
