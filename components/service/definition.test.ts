import assert from "node:assert/strict";
import fc from "fast-check";
import { catalogueProblems, validateCatalogue } from "./catalogue";
import { defineService, type ServiceDefinition } from "./definition";
import { derivedNameProblems } from "./names";
import { definitionProblems } from "./validation";

const PLACE = { namePrefix: "kianax", environment: "production" };

function service(changes: Partial<ServiceDefinition> = {}): ServiceDefinition {
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

function sentences(definitions: readonly ServiceDefinition[], place = PLACE): string[] {
  return catalogueProblems(definitions, place).map(({ where, argument, problem }) => `${where}: ${argument} ${problem}`);
}

describe("a service definition", () => {
  it("comes back as it was written", () => {
    const definition = service();
    assert.equal(defineService(definition), definition);
  });

  it("that is wrong throws one sentence", () => {
    assert.throws(() => defineService(service({ port: 80 })), { message: 'Service "orders": port must be a whole number from 1024 to 65535, not 80.' });
  });

  const refused: [string, Partial<ServiceDefinition>, string][] = [
    ["a name in capitals", { name: "Orders" }, 'name must be lower-case letters, digits and single dashes, beginning with a letter, not "Orders".'],
    ["a name that ends in a dash", { name: "orders-" }, 'name must be lower-case letters, digits and single dashes, beginning with a letter, not "orders-".'],
    ["the platform's own name", { name: "platform" }, 'name "platform" belongs to the platform itself: take another.'],
    ["no purpose", { purpose: " " }, "purpose is empty: say in one sentence what the service does."],
    ["a port out of range", { port: 65_536 }, "port must be a whole number from 1024 to 65535, not 65536."],
    ["a call to itself", { calls: ["orders"] }, "calls names the service itself: a call inside a service needs no declaration."],
    ["a callee named twice", { calls: ["a", "a"] }, 'calls names "a" twice: name it once.'],
    ["a use of the database that is none", { needs: { database: "write" as never } }, 'needs.database must be one of read-only, read-write, not "write".'],
    ["a use of the cache that is none", { needs: { cache: ["queue" as never] } }, 'needs.cache must be one of sessions, market-data, pub-sub, not "queue".'],
    ["a secret that is no name", { needs: { secrets: ["API_KEY"] } }, 'needs.secrets must be names of lower-case letters, digits and single dashes, not "API_KEY".'],
    ["a secret named twice", { needs: { secrets: ["key", "key"] } }, 'needs.secrets names "key" twice: name it once.'],
    [
      "a host with a scheme",
      { needs: { internetHosts: [{ host: "https://api.example.com", port: 443 }] } },
      'needs.internetHosts must be host names such as api.example.com or *.example.com, not "https://api.example.com".',
    ],
    ["a host with a port out of range", { needs: { internetHosts: [{ host: "api.example.com", port: 0 }] } }, 'needs.internetHosts "api.example.com" port must be a whole number from 1 to 65535, not 0.'],
    ["no path", { exposure: { paths: [] } }, "exposure.paths must be 1 to 4 patterns, not 0: a rule of the load balancer holds no more."],
    ["a path without a slash", { exposure: { paths: ["orders"] } }, 'exposure.paths must be patterns such as /* or /v1/orders/*, at most 128 characters, not "orders".'],
    ["a priority out of range", { exposure: { paths: ["/*"], priority: 0 } }, "exposure.priority must be a whole number from 1 to 50000, not 0."],
    ["fewer than no pods", { scaling: { min: -1, max: 2, cpuPercent: 70, memoryPercent: 80 } }, "scaling.min must be a whole number from 1 to 1000 pods, not -1."],
    ["a minimum above the maximum", { scaling: { min: 5, max: 2, cpuPercent: 70, memoryPercent: 80 } }, "scaling.min 5 is above scaling.max 2: lower it, or raise the other."],
    ["more than all CPU", { scaling: { min: 1, max: 2, cpuPercent: 170, memoryPercent: 80 } }, "scaling.cpuPercent must be a whole number from 1 to 100 percent, not 170."],
    ["a promise that nobody keeps", { objectives: { availabilityPercent: 100, p95LatencyMs: 300 } }, "objectives.availabilityPercent must be from 95 to 99.99, not 100."],
    ["a promise of no time", { objectives: { availabilityPercent: 99.9, p95LatencyMs: 0 } }, "objectives.p95LatencyMs must be a whole number from 1 to 60000 milliseconds, not 0."],
  ];
  for (const [what, changes, sentence] of refused) {
    it(`is refused with ${what}`, () => {
      assert.deepEqual(
        definitionProblems(service(changes)).map(({ argument, problem }) => `${argument} ${problem}`),
        [sentence],
      );
    });
  }
});

describe("a catalogue of services", () => {
  it("comes back when nothing is wrong", () => {
    const definitions = [service({ name: "a", calls: ["b"] }), service({ name: "b", calls: ["a"] })];
    assert.equal(validateCatalogue(definitions, PLACE), definitions);
  });

  it("is refused when a name is declared twice", () => {
    assert.deepEqual(sentences([service(), service()]), ['Service "orders": name is declared twice: rename one of the two, or remove it.']);
  });

  it("is refused when a service calls one that is not declared", () => {
    assert.deepEqual(sentences([service({ name: "a", calls: ["c"] }), service({ name: "b" })]), [
      'Service "a": calls names "c", and no service of that name is declared; there are a, b.',
    ]);
    assert.throws(() => validateCatalogue([service({ name: "a", calls: ["c"] })], PLACE), { message: 'Service "a": calls names "c", and no service of that name is declared; there are a.' });
  });

  it("is refused when two rules have one priority", () => {
    const exposed = { exposure: { paths: ["/*"] } };
    assert.deepEqual(sentences([service({ name: "a", ...exposed }), service({ name: "b", ...exposed })]), [
      'Service "b": exposure.priority 1000 is also that of "a": the load balancer needs different ones.',
    ]);
  });

  it("is refused when AWS has no room for a name made of the service's", () => {
    assert.deepEqual(sentences([service({ name: "order-routing", exposure: { paths: ["/*"] } })]), []);
    assert.deepEqual(sentences([service({ name: "order-routing-x", exposure: { paths: ["/*"] } })]), [
      'Service "order-routing-x": name makes the target group name "kianax-production-order-routing-x" of 33 characters, and AWS allows 32: shorten it.',
    ]);
  });

  it("has room for a name exactly when every name made of it fits", () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,69}$/);
    fc.assert(
      fc.property(label, fc.boolean(), (name, exposed) => {
        const fits = `kianax-production-${name}`.length <= (exposed ? 32 : 64);
        assert.equal(derivedNameProblems(service({ name, ...(exposed ? { exposure: { paths: ["/*"] } } : {}) }), PLACE).length === 0, fits);
      }),
    );
  });

  it("is fine exactly when every callee is declared, once and another", () => {
    const names = ["a", "b", "c", "d"];
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }), fc.array(fc.uniqueArray(fc.constantFrom(...names))), (declared, calls) => {
        const definitions = declared.map((name, index) => service({ name, calls: calls[index] ?? [] }));
        const good = definitions.every(({ name, calls: callees }) => callees.every((callee) => callee !== name && declared.includes(callee)));
        assert.equal(catalogueProblems(definitions, PLACE).length === 0, good);
      }),
    );
  });
});
