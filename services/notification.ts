import { defineService } from "../components/service/definition";
import { ALERTING, ERROR_TRACKING } from "./providers";

export const notification = defineService({
  name: "notification",
  purpose: "Tells users and operators what happened, over WebSocket, Slack and PagerDuty",
  port: 8080,
  calls: [],
  needs: {
    database: "read-write",
    cache: ["pub-sub"],
    secrets: ["slack-webhook-url", "pagerduty-routing-key", "sentry-dsn"],
    internetHosts: [...ALERTING, ...ERROR_TRACKING],
  },
  scaling: { min: 2, max: 10, cpuPercent: 70, memoryPercent: 80 },
  objectives: { availabilityPercent: 99.5, p95LatencyMs: 1000 },
});
