import assert from "node:assert/strict";
import { someSecrets } from "../secrets/fixtures";
import { describeBadArguments, someNeighbour } from "../testing";
import { serviceChecks } from "./checks";
import { defineService, KianaxService, type Exposure, type InternetHost, type KianaxServiceArgs, type Objectives, type Resources, type Scaling, type ServiceDefinition, type ServiceNeeds } from "./index";

const DEFINITION: ServiceDefinition = {
  name: "trading",
  purpose: "Places and tracks orders",
  port: 8080,
  calls: ["market-data"],
  needs: { database: "read-write", cache: ["pub-sub"], secrets: ["sentry-dsn"], internetHosts: [{ host: "api.example.com", port: 443 }], brokerCredentials: true },
  exposure: { paths: ["/*"], websocket: true, priority: 10 },
  scaling: { min: 2, max: 10, cpuPercent: 70, memoryPercent: 80 },
  resources: { cpuMillicores: 150, memoryMiB: 256 },
  objectives: { availabilityPercent: 99.9, p95LatencyMs: 300 },
};

/** Nothing is registered, so nothing of it is used. */
const HOST: KianaxServiceArgs["host"] = { provider: someNeighbour, namespace: "kianax", track: "production", applications: someNeighbour };
const neighbour = "another component, judged by its own checks";

describeBadArguments<KianaxServiceArgs>({
  component: 'KianaxService "trading"',
  checks: serviceChecks("trading"),
  valid: {
    environment: "production",
    cluster: someNeighbour,
    database: someNeighbour,
    cache: someNeighbour,
    edge: someNeighbour,
    keys: someNeighbour,
    network: someNeighbour,
    secrets: someSecrets({ "sentry-dsn": "https://dsn.example.com" }),
    definition: DEFINITION,
    catalogue: [DEFINITION, { ...DEFINITION, name: "market-data", calls: [] }],
    host: HOST,
    delivery: "gitops",
    logRetentionDays: 30,
    imageRetentionCount: 30,
    secretRecoveryWindowDays: 30,
  },
  make: (args) => new KianaxService("trading", args),
  cases: {
    cluster: neighbour,
    database: neighbour,
    cache: neighbour,
    edge: neighbour,
    keys: neighbour,
    network: neighbour,
    host: [
      {
        args: { host: { provider: someNeighbour, namespace: "kianax", track: "production" } },
        says: 'host has no Argo CD, and delivery is "gitops": pass the host of a KianaxDelivery, or choose "direct".',
      },
      { args: { host: {} as never }, says: "host must be a KianaxDelivery's host, or an object with its provider, namespace, track, not {}." },
    ],
    delivery: [{ args: { delivery: "argo" as never }, says: 'delivery must be one of gitops, direct, not "argo".' }],
    charts: "a folder that is not there the provider names",
    catalogue: [
      { args: { catalogue: [{ ...DEFINITION, name: "market-data", calls: [] }] }, says: 'catalogue has no "trading", the service itself; it has market-data.' },
      { args: { catalogue: [DEFINITION] }, says: 'catalogue has no "market-data", which the definition calls: pass all services of the platform.' },
    ],
    secrets: [{ args: { secrets: someSecrets() }, says: "definition.needs.secrets names sentry-dsn, which nothing fills: give a value for each, or have it generated." }],
    audit: [
      { args: { audit: {} as never }, says: "audit must be a KianaxAuditTrail, or an object with its tradingStreamArn, tradingStreamName, not {}." },
      {
        args: { definition: { ...DEFINITION, needs: { ...DEFINITION.needs, audit: true } } },
        says: "audit is missing, and the definition needs it: pass the environment's KianaxAuditTrail.",
      },
    ],
    definition: [
      { args: { definition: { ...DEFINITION, name: "gateway" } }, says: 'definition.name is "gateway": a service component has the name of its definition.' },
      { args: { definition: { ...DEFINITION, port: -1 } }, says: "definition.port must be a whole number from 1024 to 65535, not -1." },
      { args: { definition: { ...DEFINITION, port: "8080" as never } }, says: 'definition.port must be a number, not "8080".' },
      {
        args: { environment: "production-of-everyone" },
        says: 'definition.name makes the target group name "kianax-production-of-everyone-trading" of 37 characters, and AWS allows 32: shorten it.',
      },
    ],
    successorOf: [
      { args: { successorOf: { environment: "production", brokerCredentialsKeyArn: "arn" } }, says: 'successorOf.environment is "production" itself: name the environment that this one takes over, or leave successorOf out.' },
      { args: { successorOf: { environment: "staging" } as never }, says: "successorOf.brokerCredentialsKeyArn is missing; it must be text or an Output of it." },
    ],
    logRetentionDays: [
      {
        args: { logRetentionDays: 31 },
        says: "logRetentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, not 31.",
      },
    ],
    imageRetentionCount: [{ args: { imageRetentionCount: 0 }, says: "imageRetentionCount must be a whole number from 1 to 1000 images, not 0." }],
    secretRecoveryWindowDays: [{ args: { secretRecoveryWindowDays: 0 }, says: "secretRecoveryWindowDays must be a whole number from 7 to 30 days, not 0." }],
    alarmActions: [{ args: { alarmActions: [1 as never] }, says: "alarmActions[0] must be text or an Output of it, not 1." }],
  },
});

