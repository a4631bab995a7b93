import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { CloudView } from "../provider/cloud";
import type { Properties } from "../provider/values";
import { random } from ".";

const PASSWORD = "random:index/randomPassword:RandomPassword";

function view(serial = 0): CloudView {
  return { account: "123456789012", region: "us-east-1", partition: "aws", now: new Date(0), byType: () => [], byId: () => undefined, all: () => [], serial: () => serial };
}

function make(type: string, inputs: Properties, serial = 0, urn = "urn:x"): Properties {
  return random.createResource({ urn, name: "x", type, inputs }, view(serial)).outputs;
}

describe("@pulumi/random in the local cloud", () => {
  it("gives a password of the length, the classes and the special characters asked for", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 15, max: 64 }), (upper, numeric, special, length) => {
        const inputs = { length, minUpper: upper, minNumeric: numeric, minSpecial: special, overrideSpecial: "!-" };
        const result = String(make(PASSWORD, inputs)["result"]);
        assert.equal(result.length, length);
        assert.match(result, /^[A-Za-z0-9!-]*$/);
        assert.ok((result.match(/[A-Z]/g) ?? []).length >= upper);
        assert.ok((result.match(/[0-9]/g) ?? []).length >= numeric);
        assert.ok((result.match(/[!-]/g) ?? []).length >= special);
      }),
    );
  });

  it("leaves out the classes that are off", () => {
    assert.match(String(make(PASSWORD, { length: 40, special: false, upper: false })["result"]), /^[a-z0-9]{40}$/);
  });

  it("is the same for one creation and another for the next", () => {
    const first = make(PASSWORD, { length: 32 });
    assert.equal(make(PASSWORD, { length: 32 })["result"], first["result"]);
    assert.notEqual(make(PASSWORD, { length: 32 }, 1)["result"], first["result"]);
    assert.notEqual(make(PASSWORD, { length: 32 }, 0, "urn:y")["result"], first["result"]);
  });

  it("keeps the value on an update", () => {
    const outputs = make(PASSWORD, { length: 32 });
    const prior = { urn: "urn:x", id: "none-1", type: PASSWORD, inputs: { length: 32 }, outputs, region: "us-east-1" };
    const updated = random.updateResource({ urn: "urn:x", name: "x", type: PASSWORD, inputs: { length: 32 }, prior }, view());
    assert.equal(updated.outputs["result"], outputs["result"]);
  });

  it("refuses more required characters than there is room for", () => {
    assert.deepEqual(random.checkResource({ urn: "u", name: "x", type: PASSWORD, inputs: { length: 4, minUpper: 3, minLower: 3 } }, view()), [
      { property: "length", reason: "length (4) is less than the 6 characters that minUpper, minLower, minNumeric and minSpecial ask for; raise length." },
    ]);
  });

  it("writes one random id in four notations", () => {
    const { hex, dec, b64Std, b64Url } = make("random:index/randomId:RandomId", { byteLength: 4 });
    const raw = Buffer.from(String(hex), "hex");
    assert.equal(raw.length, 4);
    assert.equal(dec, String(raw.readUInt32BE()));
    assert.equal(b64Std, raw.toString("base64"));
    assert.equal(b64Url, raw.toString("base64url"));
  });

  it("makes UUIDs of version 4", () => {
    assert.match(String(make("random:index/randomUuid:RandomUuid", {})["result"]), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
