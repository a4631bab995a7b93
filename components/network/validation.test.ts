import assert from "node:assert/strict";
import { NETWORK } from "./fixtures";
import { networkProblems } from "./validation";

const ANALYTICS = { name: "analytics", peerVpcId: "vpc-0a1b2c3d4e5f60718", cidr: "10.30.0.0/16" };

/** What is wrong is in bad-arguments.test.ts; here is what is right. */
describe("the arguments of KianaxNetwork", () => {
  it("find nothing wrong with the settings of production, or with a peering", () => {
    assert.deepEqual(networkProblems(NETWORK), []);
    assert.deepEqual(networkProblems({ ...NETWORK, peerings: [{ ...ANALYTICS, peerOwnerId: "111122223333", peerRegion: "eu-central-1" }] }), []);
  });

  it("find nothing wrong with a NAT by name or spelt out", () => {
    for (const nat of ["instance", "single", "per-zone", { kind: "instance", instanceType: "t4g.small" }, { kind: "gateway", perZone: true }, { kind: "gateway" }] as const) {
      assert.deepEqual(networkProblems({ ...NETWORK, nat }), [], JSON.stringify(nat));
    }
  });
});
