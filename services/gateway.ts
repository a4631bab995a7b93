import { defineService } from "../components/service/definition";
import { ERROR_TRACKING, FEATURE_FLAGS } from "./providers";

export const gateway = defineService({
  name: "gateway",
  purpose: "The one way in: checks sessions, routes requests and holds the WebSockets of clients",
  port: 8080,
  calls: ["auth", "trading", "agent", "market-data", "notification"],
  needs: {
    cache: ["sessions", "pub-sub"],
    secrets: ["jwt-signing-key", "statsig-server-key", "sentry-dsn"],
    internetHosts: [...FEATURE_FLAGS, ...ERROR_TRACKING],
  },
  exposure: { paths: ["/*"], websocket: true },
  scaling: { min: 2, max: 10, cpuPercent: 70, memoryPercent: 80 },
  objectives: { availabilityPercent: 99.9, p95LatencyMs: 500 },
});
