import { defineService } from "../components/service/definition";
import { ERROR_TRACKING, FEATURE_FLAGS, LANGUAGE_MODELS } from "./providers";

export const agent = defineService({
  name: "agent",
  purpose: "Runs the AI agents of users: reads markets, reasons with language models, proposes and places trades",
  port: 8080,
  calls: ["trading", "market-data", "notification"],
  needs: {
    database: "read-write",
    cache: ["pub-sub"],
    secrets: ["openai-api-key", "statsig-server-key", "sentry-dsn"],
    internetHosts: [...LANGUAGE_MODELS, ...FEATURE_FLAGS, ...ERROR_TRACKING],
  },
  scaling: { min: 2, max: 10, cpuPercent: 70, memoryPercent: 80 },
  // It answers when it has begun to think, and streams what follows.
  objectives: { availabilityPercent: 99.5, p95LatencyMs: 1000 },
});
