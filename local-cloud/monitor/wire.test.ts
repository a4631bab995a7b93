import assert from "node:assert/strict";
import { specialOutputValueSig, unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { dependenciesIn, dependingOn, plain, secret, signature, withOutputs, withoutOutputs, withSecretsOf, type Json, type JsonObject } from "./wire";

const output = (facts: JsonObject): JsonObject => ({ [signature]: specialOutputValueSig, ...facts });

describe("values on the wire", () => {
  const cases: [string, Json, Json][] = [
    ["a known output is its value", output({ value: [1] }), [1]],
    ["an output that is not known is unknown", output({}), unknownValue],
    ["a secret output is a secret", output({ value: "a", secret: true }), secret("a")],
    ["a secret that is not known stays secret", output({ secret: true }), secret(unknownValue)],
    ["outputs inside outputs go too", { a: [output({ value: { b: output({ value: 1 }) } })] }, { a: [{ b: 1 }] }],
    ["outputs inside secrets go too", secret(output({ value: 1 })), secret(1)],
  ];
  for (const [name, before, after] of cases) {
    it(`lose their outputs: ${name}`, () => assert.deepEqual(withoutOutputs(before), after));
  }

  it("become outputs where they are secret or unknown, and come back", () => {
    const value = { a: secret("x"), b: unknownValue, c: secret(unknownValue), d: [1] };
    assert.deepEqual(withOutputs(value), { a: output({ value: "x", secret: true }), b: output({}), c: output({ secret: true }), d: [1] });
    assert.deepEqual(withoutOutputs(withOutputs(value)), value);
  });

  it("carry the resources they depend on", () => {
    const value = dependingOn({ inner: output({ value: 1, dependencies: ["urn:b"] }) }, ["urn:a"]);
    assert.deepEqual(dependenciesIn(value).sort(), ["urn:a", "urn:b"]);
    assert.deepEqual(withoutOutputs(value), { inner: 1 });
    assert.equal(dependingOn("x", []), "x");
  });

  it("are secret again after a provider that does not know secrets", () => {
    const given = { password: secret("a"), tags: { open: "b", hidden: secret("c") }, list: [secret("d")] };
    assert.deepEqual(withSecretsOf({ password: "a", tags: { open: "b", hidden: "c" }, list: ["d"], further: 1 }, given), {
      password: secret("a"),
      tags: { open: "b", hidden: secret("c") },
      list: secret(["d"]),
      further: 1,
    });
  });

  it("can be read without any of it", () => assert.deepEqual(plain({ a: secret(output({ value: [output({})] })) }), { a: [unknownValue] }));
});
