import assert from "node:assert/strict";
import { unknownCheckingProxy } from "@pulumi/policy";
import fc from "fast-check";
import { flatten } from "./finding";
import { unwrap } from "./unknown";
import { viewOf } from "./view";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const inputs = {
  vpcConfig: { endpointPublicAccess: false, subnetIds: ["a", UNKNOWN] },
  later: UNKNOWN,
  blocks: [{ ebs: { encrypted: "true" } }, UNKNOWN],
};
const state = (path: string): string => viewOf(inputs).value(path).reading.state;

describe("a view of properties", () => {
  it("reads known, unknown and absent values at any depth", () => {
    assert.equal(state("vpcConfig.endpointPublicAccess"), "known");
    assert.equal(state("vpcConfig.missing"), "absent");
    assert.equal(state("vpcConfig.endpointPublicAccess.deeper"), "absent");
    assert.equal(state("later"), "unknown");
    assert.equal(state("missing.deeper"), "absent");
  });

  it("takes everything inside an unknown as unknown", () => {
    assert.equal(state("later.anything.at.all"), "unknown");
    assert.equal(viewOf(inputs).at("later").list("items").state, "unknown");
  });

  it("names elements by their full path", () => {
    const [first, second] = viewOf(inputs).list("blocks").items;
    assert.equal(first?.at("ebs").value("encrypted").path, "blocks[0].ebs.encrypted");
    assert.equal(second?.value("ebs.encrypted").reading.state, "unknown");
    assert.equal(viewOf(inputs).at("vpcConfig").list("subnetIds").items[1]?.value("").path, "vpcConfig.subnetIds[1]");
  });

  it("finds fault with a list that is unknown, and none with one that is absent or empty", () => {
    const findings = (path: string): string[] => flatten(viewOf({ ...inputs, none: [] }).list(path).each(() => undefined)).map(({ id }) => id);
    assert.deepEqual(findings("later"), ["later"]);
    assert.deepEqual(findings("missing"), []);
    assert.deepEqual(findings("none"), []);
  });

  it("does not take what an object inherits for a property", () => {
    assert.equal(viewOf({}).value("toString").present, false);
    assert.equal(viewOf({}).value("constructor.name").present, false);
  });

  it("never throws, whatever the properties and the path", () => {
    const path = fc.array(fc.constantFrom("a", "b", "", "0", "__proto__", "length"), { maxLength: 4 }).map((keys) => keys.join("."));
    fc.assert(
      fc.property(fc.anything(), path, (raw, at) => {
        const view = viewOf(raw);
        view.value(at).must.equal(true);
        view.list(at).each((item) => item.value(at).must.beLiteral());
        view.at(at).value(at).must.bePresent();
      }),
    );
  });

  it("reads through the proxy by which Pulumi makes unknown values throw", () => {
    const properties = unknownCheckingProxy(inputs);
    assert.throws(() => (properties as { later: unknown }).later, /can't be known during preview/);
    assert.deepEqual(unwrap(properties), inputs);
  });
});
