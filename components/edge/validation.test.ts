import assert from "node:assert/strict";
import fc from "fast-check";
import { certificateAlarm, edgeAlarms, firewallAlarm } from "./alarms";
import { proofOf, provenNames } from "./certificate";
import { edgeProblems, type EdgeSettings } from "./validation";
import { activeGroups, GROUP_MODES, MANAGED_GROUPS, type ManagedRules } from "./waf-groups";
import { WAF_MODES, wafCapacity, wafRules } from "./waf-rules";

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

  it("are fine with everything on that goes together", () => {
    const changes: Partial<EdgeSettings> = {
      alternativeNames: ["ws.dev.kianax.io", "*.dev.kianax.io"],
      certificateAuthorities: ["digicert.com"],
      delegations: { "preview.dev.kianax.io": ["ns-1.awsdns-01.org", "ns-2.awsdns-02.net"] },
      minimumTlsVersion: "1.2",
      hstsPreload: true,
      desyncMitigation: "strictest",
      managedRules: { linux: "block", common: "count", "sql-injection": "off" },
      vercelRecords: true,
      vercel: { projectName: "kianax-web", repository: "kianax/web", productionBranch: "develop", environmentVariables: { A: { value: "b", sensitive: false, targets: ["development"] } } },
    };
    assert.deepEqual(sentences(changes), []);
  });

  it("refuse a name that gets too long", () => {
    assert.deepEqual(sentences({ environment: "e".repeat(22) }), [
      `environment makes the load balancer name "kianax-${"e".repeat(22)}-api" of 33 characters, and AWS allows 32: shorten it.`,
    ]);
  });
});

describe("the names of a certificate", () => {
  it("are each proven once, wildcards by the name behind them", () => {
    const label = fc.constantFrom("a", "b", "c");
    const names = fc.uniqueArray(fc.tuple(fc.boolean(), label).map(([wildcard, name]) => `${wildcard ? "*." : ""}${name}.kianax.io`), { minLength: 1 });
    fc.assert(
      fc.property(names, (given) => {
        const proven = provenNames(given);
        assert.equal(new Set(proven).size, proven.length);
        assert.deepEqual(new Set(proven), new Set(given.map((name) => name.replace("*.", ""))));
      }),
    );
  });
});

describe("the proof of a name", () => {
  const proof = (domainName: string) => ({ domainName, resourceRecordName: `_x.${domainName}`, resourceRecordType: "CNAME", resourceRecordValue: "_y" });

  it("is found whatever the order, a wildcard's too", () => {
    const options = [proof("*.ws.kianax.io"), proof("api.kianax.io")];
    assert.deepEqual([proofOf(options, "api.kianax.io"), proofOf(options, "ws.kianax.io")], [options[1], options[0]]);
  });

  it("is missed in a sentence", () => {
    assert.throws(() => proofOf([proof("api.kianax.io")], "ws.kianax.io"), { message: "ACM gave no record to prove ws.kianax.io; it gave those of api.kianax.io." });
  });
});

