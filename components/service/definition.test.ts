import assert from "node:assert/strict";
import fc from "fast-check";
import { catalogueProblems, validateCatalogue } from "./catalogue";
import { defineService, type ServiceDefinition } from "./definition";
import { someService as service } from "./fixtures";
import { derivedNameProblems } from "./names";

const PLACE = { namePrefix: "kianax", environment: "production" };

function sentences(definitions: readonly ServiceDefinition[], slots?: readonly string[]): string[] {
  return catalogueProblems(definitions, PLACE, slots).map(({ where, argument, problem }) => `${where}: ${argument} ${problem}`);
}

describe("a service definition", () => {
  it("comes back as it was written", () => {
    const definition = service();
    assert.equal(defineService(definition), definition);
  });

  it("that is wrong throws one sentence", () => {
    assert.throws(() => defineService(service({ port: 80 })), { message: 'Service "orders": port must be a whole number from 1024 to 65535, not 80.' });
  });
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

  it("is refused when a service declares a slot that the platform does not have", () => {
    const definition = service({ needs: { secrets: ["sentry-dsn", "stripe-key"] } });
    assert.deepEqual(sentences([definition], ["openai-api-key", "sentry-dsn"]), [
      'Service "orders": needs.secrets names "stripe-key", and the platform has no slot of that name; there are openai-api-key, sentry-dsn.',
    ]);
    assert.deepEqual(sentences([definition], ["sentry-dsn", "stripe-key"]), []);
    assert.deepEqual(sentences([definition]), []);
    assert.throws(() => validateCatalogue([definition], PLACE, ["sentry-dsn"]), /names "stripe-key"/);
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

  it("is refused when a pod asks for more than the largest node has", () => {
    const node = { instanceType: "t3.large", cpuMillicores: 1930, memoryMiB: 6299 };
    const asks = (cpuMillicores: number, memoryMiB: number): string[] =>
      catalogueProblems([service({ resources: { cpuMillicores, memoryMiB } })], PLACE, [], node).map(({ where, argument, problem }) => `${where}: ${argument} ${problem}`);
    assert.deepEqual(asks(1930, 6299), []);
    assert.deepEqual(asks(2000, 6299), ['Service "orders": resources.cpuMillicores asks for 2000 thousandths of a CPU, and the largest node (t3.large) has 1930 for pods: lower it, or choose larger instances.']);
    assert.deepEqual(asks(1930, 8192), ['Service "orders": resources.memoryMiB asks for 8192 MiB, and the largest node (t3.large) has 6299 for pods: lower it, or choose larger instances.']);
    assert.deepEqual(catalogueProblems([service()], PLACE, [], { ...node, memoryMiB: 128 }).length, 1, "the default is held to it, too");
    assert.throws(() => validateCatalogue([service({ resources: { cpuMillicores: 2000, memoryMiB: 256 } })], PLACE, [], node), { message: /asks for 2000 thousandths of a CPU/ });
  });
});
