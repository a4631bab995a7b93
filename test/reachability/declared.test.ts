import assert from "node:assert/strict";
import fc from "fast-check";
import { networkPolicies, type ChartContext, type ServiceDefinition } from "../../components/service";
import { catalogues, someChartContext } from "../../components/service/fixtures";
import { catalogue } from "../../services";
import { attempts, SURROUNDINGS, surprises } from "./declared";
import type { Policy } from "./evaluate";

/** What a cluster holds when all charts are installed. */
function policiesOf(definitions: readonly ServiceDefinition[], changes: Partial<ChartContext> = {}): Policy[] {
  return definitions.flatMap((definition) =>
    Object.entries(networkPolicies(definition, definitions, someChartContext(definition, { ...SURROUNDINGS, ...changes }))).map(([name, spec]) => ({ metadata: { namespace: SURROUNDINGS.namespace, name }, spec })),
  );
}

describe("what is reachable in the cluster", () => {
  it("is what the services of Kianax declare, for every pair and port", () => {
    const all = attempts(catalogue);
    assert.deepEqual(surprises(policiesOf(catalogue), all), []);
    assert.ok(all.some(({ declared }) => declared));
  });

  it("is what is declared, whatever that is", () => {
    fc.assert(
      fc.property(catalogues, (definitions) => {
        assert.deepEqual(surprises(policiesOf(definitions), attempts(definitions)), []);
      }),
      { numRuns: 40 },
    );
  });

  it("is wrong at once when one edge is left out, or one is there too many", () => {
    const policies = policiesOf(catalogue);
    const without = catalogue.map((definition) => (definition.name === "trading" ? { ...definition, calls: [] } : definition));
    assert.deepEqual(surprises(policiesOf(without), attempts(catalogue)), ["trading -> market-data TCP 8080: is declared and closed", "trading -> notification TCP 8080: is declared and closed"]);
    assert.deepEqual(surprises(policies, attempts(without)), ["trading -> market-data TCP 8080: is open and not declared", "trading -> notification TCP 8080: is open and not declared"]);
    assert.ok(surprises(policies.filter(({ metadata }) => metadata.name !== "service"), attempts(catalogue)).length > 0);
  });

  it("leads to PgBouncer's pods and no longer to the database where connections are pooled there; migrations go past it", () => {
    const pooler = { namespace: "kianax", podLabels: { "app.kubernetes.io/name": "pgbouncer" } };
    const definition = catalogue.find(({ name }) => name === "auth") as ServiceDefinition;
    const { database } = someChartContext(definition);
    assert.ok(database);
    const { service, migration } = networkPolicies(definition, catalogue, someChartContext(definition, { database: { ...database, host: "pgbouncer.kianax.svc", port: 6432, pooler } }));
    const at = (spec: typeof service, port: number): unknown[] => spec.egress.filter(({ ports }) => ports.some((each) => each.port === port)).flatMap(({ to }) => to);
    assert.deepEqual(at(service, 5432), []);
    assert.deepEqual(at(service, 6432), [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kianax" } }, podSelector: { matchLabels: pooler.podLabels } }]);
    assert.ok(migration);
    assert.deepEqual(at(migration, 5432), [{ ipBlock: { cidr: "10.20.144.0/22" } }, { ipBlock: { cidr: "10.20.148.0/22" } }]);
  });

  it("ends at the VPC where that has public addresses, too", () => {
    const [definition] = catalogue;
    assert.ok(definition);
    const network = { ...SURROUNDINGS.network, vpcCidr: "104.16.0.0/12" };
    const { service } = networkPolicies(definition, catalogue, someChartContext(definition, { network }));
    const outside = service.egress.flatMap(({ to }) => to).flatMap((peer) => ("ipBlock" in peer && peer.ipBlock.cidr === "0.0.0.0/0" ? [peer.ipBlock.except] : []));
    assert.deepEqual(outside, [["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "104.16.0.0/12"]]);
  });
});
