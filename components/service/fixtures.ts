/** Services and surroundings for tests. */
import { Provider } from "@pulumi/kubernetes";
import { Namespace } from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { CACHE_USES } from "../cache/uses";
import { someKeys, someNetwork } from "../data/fixtures";
import type { ServiceHost } from "../delivery";
import { someSecrets } from "../secrets/fixtures";
import type { KianaxServiceArgs } from "./arguments";
import type { ChartContext } from "./chart-context";
import type { ServiceDefinition } from "./definition";

export function someService(changes: Partial<ServiceDefinition> = {}): ServiceDefinition {
  return {
    name: "orders",
    purpose: "Places orders",
    port: 8080,
    calls: [],
    needs: {},
    scaling: { min: 2, max: 10, cpuPercent: 70, memoryPercent: 80 },
    objectives: { availabilityPercent: 99.9, p95LatencyMs: 300 },
    ...changes,
  };
}

export const TRADING: ServiceDefinition = {
  name: "trading",
  purpose: "Places and tracks orders",
  port: 8080,
  calls: [],
  needs: { database: "read-write", cache: ["pub-sub"], secrets: ["sentry-dsn"], brokerCredentials: true },
  scaling: { min: 2, max: 10, cpuPercent: 70, memoryPercent: 80 },
  objectives: { availabilityPercent: 99.9, p95LatencyMs: 300 },
};

/** Arguments of a service in an environment that has everything; only inside a mocked engine. */
export function someServiceArgs(definition: ServiceDefinition = TRADING): KianaxServiceArgs {
  return {
    environment: "production",
    definition,
    cluster: { clusterName: pulumi.output("kianax-production"), clusterSecurityGroupId: pulumi.output("sg-nodes") },
    database: {
      secretArn: pulumi.output("arn:database-secret"),
      secretName: pulumi.output("kianax/production/platform/postgres"),
      endpoint: pulumi.output("proxy.example.com"),
      writerEndpoint: pulumi.output("db.example.com"),
      writerZone: pulumi.output("us-east-1b"),
      port: 5432,
      databaseName: "kianax",
    },
    cache: { secretArn: pulumi.output("arn:cache-secret"), secretName: pulumi.output("kianax/production/platform/redis"), endpoint: pulumi.output("redis.example.com"), port: 6379 },
    edge: { httpsListenerArn: pulumi.output("arn:listener"), securityGroupId: pulumi.output("sg-edge"), apiHost: "api.kianax.io", loadBalancerArnSuffix: pulumi.output("app/api/1") },
    keys: someKeys(),
    network: someTiers(),
    secrets: someSecrets({ "sentry-dsn": pulumi.secret("https://dsn.example.com") }),
    logRetentionDays: 30,
    imageRetentionCount: 30,
    secretRecoveryWindowDays: 30,
    host: someHost(),
    delivery: "gitops",
  };
}

/** Surroundings that have everything that the service declares. */
export function someChartContext({ name, needs }: ServiceDefinition, changes: Partial<ChartContext> = {}): ChartContext {
  return {
    environment: "production",
    namespace: "kianax",
    region: "us-east-1",
    imageRepository: `444455556666.dkr.ecr.us-east-1.amazonaws.com/kianax/production/${name}`,
    targetGroupArn: `arn:aws:elasticloadbalancing:us-east-1:444455556666:targetgroup/kianax-production-${name}/0123456789abcdef`,
    secretNames: Object.fromEntries((needs.secrets ?? []).map((slot) => [slot, `kianax/production/${name}/${slot}`])),
    database: {
      host: "kianax-production.proxy-abc.us-east-1.rds.amazonaws.com",
      port: 5432,
      databaseName: "kianax",
      secretName: "kianax/production/platform/database",
      writer: { host: "kianax-production.abc.us-east-1.rds.amazonaws.com", port: 5432 },
    },
    cache: { host: "clustercfg.kianax-production.abc.use1.cache.amazonaws.com", port: 6379, secretName: "kianax/production/platform/cache" },
    network: { vpcCidr: "10.20.0.0/16", loadBalancerCidrs: ["10.20.128.0/22", "10.20.132.0/22"], dataCidrs: ["10.20.144.0/22", "10.20.148.0/22"] },
    writerZone: "us-east-1a",
    monitoringNamespace: "monitoring",
    auditStream: "kianax-production-trading-audit",
    brokerCredentials: { keyArn: "arn:aws:kms:us-east-1:444455556666:key/mrk-0123456789abcdef0123456789abcdef" },
    logGroup: `/kianax/production/${name}`,
    ...changes,
  };
}

const NAMES = ["a", "market-data", "orders", "gate", "x9"] as const;

/** Valid services that call each other and need all sorts of things. */
export const catalogues: fc.Arbitrary<ServiceDefinition[]> = fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1 }).chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      fc
        .record({
          port: fc.constantFrom(3000, 8080, 8443),
          calls: fc.subarray(names.filter((other) => other !== name)),
          database: fc.constantFrom(undefined, "read-only" as const, "read-write" as const),
          cache: fc.subarray([...CACHE_USES]),
          secrets: fc.subarray(["sentry-dsn", "openai-api-key"]),
          hostPorts: fc.subarray([80, 443, 8443, 5432]),
          brokerCredentials: fc.boolean(),
          audit: fc.boolean(),
          exposed: fc.boolean(),
          websocket: fc.boolean(),
        })
        .map(({ port, calls, database, cache, secrets, hostPorts, brokerCredentials, audit, exposed, websocket }) =>
          someService({
            name,
            port,
            calls,
            needs: { ...(database !== undefined && { database }), cache, secrets, internetHosts: hostPorts.map((each) => ({ host: "api.example.com", port: each })), brokerCredentials, audit },
            ...(exposed && { exposure: { paths: [`/${name}/*`], websocket } }),
          }),
        ),
    ),
  ),
);

/** A cluster with Argo CD; only inside a mocked engine. */
export function someHost(): ServiceHost {
  const provider = new Provider("cluster", { kubeconfig: "{}" });
  const namespace = new Namespace("kianax", { metadata: { name: "kianax" } }, { provider });
  const begun = new Namespace("argocd", { metadata: { name: "argocd" } }, { provider });
  return {
    provider,
    namespace: "kianax",
    ready: [namespace],
    track: "production",
    applications: { project: "kianax-production", repository: { url: "https://github.com/kianax/infrastructure.git", revision: "main" }, ready: [begun] },
  };
}

export function someTiers(): KianaxServiceArgs["network"] {
  return { vpcId: someNetwork().vpcId, cidr: "10.0.0.0/16", interfaceEndpointCidrs: [], tierCidrs: { public: ["10.0.10.0/24"], private: ["10.0.20.0/24"], isolated: ["10.0.0.0/24"] } };
}
