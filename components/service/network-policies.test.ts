import assert from "node:assert/strict";
import fc from "fast-check";
import { catalogues, someChartContext, someService } from "./fixtures";
import { networkPolicies, podLabels, type NetworkPolicySpec, type ServiceNetworkPolicies } from "./network-policies";
import { serviceStatements } from "./policy";

const SUBJECTS = { service: "", ownSecrets: "", secretsKey: "", databaseSecret: "", cacheSecret: "", brokerKey: "", brokerEnvironment: "", auditStream: "", secretsService: "" };

function specs(policies: ServiceNetworkPolicies): NetworkPolicySpec[] {
  return Object.values(policies) as NetworkPolicySpec[];
}

describe("the network policies of a service", () => {
  it("each close both directions, and the first of them opens nothing", () => {
    fc.assert(
      fc.property(catalogues, (catalogue) => {
        for (const definition of catalogue) {
          const policies = networkPolicies(definition, catalogue, someChartContext(definition));
          for (const { policyTypes } of specs(policies)) assert.deepEqual(policyTypes, ["Ingress", "Egress"]);
          assert.deepEqual(policies["default-deny"], { podSelector: { matchLabels: podLabels(definition.name) }, policyTypes: ["Ingress", "Egress"], ingress: [], egress: [] });
        }
      }),
    );
  });

  it("never hold a rule without peers or without ports, which would mean everybody or everything", () => {
    fc.assert(
      fc.property(catalogues, fc.boolean(), (catalogue, isEmpty) => {
        for (const definition of catalogue) {
          const network = { vpcCidr: "10.20.0.0/16", loadBalancerCidrs: [], dataCidrs: [] };
          for (const { ingress, egress } of specs(networkPolicies(definition, catalogue, someChartContext(definition, isEmpty ? { network } : {})))) {
            for (const { peers, ports } of [...ingress.map(({ from, ports }) => ({ peers: from, ports })), ...egress.map(({ to, ports }) => ({ peers: to, ports }))]) {
              assert.ok(peers.length > 0 && ports.length > 0);
            }
          }
        }
      }),
    );
  });

  it("do not depend on the order in which services are declared", () => {
    const sorted = (policies: ServiceNetworkPolicies): string => JSON.stringify(specs(policies).map(({ ingress, egress }) => [ingress.map((rule) => [...rule.from].map((peer) => JSON.stringify(peer)).sort()), egress.map((rule) => JSON.stringify(rule)).sort()]));
    fc.assert(
      fc.property(catalogues, (catalogue) => {
        for (const definition of catalogue) {
          const context = someChartContext(definition);
          assert.equal(sorted(networkPolicies(definition, catalogue, context)), sorted(networkPolicies(definition, [...catalogue].reverse(), context)));
        }
      }),
    );
  });

  it("of caller and callee agree: who may leave for a service may enter it, and nobody else", () => {
    fc.assert(
      fc.property(catalogues, (catalogue) => {
        const of = new Map(catalogue.map((definition) => [definition.name, networkPolicies(definition, catalogue, someChartContext(definition)).service]));
        const has = (peers: readonly object[], name: string): boolean => peers.some((peer) => JSON.stringify(peer) === JSON.stringify({ podSelector: { matchLabels: podLabels(name, "service") } }));
        for (const caller of catalogue) {
          for (const callee of catalogue) {
            const leaves = of.get(caller.name)?.egress.some(({ to, ports }) => has(to, callee.name) && ports[0]?.port === callee.port);
            const enters = of.get(callee.name)?.ingress.some(({ from, ports }) => has(from, caller.name) && ports[0]?.port === callee.port);
            assert.equal(leaves, caller.calls.includes(callee.name));
            assert.equal(enters, leaves);
          }
        }
      }),
    );
  });

  it("lead to AWS exactly where the service's role may do something there", () => {
    fc.assert(
      fc.property(catalogues, (catalogue) => {
        for (const definition of catalogue) {
          const { service } = networkPolicies(definition, catalogue, someChartContext(definition));
          const asks = service.egress.some(({ to }) => JSON.stringify(to).includes("169.254.170.23/32"));
          assert.equal(asks, serviceStatements(definition.needs, SUBJECTS).length > 0);
        }
      }),
    );
  });

  it("are refused where a need has nowhere to lead to", () => {
    const definition = someService({ needs: { database: "read-only" } });
    const { database: _, ...context } = someChartContext(definition);
    assert.throws(() => networkPolicies(definition, [definition], context), { message: 'Service "orders": needs.database is declared, and the environment that its chart is given has none: pass it.' });
  });
});
