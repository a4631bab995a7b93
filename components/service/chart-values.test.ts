import assert from "node:assert/strict";
import fc from "fast-check";
import type { ChartContext } from "./chart-context";
import { chartValues } from "./chart-values";
import type { ServiceDefinition } from "./definition";
import { catalogues, someChartContext, someService } from "./fixtures";

const MARKET_DATA = someService({ name: "market-data", port: 9000 });
const TRADING = someService({
  name: "trading",
  calls: ["market-data"],
  needs: { database: "read-write", cache: ["pub-sub"], secrets: ["sentry-dsn"], brokerCredentials: true, audit: true },
});

const platform = (definition: ServiceDefinition, changes: Partial<ChartContext> = {}, catalogue = [TRADING, MARKET_DATA]) => chartValues(definition, catalogue, someChartContext(definition, changes)).platform;

describe("the values of a service's chart", () => {
  it("tell pods who they are, whom they call and where their data is", () => {
    assert.deepEqual(platform(TRADING).settings, {
      SERVICE_NAME: "trading",
      ENVIRONMENT: "production",
      AWS_REGION: "us-east-1",
      PORT: "8080",
      METRICS_PORT: "9464",
      SECRETS_DIRECTORY: "/run/secrets/kianax",
      MARKET_DATA_URL: "http://market-data.kianax.svc.cluster.local:9000",
      DATABASE_HOST: "kianax-production.proxy-abc.us-east-1.rds.amazonaws.com",
      DATABASE_PORT: "5432",
      DATABASE_NAME: "kianax",
      DATABASE_SECRET_NAME: "kianax/production/platform/database",
      DATABASE_ACCESS: "read-write",
      CACHE_HOST: "clustercfg.kianax-production.abc.use1.cache.amazonaws.com",
      CACHE_PORT: "6379",
      CACHE_SECRET_NAME: "kianax/production/platform/cache",
      AUDIT_STREAM: "kianax-production-trading-audit",
      BROKER_KEY_ARN: "arn:aws:kms:us-east-1:444455556666:key/mrk-0123456789abcdef0123456789abcdef",
      BROKER_ENVIRONMENT: "production",
    });
  });

  it("tell them nothing that they did not declare", () => {
    assert.deepEqual(Object.keys(platform(MARKET_DATA).settings), ["SERVICE_NAME", "ENVIRONMENT", "AWS_REGION", "PORT", "METRICS_PORT", "SECRETS_DIRECTORY"]);
    assert.deepEqual(platform(MARKET_DATA).secrets, {});
  });

  it("name secrets, each a file, and never hold one", () => {
    assert.deepEqual(platform(TRADING).secrets, { database: "kianax/production/platform/database", cache: "kianax/production/platform/cache", "sentry-dsn": "kianax/production/trading/sentry-dsn" });
    const more = { "sentry-dsn": "own", "openai-api-key": "of another service" };
    assert.deepEqual(Object.keys(platform(TRADING, { secretNames: more }).secrets), ["database", "cache", "sentry-dsn"]);
  });

  it("have a migration where the service writes the database, which goes to the writer itself with that one secret", () => {
    const { migration } = platform(TRADING);
    assert.equal(migration?.settings["DATABASE_HOST"], "kianax-production.abc.us-east-1.rds.amazonaws.com");
    assert.deepEqual(migration?.secrets, { database: "kianax/production/platform/database" });
    assert.equal(platform(someService({ needs: { database: "read-only" } })).migration, undefined);
    assert.equal(platform(MARKET_DATA).migration, undefined);
  });

  it("give a target group to whom the internet reaches, and time to leave to who holds its WebSockets", () => {
    const exposed = someService({ exposure: { paths: ["/*"], websocket: true } });
    assert.match(platform(exposed).targetGroupArn ?? "", /targetgroup\/kianax-production-orders/);
    assert.equal(platform(exposed).drainSeconds, 300);
    assert.equal(platform(TRADING).targetGroupArn, undefined);
    assert.equal(platform(TRADING).drainSeconds, 30);
  });

  it("ask for what the definition asks for, or for the default", () => {
    assert.deepEqual(platform(TRADING).resources, { cpu: "150m", memory: "256Mi" });
    assert.deepEqual(platform({ ...TRADING, resources: { cpuMillicores: 1500, memoryMiB: 2048 } }).resources, { cpu: "1500m", memory: "2048Mi" });
  });

  it("go on with the credentials of brokers that another environment encrypted", () => {
    const brokerCredentials = { keyArn: "arn:aws:kms:us-west-2:444455556666:key/mrk-1", environment: "production" };
    const { settings } = platform(TRADING, { environment: "recovery", brokerCredentials });
    assert.deepEqual([settings["ENVIRONMENT"], settings["BROKER_ENVIRONMENT"], settings["BROKER_KEY_ARN"]], ["recovery", "production", brokerCredentials.keyArn]);
  });

  const gaps: Readonly<Record<string, Partial<ServiceDefinition>>> = {
    database: { needs: { database: "read-only" } },
    cache: { needs: { cache: ["sessions"] } },
    auditStream: { needs: { audit: true } },
    brokerCredentials: { needs: { brokerCredentials: true } },
    targetGroupArn: { exposure: { paths: ["/*"] } },
  };
  const argument: Readonly<Record<string, string>> = { database: "needs.database", cache: "needs.cache", auditStream: "needs.audit", brokerCredentials: "needs.brokerCredentials", targetGroupArn: "exposure" };
  for (const [missing, changes] of Object.entries(gaps)) {
    it(`are refused where a definition needs ${missing} and the environment has none`, () => {
      const definition = someService(changes);
      const context = { ...someChartContext(definition), [missing]: undefined };
      assert.throws(() => chartValues(definition, [definition], context), { message: `Service "orders": ${argument[missing]} is declared, and the environment that its chart is given has nothing for it: pass it.` });
    });
  }

  it("are refused where a slot has no secret", () => {
    const definition = someService({ needs: { secrets: ["sentry-dsn"] } });
    assert.throws(() => chartValues(definition, [definition], someChartContext(definition, { secretNames: {} })), {
      message: 'Service "orders": needs.secrets "sentry-dsn" is declared, and the environment that its chart is given has nothing for it: pass it.',
    });
  });

  it("are plain JSON, the same each time, and call everybody at the port that lets them in", () => {
    fc.assert(
      fc.property(catalogues, (catalogue) => {
        for (const definition of catalogue) {
          const values = chartValues(definition, catalogue, someChartContext(definition));
          assert.deepEqual(JSON.parse(JSON.stringify(values)), values);
          assert.deepEqual(chartValues(definition, catalogue, someChartContext(definition)), values);
          const urls = Object.entries(values.platform.settings).filter(([name]) => name.endsWith("_URL"));
          assert.equal(urls.length, definition.calls.length);
          for (const [, url] of urls) {
            const { hostname, port } = new URL(url);
            const callee = catalogue.find(({ name }) => hostname === `${name}.kianax.svc.cluster.local`);
            assert.equal(String(callee?.port), port);
          }
        }
      }),
    );
  });
});
