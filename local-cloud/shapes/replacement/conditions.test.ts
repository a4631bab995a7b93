import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { UNKNOWN } from "../../provider/values";
import { onlyStep, unlessStep, whenBothGiven, whenFirstLeaves, whenLowered, whenRemoved } from "./conditions";

describe("conditions of replacement", () => {
  it("on removal hold when a value goes", () => {
    const { when } = whenRemoved("encryptionConfig");
    assert.equal(when?.({ a: 1 }, undefined), true);
    assert.equal(when?.({ a: 1 }, null), true);
    assert.equal(when?.([1], []), true);
    assert.equal(when?.(undefined, { a: 1 }), false);
    assert.equal(when?.({ a: 1 }, { a: 2 }), false);
  });

  it("on two given values hold when both are there", () => {
    const { when } = whenBothGiven("region");
    assert.equal(when?.("us-east-1", "us-west-2"), true);
    assert.equal(when?.(undefined, "us-west-2"), false);
    assert.equal(when?.("us-east-1", undefined), false);
  });

  it("on a lowered version compare numbers, not text", () => {
    const { when } = whenLowered("engineVersion");
    assert.equal(when?.("7.1", "7.0"), true);
    assert.equal(when?.("10.0", "9.1"), true);
    assert.equal(when?.("7.1", "7.10"), false);
    assert.equal(when?.("7.1", "7.x"), false);
    assert.equal(when?.("7.1", UNKNOWN), false);
    const version = fc.array(fc.nat(30), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(version, version, (one, other) => {
        const there = when?.(one.join("."), other.join("."));
        const back = when?.(other.join("."), one.join("."));
        assert.ok(!(there === true && back === true));
      }),
    );
  });

  it("on steps know the one that is different", () => {
    assert.equal(unlessStep("engine", "redis", "valkey").when?.("redis", "valkey"), false);
    assert.equal(unlessStep("engine", "redis", "valkey").when?.("valkey", "redis"), true);
    assert.equal(onlyStep("tier", "Advanced", "Standard").when?.("Advanced", "Standard"), true);
    assert.equal(onlyStep("tier", "Advanced", "Standard").when?.("Standard", "Advanced"), false);
  });

  it("on a primary address hold when it is no longer listed", () => {
    const { when } = whenFirstLeaves("privateIps");
    assert.equal(when?.(["10.0.0.1", "10.0.0.2"], ["10.0.0.2"]), true);
    assert.equal(when?.(["10.0.0.1"], ["10.0.0.2", "10.0.0.1"]), false);
    assert.equal(when?.(undefined, ["10.0.0.1"]), false);
  });
});
