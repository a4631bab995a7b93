/** `Pulumi.recovery.yaml` beside the file of the stack that it takes over. */
import assert from "node:assert/strict";
import type { JsonObject } from "./merge";
import { readYaml, parseStack } from "./testing";

const config = (stack: string): JsonObject => readYaml(`Pulumi.${stack}.yaml`)["config"] as JsonObject;

describe("the recovery stack", () => {
  const [production, recovery] = [parseStack("production"), parseStack("recovery")];

  it("takes production over, in its account and in the Region that it replicates to", () => {
    for (const key of ["aws:allowedAccountIds", "kianax:permissionsBoundary", "kianax:deployers"]) {
      assert.deepEqual(config("recovery")[key], config("production")[key], key);
    }
    assert.equal(recovery.successorOf, production.name);
    assert.equal(recovery.region, production.keys.recoveryRegion);
    assert.equal(production.keys.successor, recovery.name);
  });

  it("needs nothing of the Region that is lost", () => {
    assert.equal(JSON.stringify(recovery).includes(production.region), false);
    assert.equal(recovery.keys.recoveryRegion, undefined);
    const secretsProvider = readYaml("Pulumi.recovery.yaml")["secretsprovider"];
    assert.equal(secretsProvider, `awskms://alias/kianax-production-pulumi?region=${recovery.region}`);
  });

  it("is of production's kind in all that is no place and no name", () => {
    for (const section of ["database", "cache", "services", "alerting"] as const) {
      const [{ environment: _e, ...expected }, { environment: _f, ...found }] = [production[section], recovery[section]];
      assert.deepEqual(found, expected, section);
    }
  });

  it("lives in the same zone under a name of its own, which one change makes production's", () => {
    assert.equal(recovery.edge.domain, production.edge.domain);
    assert.notEqual(recovery.edge.apiHost, production.edge.apiHost);
    assert.equal(parseStack("recovery", { "kianax:edge": { apiHost: production.edge.apiHost } }).edge.apiHost, production.edge.apiHost);
    // Those of the zone stay production's.
    assert.equal(recovery.edge.vercelRecords, false);
  });

  it("has an address block that neither environment has", () => {
    const blocks = [production, recovery, parseStack("development")].map(({ network }) => network.cidr);
    assert.equal(new Set(blocks).size, blocks.length);
  });

  it("generates and brings no secret: every slot is copied from a replica", () => {
    assert.deepEqual(Object.values(config("recovery")["kianax:secrets"] as JsonObject).filter((value) => JSON.stringify(value) !== '{"external":true}'), []);
  });
});
