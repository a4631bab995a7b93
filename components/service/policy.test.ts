import assert from "node:assert/strict";
import fc from "fast-check";
import { logMetrics, objectiveAlarms, TARGET_GROUP_METRICS } from "./alarms";
import type { ServiceNeeds } from "./definition";
import { serviceStatements } from "./policy";

const SUBJECTS = {
  service: "trading",
  brokerEnvironment: "production",
  ownSecrets: "own/*",
  secretsKey: "secrets-key",
  databaseSecret: "database",
  cacheSecret: "cache",
  brokerKey: "broker-key",
  auditStream: "audit-stream",
  secretsService: "secretsmanager.us-east-1.amazonaws.com",
};

const needs: fc.Arbitrary<ServiceNeeds> = fc.record(
  {
    database: fc.constantFrom("read-only" as const, "read-write" as const),
    cache: fc.subarray(["sessions", "market-data", "pub-sub"] as const),
    secrets: fc.subarray(["a", "b"]),
    brokerCredentials: fc.boolean(),
    audit: fc.boolean(),
  },
  { requiredKeys: [] },
);

describe("rights of a service", () => {
  it("name exactly what was declared, and never everything", () => {
    fc.assert(
      fc.property(needs, (declared) => {
        const text = JSON.stringify(serviceStatements(declared, SUBJECTS));
        assert.equal(text.includes('"database"'), declared.database !== undefined);
        assert.equal(text.includes('"cache"'), (declared.cache ?? []).length > 0);
        assert.equal(text.includes('"own/*"'), (declared.secrets ?? []).length > 0);
        assert.equal(text.includes('"broker-key"'), declared.brokerCredentials === true);
        assert.equal(text.includes('"audit-stream"'), declared.audit === true);
        assert.doesNotMatch(text, /"\*"|:\*"/);
      }),
    );
  });

  it("are none without needs", () => assert.deepEqual(serviceStatements({}, SUBJECTS), []));
});

describe("alarms of a service", () => {
  it("can fire for every promise that a service may make", () => {
    fc.assert(
      fc.property(fc.double({ min: 95, max: 99.99, noNaN: true }), fc.integer({ min: 1, max: 60_000 }), (availabilityPercent, p95LatencyMs) => {
        const [availability, latency] = objectiveAlarms("trading", { availabilityPercent, p95LatencyMs }, TARGET_GROUP_METRICS);
        assert.ok(availability !== undefined && availability.threshold > 0 && availability.threshold < 100);
        assert.equal(latency?.threshold, p95LatencyMs / 1000);
        assert.equal(objectiveAlarms("trading", { availabilityPercent, p95LatencyMs }, logMetrics("x"))[1]?.threshold, p95LatencyMs);
      }),
    );
  });
});
