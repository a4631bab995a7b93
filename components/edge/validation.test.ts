import assert from "node:assert/strict";
import fc from "fast-check";
import { certificateAlarm, edgeAlarms } from "./alarms";
import { edgeProblems, type EdgeSettings } from "./validation";
import { MANAGED_GROUPS, WAF_MODES, wafRules } from "./waf-rules";

const DEVELOPMENT: EdgeSettings = {
  environment: "development",
  domain: "dev.kianax.io",
  apiHost: "api.dev.kianax.io",
  idleTimeoutSeconds: 3600,
  deletionProtection: false,
  accessLogRetentionDays: 14,
  wafMode: "count",
  wafLogRetentionDays: 14,
  rateLimitPerFiveMinutes: 2000,
  authRateLimitPerFiveMinutes: 100,
  vercelRecords: false,
};

function sentences(changes: Partial<EdgeSettings>): string[] {
  return edgeProblems({ ...DEVELOPMENT, ...changes }).map(({ argument, problem }) => `${argument} ${problem}`);
}

describe("arguments of an edge", () => {
  it("are fine as they are", () => assert.deepEqual(sentences({}), []));

  const refused: [string, Partial<EdgeSettings>, string][] = [
    ["a domain that is none", { domain: "https://kianax.io" }, 'domain must be a host name in lower case such as api.example.com, not "https://kianax.io".'],
    ["an API outside of the domain", { apiHost: "api.kianax.io" }, 'apiHost "api.kianax.io" is not below domain "dev.kianax.io": its zone could not prove the certificate.'],
    ["an API that only ends alike", { apiHost: "apidev.kianax.io" }, 'apiHost "apidev.kianax.io" is not below domain "dev.kianax.io": its zone could not prove the certificate.'],
    ["front end and API under one name", { apiHost: "dev.kianax.io", vercelRecords: true }, 'apiHost "dev.kianax.io" is the name that vercelRecords gives to the front end: take one below it.'],
    ["too long an idle time", { idleTimeoutSeconds: 4001 }, "idleTimeoutSeconds must be a whole number from 1 to 4000 seconds, not 4001."],
    ["no retention", { accessLogRetentionDays: 0 }, "accessLogRetentionDays must be a whole number from 1 to 3653 days, not 0."],
    ["a mode that is none", { wafMode: "off" as never }, 'wafMode must be one of block, count, not "off".'],
    ["too low a limit", { rateLimitPerFiveMinutes: 9, authRateLimitPerFiveMinutes: 10 }, "rateLimitPerFiveMinutes must be a whole number from 10 to 2000000000 requests, not 9."],
    ["a limit that is never reached", { authRateLimitPerFiveMinutes: 3000 }, "authRateLimitPerFiveMinutes 3000 is above rateLimitPerFiveMinutes 2000 and would never be reached: lower it."],
    [
      "a name that gets too long",
      { environment: "e".repeat(22) },
      `environment makes the load balancer name "kianax-${"e".repeat(22)}-api" of 33 characters, and AWS allows 32: shorten it.`,
    ],
  ];
  for (const [what, changes, sentence] of refused) {
    it(`refuse ${what}`, () => assert.deepEqual(sentences(changes), [sentence]));
  }
});

describe("rules of the web ACL", () => {
  const limits = { rateLimitPerFiveMinutes: 2000, authRateLimitPerFiveMinutes: 100 };

  it("have their own priorities, names and metrics in either mode", () => {
    fc.assert(
      fc.property(fc.constantFrom(...WAF_MODES), fc.integer({ min: 10, max: 10_000 }), (mode, limit) => {
        const rules = wafRules("acl", mode, { rateLimitPerFiveMinutes: limit, authRateLimitPerFiveMinutes: limit });
        assert.deepEqual(rules.map(({ priority }) => priority), rules.map((_, index) => index));
        assert.equal(new Set(rules.map(({ name }) => name)).size, rules.length);
        assert.deepEqual(rules.map(({ visibilityConfig }) => visibilityConfig), rules.map(({ name }) => ({ cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: `acl-${String(name)}` })));
        // AWS refuses a rule with both or neither.
        assert.ok(rules.every(({ action, overrideAction }) => (action === undefined) !== (overrideAction === undefined)));
      }),
    );
  });

  it("stop nothing when they only count", () => assert.doesNotMatch(JSON.stringify(wafRules("acl", "count", limits)), /"(block|none)"/));

  it("answer 429 to too many requests and obey the groups when they block", () => {
    const [auth, all, ...groups] = wafRules("acl", "block", limits);
    assert.deepEqual(auth?.action, { block: { customResponse: { responseCode: 429 } } });
    assert.deepEqual(all?.statement, { rateBasedStatement: { limit: 2000, aggregateKeyType: "IP", evaluationWindowSec: 300 } });
    assert.match(JSON.stringify(auth?.statement), /"limit":100,.*"searchString":"\/auth\/".*"searchString":"\/api\/auth\/"/);
    assert.deepEqual(groups.map(({ name, overrideAction }) => [name, overrideAction]), MANAGED_GROUPS.map(({ name }) => [name, { none: {} }]));
  });

  it("let large bodies through, counted", () => {
    const common = wafRules("acl", "block", limits).find(({ name }) => name === "AWSManagedRulesCommonRuleSet");
    assert.match(JSON.stringify(common?.statement), /"ruleActionOverrides":\[\{"name":"SizeRestrictions_BODY","actionToUse":\{"count":\{\}\}\}\]/);
  });

  it("stay within the capacity of the base price", () => {
    // 2 for a rate rule, 10 for a string match and 10 for each of its transformations.
    const rateRules = 2 + 2 + 2 * (10 + 3 * 10);
    const groups = MANAGED_GROUPS.reduce((sum, { capacity }) => sum + capacity, 0);
    assert.ok(rateRules + groups <= 1500, String(rateRules + groups));
  });
});

describe("alarms of the edge", () => {
  it("are the ones that the strategy names", () => {
    assert.deepEqual(
      [...edgeAlarms(), certificateAlarm()].map(({ suffix, comparison, threshold }) => [suffix, comparison, threshold]),
      [
        ["latency", "above", 1],
        ["errors", "above", 10],
        ["certificate", "below", 21],
      ],
    );
  });
});
