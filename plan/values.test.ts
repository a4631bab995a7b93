import assert from "node:assert/strict";
import { specialAssetSig, specialResourceSig, unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { secret, signature } from "../local-cloud/monitor";
import { isUnknown, SECRET, shown, UNKNOWN } from "./values";

describe("values of a plan", () => {
  it("never show a secret, and name its path", () => {
    const { values, secrets } = shown({ password: secret("hunter2"), env: [{ "API.KEY": secret({ a: "hunter3" }) }], later: secret(unknownValue) });
    assert.deepEqual(values, { password: SECRET, env: [{ "API.KEY": SECRET }], later: UNKNOWN });
    assert.deepEqual([...secrets].sort(), ['env[0]["API.KEY"]', "later", "password"]);
    assert.ok(!JSON.stringify(values).includes("hunter"));
  });

  it("have words for what is unknown, URNs for resources, and keys in order", () => {
    const { values } = shown({ z: unknownValue, a: { [signature]: specialResourceSig, urn: "urn:x", id: "" }, f: { [signature]: specialAssetSig, text: "t" } });
    assert.equal(JSON.stringify(values), `{"a":{"urn":"urn:x"},"f":{"text":"t"},"z":"${UNKNOWN}"}`);
    assert.ok(isUnknown(values["z"]) && !isUnknown(values["a"]));
  });
});