/** Values of one part that are wrong, each with its sentence. */
type Wrong<T> = { readonly [K in keyof T]-?: readonly (readonly [value: unknown, says: string])[] };

/** Every part of a definition: one without an entry does not compile. */
const OF_DEFINITION: Wrong<ServiceDefinition> = {
  name: [
    [undefined, "name is missing; it must be text."],
    ["Trading", 'name must be lower-case letters, digits and single dashes, beginning with a letter, not "Trading".'],
    ["a--b", 'name must be lower-case letters, digits and single dashes, beginning with a letter, not "a--b".'],
    ["platform", 'name "platform" belongs to the platform itself: take another.'],
  ],
  purpose: [
    [7, "purpose must be text, not 7."],
    ["  ", "purpose is empty: say in one sentence what the service does."],
  ],
  port: [
    ["http", 'port must be a number, not "http".'],
    [1023, "port must be a whole number from 1024 to 65535, not 1023."],
    [65_536, "port must be a whole number from 1024 to 65535, not 65536."],
    [80.5, "port must be a whole number from 1024 to 65535, not 80.5."],
    [9464, "port 9464 is where every pod gives its metrics: take another."],
  ],
  calls: [
    ["market-data", 'calls must be a list, not "market-data".'],
    [[1], "calls[0] must be text, not 1."],
    [["a", "a"], 'calls names "a" twice: name it once.'],
    [["trading"], "calls names the service itself: a call inside a service needs no declaration."],
  ],
  needs: [
    [undefined, "needs is missing; it must be an object with database, cache, secrets, internetHosts, brokerCredentials, audit."],
    [{ queue: true }, "needs.queue is not known here; there are database, cache, secrets, internetHosts, brokerCredentials, audit."],
  ],
  exposure: [
    [true, "exposure must be an object with paths, websocket, priority, not true."],
    [{}, "exposure.paths is missing; it must be a list."],
    [{ paths: ["/*"], port: 9090 }, "exposure.port is not known here; there are paths, websocket, priority."],
  ],
  scaling: [
    [undefined, "scaling is missing; it must be an object with min, max, cpuPercent, memoryPercent."],
    [{ ...DEFINITION.scaling, min: 11 }, "scaling.min 11 is above scaling.max 10: lower it, or raise the other."],
  ],
  resources: [
    ["small", 'resources must be an object with cpuMillicores, memoryMiB, not "small".'],
    [{ cpuMillicores: 150 }, "resources.memoryMiB is missing; it must be a number."],
    [{ cpuMillicores: 150, memoryMiB: 256, gpu: 1 }, "resources.gpu is not known here; there are cpuMillicores, memoryMiB."],
  ],
  objectives: [[null, "objectives must be an object with availabilityPercent, p95LatencyMs, not null."]],
};

const OF_NEEDS: Wrong<ServiceNeeds> = {
  database: [
    [true, "needs.database must be text, not true."],
    ["write", 'needs.database must be one of read-only, read-write, not "write".'],
  ],
  cache: [
    ["sessions", 'needs.cache must be a list, not "sessions".'],
    [["queue"], 'needs.cache must be one of sessions, market-data, pub-sub, not "queue".'],
    [["sessions", "sessions"], 'needs.cache names "sessions" twice: name it once.'],
  ],
  secrets: [
    [[null], "needs.secrets[0] must be text, not null."],
    [["API_KEY"], 'needs.secrets must be names of lower-case letters, digits and single dashes, not "API_KEY".'],
    [["a", "a"], 'needs.secrets names "a" twice: name it once.'],
    [["database"], `needs.secrets names "database", which is how pods find the database's own credentials: call the secret something else.`],
    [["cache"], `needs.secrets names "cache", which is how pods find the cache's own credentials: call the secret something else.`],
  ],
  internetHosts: [
    [["api.example.com"], 'needs.internetHosts[0] must be an object with host, port, not "api.example.com".'],
    [[{ host: "a.example.com", port: 443 }, { host: "a.example.com", port: 443 }], "needs.internetHosts names a.example.com:443 twice: name it once."],
  ],
  brokerCredentials: [["yes", 'needs.brokerCredentials must be true or false, not "yes".']],
  audit: [["trading", 'needs.audit must be true or false, not "trading".']],
};

