import assert from "node:assert/strict";
import fc from "fast-check";
import { certainConnections, INSTANCE_CLASSES, instanceMemoryGiB, maxConnections } from "./instance-classes";
import { pgBouncerSizes, pooledConnections, proxyPercent, RESERVED_CONNECTIONS } from "./pooling";

const anyClass = fc.constantFrom(...INSTANCE_CLASSES);
/** What an instance of the class may really have, as its DBInstanceClassMemory is. */
const anyInstance = anyClass.chain((instanceClass) =>
  fc.integer({ min: certainConnections(instanceClass), max: maxConnections(instanceMemoryGiB(instanceClass) ?? 0) }).map((connections) => ({ instanceClass, connections })),
);

describe("shared connections", () => {
  it("leave those that are reserved, on every class, while PgBouncer's pods are replaced too", () => {
    fc.assert(
      fc.property(anyInstance, ({ instanceClass, connections }) => {
        const { pods, maxDbConnections } = pgBouncerSizes(instanceClass);
        assert.ok((pods + 1) * maxDbConnections + RESERVED_CONNECTIONS <= connections);
      }),
    );
  });

  it("leave those that are reserved, on every class, with RDS Proxy", () => {
    fc.assert(
      fc.property(anyInstance, ({ instanceClass, connections }) => {
        const percent = proxyPercent(instanceClass);
        assert.ok(percent >= 1 && percent < 100);
        assert.ok(connections - Math.floor((connections * percent) / 100) >= RESERVED_CONNECTIONS);
      }),
    );
  });

  it("are put to use: a pod has as many for its clients as it may open, and more on a larger class", () => {
    fc.assert(
      fc.property(anyClass, anyClass, (one, other) => {
        const { maxDbConnections, defaultPoolSize, reservePoolSize } = pgBouncerSizes(one);
        assert.equal(defaultPoolSize + reservePoolSize, maxDbConnections);
        assert.ok(defaultPoolSize >= 1 && reservePoolSize >= 0);
        const [smaller, larger] = (instanceMemoryGiB(one) ?? 0) <= (instanceMemoryGiB(other) ?? 0) ? [one, other] : [other, one];
        assert.ok(pooledConnections(smaller) <= pooledConnections(larger));
      }),
    );
  });

  it("of a db.t3.medium are 300 of some 410", () => {
    assert.equal(pooledConnections("db.t3.medium"), 300);
    assert.equal(proxyPercent("db.t3.medium"), 95);
    assert.deepEqual(pgBouncerSizes("db.t3.medium"), {
      poolMode: "transaction",
      pods: 2,
      maxDbConnections: 100,
      defaultPoolSize: 90,
      reservePoolSize: 10,
      maxClientConnections: 1000,
      maxPreparedStatements: 200,
      serverTlsMode: "verify-full",
    });
  });
});
