import { defineService } from "../components/service/definition";
import { BROKERS, ERROR_TRACKING, FEATURE_FLAGS } from "./providers";

export const trading = defineService({
  name: "trading",
  purpose: "Places and tracks orders with the brokers of users",
  port: 8080,
  calls: ["market-data", "notification"],
  needs: {
    database: "read-write",
    cache: ["pub-sub"],
    secrets: ["statsig-server-key", "sentry-dsn"],
    internetHosts: [...BROKERS, ...FEATURE_FLAGS, ...ERROR_TRACKING],
    brokerCredentials: true,
    audit: true,
  },
  scaling: { min: 2, max: 10, cpuPercent: 70, memoryPercent: 80 },
  objectives: { availabilityPercent: 99.9, p95LatencyMs: 300 },
});
