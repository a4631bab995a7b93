import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { stackFacts } from "./facts";

const ROOT = path.resolve(__dirname, "..");

describe("what a pipeline knows of a stack", () => {
  for (const [stack, account] of [["development", "111122223333"], ["production", "444455556666"]] as const) {
    it(`comes from the files of ${stack}`, () => {
      const facts = stackFacts(ROOT, stack, "plan");
      assert.deepEqual(facts, {
        account,
        region: "us-east-1",
        backend: `s3://pulumi-state-kianax-${stack}-${account}?region=us-east-1`,
        role: `arn:aws:iam::${account}:role/bootstrap/kianax-${stack}-plan`,
        "policy-config": `policies/profiles/${stack}.json`,
      });
      assert.ok(existsSync(path.join(ROOT, facts["policy-config"])));
    });
  }
  it("is nothing of a stack that has no file", () => assert.throws(() => stackFacts(ROOT, "staging", "plan"), /There is no stack "staging"/));
});
