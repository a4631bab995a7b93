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
    {
      suffix: "tls-errors",
      description: "Clients fail to agree on TLS with the load balancer: they speak no version that it takes, or somebody scans it.",
      measure: { namespace: "AWS/ApplicationELB", metricName: "ClientTLSNegotiationErrorCount", statistic: "Sum" },
      comparison: "above",
      threshold: 500,
      periodSeconds: 300,
      periods: 3,
    },
  ];
}

/**
 * Alarm of the firewall: an attack, or a rule that refuses those it should not.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html
 */
export function firewallAlarm(): AlarmDefinition {
  return {
    suffix: "blocked",
    description: "The firewall refuses more than 1000 requests in five minutes: look at its log whether they are an attack or users.",
    measure: { namespace: "AWS/WAFV2", metricName: "BlockedRequests", statistic: "Sum" },
    comparison: "above",
    threshold: 1000,
    periodSeconds: 300,
    periods: 2,
  };
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