const OF_HOST: Wrong<InternetHost> = {
  host: [
    ["https://api.example.com", 'needs.internetHosts must be host names such as api.example.com or *.example.com, not "https://api.example.com".'],
    ["10.0.0.1", 'needs.internetHosts must be host names such as api.example.com or *.example.com, not "10.0.0.1".'],
    ["*", 'needs.internetHosts must be host names such as api.example.com or *.example.com, not "*".'],
  ],
  port: [
    [0, 'needs.internetHosts "api.example.com" port must be a whole number from 1 to 65535, not 0.'],
    [undefined, "needs.internetHosts[0].port is missing; it must be a number."],
  ],
};

const OF_EXPOSURE: Wrong<Exposure> = {
  paths: [
    [[], "exposure.paths must be 1 to 4 patterns, not 0: a rule of the load balancer holds no more."],
    [["/a", "/b", "/c", "/d", "/e"], "exposure.paths must be 1 to 4 patterns, not 5: a rule of the load balancer holds no more."],
    [["v1/*"], 'exposure.paths must be patterns such as /* or /v1/orders/*, at most 128 characters, not "v1/*".'],
    [["/a", "/a"], 'exposure.paths names "/a" twice: name it once.'],
  ],
  websocket: [["yes", 'exposure.websocket must be true or false, not "yes".']],
  priority: [
    [0, "exposure.priority must be a whole number from 1 to 50000, not 0."],
    [50_001, "exposure.priority must be a whole number from 1 to 50000, not 50001."],
  ],
};

const OF_SCALING: Wrong<Scaling> = {
  min: [
    [0, "scaling.min must be a whole number from 1 to 1000 pods, not 0."],
    [1.5, "scaling.min must be a whole number from 1 to 1000 pods, not 1.5."],
  ],
  max: [[1001, "scaling.max must be a whole number from 1 to 1000 pods, not 1001."]],
  cpuPercent: [[0, "scaling.cpuPercent must be a whole number from 1 to 100 percent, not 0."]],
  memoryPercent: [[101, "scaling.memoryPercent must be a whole number from 1 to 100 percent, not 101."]],
};

const OF_RESOURCES: Wrong<Resources> = {
  cpuMillicores: [
    [0, "resources.cpuMillicores must be a whole number from 10 to 448000 thousandths of a CPU, not 0."],
    ["150m", 'resources.cpuMillicores must be a number, not "150m".'],
  ],
  memoryMiB: [[63, "resources.memoryMiB must be a whole number from 64 to 25165824 MiB, not 63."]],
};

const OF_OBJECTIVES: Wrong<Objectives> = {
  availabilityPercent: [
    [100, "objectives.availabilityPercent must be from 95 to 99.99, not 100."],
    [94.9, "objectives.availabilityPercent must be from 95 to 99.99, not 94.9."],
    [Number.NaN, "objectives.availabilityPercent must be a number, not null."],
  ],
  p95LatencyMs: [[60_001, "objectives.p95LatencyMs must be a whole number from 1 to 60000 milliseconds, not 60001."]],
};

describe("a service that is declared wrongly", () => {
  const refused = <T>(table: Wrong<T>, within: (changes: object) => object): void => {
    for (const [part, cases] of Object.entries<Wrong<T>[keyof T]>(table)) {
      for (const [value, says] of cases) {
        it(`says: ${says}`, () => {
          const definition = { ...DEFINITION, ...within({ [part]: value }) } as ServiceDefinition;
          assert.throws(() => defineService(definition), { message: `Service "${String(definition.name)}": ${says}` });
        });
      }
    }
  };
  refused(OF_DEFINITION, (changes) => changes);
  refused(OF_NEEDS, (changes) => ({ needs: { ...DEFINITION.needs, ...changes } }));
  refused(OF_HOST, (changes) => ({ needs: { internetHosts: [{ host: "api.example.com", port: 443, ...changes }] } }));
  refused(OF_EXPOSURE, (changes) => ({ exposure: { ...DEFINITION.exposure, ...changes } }));
  refused(OF_SCALING, (changes) => ({ scaling: { ...DEFINITION.scaling, ...changes } }));
  refused(OF_RESOURCES, (changes) => ({ resources: { ...DEFINITION.resources, ...changes } }));
  refused(OF_OBJECTIVES, (changes) => ({ objectives: { ...DEFINITION.objectives, ...changes } }));

  it("starts from one that is right", () => assert.equal(defineService(DEFINITION), DEFINITION));
});
