import { defineService } from "../components/service/definition";
import { ERROR_TRACKING, OAUTH } from "./providers";

export const auth = defineService({
  name: "auth",
  purpose: "Signs users in with Better Auth: password, OAuth and second factor, and keeps their sessions",
  port: 8080,
  calls: ["notification"],
  needs: {
    database: "read-write",
    cache: ["sessions"],
    secrets: ["better-auth-secret", "jwt-signing-key", "oauth-github", "oauth-google", "sentry-dsn"],
    internetHosts: [...OAUTH, ...ERROR_TRACKING],
  },
  scaling: { min: 2, max: 10, cpuPercent: 70, memoryPercent: 80 },
  objectives: { availabilityPercent: 99.9, p95LatencyMs: 400 },
});
