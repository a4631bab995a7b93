import assert from "node:assert/strict";
import { diffInputs } from "../../local-cloud/shapes";
import { shapeOf } from "../../local-cloud/shapes/testing/catalogue";
import { STATEFUL, unlistedTypes } from "./stateful";

describe("the replacement ledger", () => {
  for (const [type, { replacedBy }] of Object.entries(STATEFUL)) {
    it(`says of ${type} what AWS and the provider do`, () => {
      const shape = shapeOf(type);
      const replacing = shape.inputs
        .map(({ name }) => name)
        // Another Region replaces everything.
        .filter((name) => name !== "region" && diffInputs(shape, { [name]: "a" }, { [name]: "b" }).replaces.length > 0);
      assert.deepEqual([...replacedBy].sort(), [...replacing].sort());
    });
  }

  it("finds what is protected and not listed", () => {
    const listed = { type: "aws:ec2/vpc:Vpc", protect: true };
    const unlisted = { type: "aws:dynamodb/table:Table", protect: true };
    assert.deepEqual(unlistedTypes([listed, unlisted, { type: "aws:sqs/queue:Queue" }, { type: "kianax:network:KianaxNetwork", protect: true }]), [unlisted.type]);
  });
});
