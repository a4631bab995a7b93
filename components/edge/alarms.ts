import type { AlarmDefinition } from "../monitoring";

/** Alarms of the load balancer as a whole; those of each service are with the service. */
export function edgeAlarms(): AlarmDefinition[] {
  return [
    {
      suffix: "latency",
      description: "One in twenty requests to the API takes longer than a second.",
      measure: { namespace: "AWS/ApplicationELB", metricName: "TargetResponseTime", statistic: "p95" },
      comparison: "above",
      threshold: 1,
      periodSeconds: 300,
      periods: 3,
    },
    {
      suffix: "errors",
      severity: "critical",
      description: "The load balancer itself answers with errors: it reaches no healthy service.",
      measure: { namespace: "AWS/ApplicationELB", metricName: "HTTPCode_ELB_5XX_Count", statistic: "Sum" },
      comparison: "above",
      threshold: 10,
      periodSeconds: 300,
      periods: 2,
    },
  ];
}

/** ACM renews 60 days before the end; when it has not 21 days before, its record is gone. */
export function certificateAlarm(): AlarmDefinition {
  return {
    suffix: "certificate",
    severity: "critical",
    description: "The API's certificate ends in less than 21 days and was not renewed: look at its validation record.",
    measure: { namespace: "AWS/CertificateManager", metricName: "DaysToExpiry", statistic: "Minimum" },
    comparison: "below",
    threshold: 21,
    periodSeconds: 86_400,
    periods: 1,
  };
}
