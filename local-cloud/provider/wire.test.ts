import assert from "node:assert/strict";
import { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import fc from "fast-check";
import { UNKNOWN, type Properties, type Value } from "./values";
import { fromStruct, toStruct } from "./wire";

const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.string(),
    fc.constant(UNKNOWN),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), tie("value"), { maxKeys: 4 }).map((object) => ({ ...object })),
  ),
})).value;

describe("the wire format", () => {
  it("carries every value there and back", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), value, { maxKeys: 5 }), (properties) => {
        const plain = { ...properties } as Properties;
        assert.deepEqual(fromStruct(toStruct(plain)), plain);
      }),
    );
  });

  it("folds secrets, outputs and resource references into what they hold", () => {
    const signature = "4dabf18193072939515e22adb298388d";
    const struct = Struct.fromJavaScript({
      secret: { [signature]: "1b47061264138c4ac30d75fd1eb44270", value: "s3cret" },
      known: { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: [1] },
      unknown: { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4" },
      reference: { [signature]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:x", id: "role-1" },
    });
    assert.deepEqual(fromStruct(struct), { secret: "s3cret", known: [1], unknown: UNKNOWN, reference: "role-1" });
  });

  it("knows a file by what it holds, and hands it back as it came", () => {
    const signature = "4dabf18193072939515e22adb298388d";
    const wire = { file: { [signature]: "c44067f5952c0a294b673a41bacd8c17", hash: "abc", path: "./values.yaml" }, folder: { [signature]: "0def7320c3a5731c473e5ecbe6d01bc7", path: "./code" } };
    const plain = fromStruct(Struct.fromJavaScript(wire));
    assert.equal((plain["file"] as Properties)["__asset"], "abc");
    assert.equal((plain["folder"] as Properties)["__asset"], "./code");
    assert.deepEqual(toStruct(plain).toJavaScript(), wire);
  });

  it("reads an absent struct as no properties", () => {
    assert.deepEqual(fromStruct(undefined), {});
  });
});