describe("rules of the web ACL", () => {
  const limits = { rateLimitPerFiveMinutes: 2000, authRateLimitPerFiveMinutes: 100 };
  const keys = MANAGED_GROUPS.map(([key]) => key);
  const managed: fc.Arbitrary<ManagedRules> = fc.record(Object.fromEntries(keys.map((key) => [key, fc.constantFrom(...GROUP_MODES)])), { requiredKeys: [] });
  const modes = fc.constantFrom(...WAF_MODES);

  it("have their own priorities, names and metrics in whatever modes", () => {
    fc.assert(
      fc.property(modes, managed, fc.integer({ min: 10, max: 10_000 }), (wafMode, managedRules, limit) => {
        const rules = wafRules("acl", { wafMode, managedRules, rateLimitPerFiveMinutes: limit, authRateLimitPerFiveMinutes: limit });
        assert.deepEqual(rules.map(({ priority }) => priority), rules.map((_, index) => index));
        assert.equal(new Set(rules.map(({ name }) => name)).size, rules.length);
        assert.deepEqual(rules.map(({ visibilityConfig }) => visibilityConfig), rules.map(({ name }) => ({ cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: `acl-${String(name)}` })));
        // AWS refuses a rule with both or neither.
        assert.ok(rules.every(({ action, overrideAction }) => (action === undefined) !== (overrideAction === undefined)));
      }),
    );
  });

  it("stay within the capacity of the base price, or are refused", () => {
    fc.assert(
      fc.property(modes, managed, (wafMode, managedRules) => {
        const capacity = wafCapacity({ wafMode, managedRules });
        const refused = sentences({ wafMode, managedRules }).length > 0;
        assert.equal(refused, capacity > 1500);
        const groups = activeGroups(wafMode, managedRules).reduce((sum, group) => sum + group.capacity, 0);
        assert.ok(capacity > groups && capacity < groups + 100);
      }),
    );
  });

  it("give each group its own mode, the firewall's where it is established, and none where it is not", () => {
    fc.assert(
      fc.property(modes, managed, (wafMode, managedRules) => {
        const rules = wafRules("acl", { wafMode, managedRules, ...limits });
        for (const [key, group] of MANAGED_GROUPS) {
          const expected = managedRules[key] ?? (group.established ? wafMode : "off");
          const rule = rules.find(({ name }) => name === group.name);
          assert.deepEqual(rule?.overrideAction, { block: { none: {} }, count: { count: {} }, off: undefined }[expected], key);
        }
      }),
    );
  });

  it("stop nothing when they only count", () => assert.doesNotMatch(JSON.stringify(wafRules("acl", { wafMode: "count", ...limits })), /"(block|none)"/));

  it("answer 429 to too many requests, and when to come back", () => {
    const [auth, all] = wafRules("acl", { wafMode: "block", ...limits });
    const tooMany = { block: { customResponse: { responseCode: 429, responseHeaders: [{ name: "Retry-After", value: "300" }] } } };
    assert.deepEqual([auth?.action, all?.action], [tooMany, tooMany]);
    assert.deepEqual(all?.statement, { rateBasedStatement: { limit: 2000, aggregateKeyType: "IP", evaluationWindowSec: 300 } });
    assert.match(JSON.stringify(auth?.statement), /"limit":100,.*"searchString":"\/auth\/".*"searchString":"\/api\/auth\/"/);
  });

  it("are the established groups when nothing is said, and count what would refuse ordinary requests", () => {
    const [, , ...groups] = wafRules("acl", { wafMode: "block", ...limits });
    assert.deepEqual(groups.map(({ name }) => name), [
      "AWSManagedRulesAmazonIpReputationList",
      "AWSManagedRulesCommonRuleSet",
      "AWSManagedRulesKnownBadInputsRuleSet",
      "AWSManagedRulesSQLiRuleSet",
    ]);
    const all = JSON.stringify(wafRules("acl", { wafMode: "block", managedRules: { "anonymous-ip": "block" }, ...limits }));
    assert.match(all, /"ruleActionOverrides":\[\{"name":"SizeRestrictions_BODY","actionToUse":\{"count":\{\}\}\}\]/);
    assert.match(all, /"ruleActionOverrides":\[\{"name":"HostingProviderIPList","actionToUse":\{"count":\{\}\}\}\]/);
  });
});

describe("alarms of the edge", () => {
  it("are the ones that the strategy names, and those of TLS and the firewall", () => {
    assert.deepEqual(
      [...edgeAlarms(), certificateAlarm(), firewallAlarm()].map(({ suffix, comparison, threshold }) => [suffix, comparison, threshold]),
      [
        ["latency", "above", 1],
        ["errors", "above", 10],
        ["tls-errors", "above", 500],
        ["certificate", "below", 21],
        ["blocked", "above", 1000],
      ],
    );
  });
});
