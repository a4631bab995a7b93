import assert from "node:assert/strict";
import { validateCatalogue, catalogueProblems } from "../components/service/catalogue";
import { catalogue } from "./index";
import { SLOT_NAMES } from "./slots";

const CALLS = new Map(catalogue.map(({ name, calls }) => [name, calls]));

/** The services of the deployment strategy; others may follow. */
const OF_THE_STRATEGY = ["gateway", "auth", "trading", "agent", "market-data", "notification"];

/** Everything that a service reaches through calls of calls. */
function reached(name: string, seen: ReadonlySet<string> = new Set()): Set<string> {
  return new Set((CALLS.get(name) ?? []).flatMap((callee) => (seen.has(callee) ? [callee] : [callee, ...reached(callee, new Set([...seen, callee]))])));
}

describe("the services of Kianax", () => {
  it("are those of the strategy, and whichever came after", () => {
    assert.deepEqual(catalogue.map(({ name }) => name).slice(0, OF_THE_STRATEGY.length), OF_THE_STRATEGY);
  });

  it("are in order in both environments", () => {
    for (const environment of ["development", "production"]) {
      assert.deepEqual(catalogueProblems(catalogue, { namePrefix: "kianax", environment }, SLOT_NAMES), []);
      assert.equal(validateCatalogue(catalogue, { namePrefix: "kianax", environment }, SLOT_NAMES), catalogue);
    }
  });

  it("let the internet in through the gateway only, with WebSockets", () => {
    assert.deepEqual(catalogue.filter(({ exposure }) => exposure !== undefined).map(({ name, exposure }) => [name, exposure]), [["gateway", { paths: ["/*"], websocket: true }]]);
  });

  it("never call in a circle, and those of the strategy are all reached from the gateway", () => {
    for (const { name } of catalogue) {
      assert.ok(!reached(name).has(name), `${name} calls itself through others`);
    }
    const fromGateway = reached("gateway");
    assert.deepEqual(OF_THE_STRATEGY.filter((name) => !fromGateway.has(name)), ["gateway"]);
  });

  it("run in two to ten pods each", () => {
    for (const { name, scaling } of catalogue) {
      assert.deepEqual([scaling.min, scaling.max], [2, 10], name);
    }
  });

  it("give the credentials of brokers to trading alone", () => {
    assert.deepEqual(catalogue.filter(({ needs }) => needs.brokerCredentials === true).map(({ name }) => name), ["trading"]);
  });

  it("record what trading does, and trading alone", () => {
    assert.deepEqual(catalogue.filter(({ needs }) => needs.audit === true).map(({ name }) => name), ["trading"]);
  });

  it("keep sessions where users sign in and where they are checked", () => {
    assert.deepEqual(catalogue.filter(({ needs }) => needs.cache?.includes("sessions")).map(({ name }) => name), ["gateway", "auth"]);
  });

  it("each hold only the secrets of what they call outside", () => {
    const holders = (secret: string): string[] => catalogue.filter(({ needs }) => needs.secrets?.includes(secret)).map(({ name }) => name);
    assert.deepEqual(holders("polygon-api-key"), ["market-data"]);
    assert.deepEqual(holders("openai-api-key"), ["agent"]);
    assert.deepEqual(holders("better-auth-secret"), ["auth"]);
    assert.deepEqual(holders("jwt-signing-key"), ["gateway", "auth"]);
    assert.deepEqual(holders("oauth-github"), ["auth"]);
    assert.deepEqual(holders("oauth-google"), ["auth"]);
    assert.deepEqual(holders("slack-webhook-url"), ["notification"]);
    assert.deepEqual(holders("pagerduty-routing-key"), ["notification"]);
    assert.deepEqual(holders("statsig-server-key"), ["gateway", "trading", "agent"]);
    assert.deepEqual(holders("sentry-dsn"), catalogue.map(({ name }) => name));
  });

  it("call every outside host over TLS", () => {
    assert.deepEqual(catalogue.flatMap(({ needs }) => needs.internetHosts ?? []).filter(({ port }) => port !== 443), []);
  });
});
