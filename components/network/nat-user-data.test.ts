import assert from "node:assert/strict";
import { natUserData } from "./nat-user-data";

describe("the NAT instance's user data", () => {
  const script = natUserData("10.20.0.0/16");

  it("forwards, and puts its own address on what leaves the network", () => {
    assert.match(script, /^#!\/bin\/bash\nset -euo pipefail\n/);
    assert.match(script, /net\.ipv4\.ip_forward = 1/);
    assert.match(script, /ip saddr 10\.20\.0\.0\/16 ip daddr != 10\.20\.0\.0\/16 masquerade/);
    assert.match(script, /systemctl enable --now nftables/);
  });

  it("fits into what EC2 takes", () => assert.ok(Buffer.byteLength(script) <= 16384));
});
