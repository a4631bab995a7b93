import { defineService } from "../components/service/definition";
import { ERROR_TRACKING, MARKET_DATA } from "./providers";

export const marketData = defineService({
  name: "market-data",
  purpose: "Takes quotes and bars from Polygon, keeps the latest in the cache and publishes them",
  port: 8080,
  calls: [],
  needs: {
    cache: ["market-data", "pub-sub"],
    secrets: ["polygon-api-key", "sentry-dsn"],
    internetHosts: [...MARKET_DATA, ...ERROR_TRACKING],
  },
  scaling: { min: 2, max: 10, cpuPercent: 70, memoryPercent: 80 },
  objectives: { availabilityPercent: 99.9, p95LatencyMs: 200 },
});
