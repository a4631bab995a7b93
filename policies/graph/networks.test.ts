import assert from "node:assert/strict";
import { contains, privateIn } from "./networks";

describe("a network", () => {
  it("contains itself and what is inside it, wherever its text begins", () => {
    assert.deepEqual(["10.0.0.0/8", "10.255.255.255/32", "10.1.0.0/16"].map((inner) => contains("10.0.0.0/8", inner)), [true, true, true]);
    assert.deepEqual(["11.0.0.0/32", "9.255.255.255/32", "10.0.0.0/7", "0.0.0.0/0"].map((inner) => contains("10.0.0.0/8", inner)), [false, false, false, false]);
    assert.equal(contains("172.20.0.0/12", "172.16.0.0/12"), true);
    assert.equal(contains("0.0.0.0/0", "255.255.255.255/32"), true);
  });

  it("of IPv6, or of no meaning, contains itself alone", () => {
    assert.equal(contains("fc00::/7", "fc00::/7"), true);
    assert.deepEqual([contains("::/0", "fc00::/7"), contains("fc00::/7", "10.0.0.0/8"), contains("network", "10.0.0.0/8"), contains("0.0.0.0", "10.0.0.0/8")], [false, false, false, false]);
  });

  it("has private ones in it, if it is open", () => {
    assert.deepEqual(privateIn("0.0.0.0/0"), ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]);
    assert.deepEqual(privateIn("128.0.0.0/1"), ["172.16.0.0/12", "192.168.0.0/16"]);
    assert.deepEqual(privateIn("32.0.0.0/3"), []);
    assert.deepEqual(privateIn("::/0"), ["fc00::/7"]);
    assert.equal(privateIn("network").length, 3);
  });
});
