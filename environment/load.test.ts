import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { loadEnvironment } from "./load";
import { asText, SECRET_KEYS, stackConfig, TODAY } from "./testing";

const ANSWERS: Readonly<Record<string, object>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "444455556666" },
  "aws:index/getPartition:getPartition": { partition: "aws" },
};

/** A run of the program in which registering anything is an error. */
async function runStack(stack: string, config: Record<string, string>): Promise<void> {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type }) => {
        throw new Error(`registered ${type}`);
      },
      call: ({ token }) => {
        const answer = ANSWERS[token];
        assert.ok(answer, `called ${token}`);
        return answer;
      },
    },
    "kianax",
    stack,
  );
  pulumi.runtime.setAllConfig(config, SECRET_KEYS);
}

describe("loadEnvironment", () => {
  it("reads the configuration of the stack that runs", async () => {
    await runStack("production", asText(stackConfig("production")));
    const { name, profile, region, network } = loadEnvironment(TODAY);
    assert.deepEqual([name, profile, region, network.cidr], ["production", "production", "us-east-1", "10.20.0.0/16"]);
  });

  it("completes the role of an administrator with the account, and leaves an ARN as it is", async () => {
    const arn = "arn:aws:iam::777788889999:user/auditor";
    const changes = { "kianax:cluster": { administrators: { auditor: arn } } };
    await runStack("production", asText(stackConfig("production", changes)));
    const { administrators } = loadEnvironment(TODAY).cluster;
    const resolved = await new Promise((resolve) => pulumi.output(administrators).apply(resolve));
    assert.deepEqual(resolved, { platform: "arn:aws:iam::444455556666:role/kianax-production-administrator", auditor: arn });
  });

  it("completes the users among the people with the account, and leaves ARNs as they are", async () => {
    const root = "arn:aws:iam::777788889999:root";
    await runStack("production", asText(stackConfig("production", { "kianax:cluster": { people: { admin: ["user/alice", root] } } })));
    const { people } = loadEnvironment(TODAY).cluster;
    const resolved = await new Promise((resolve) => pulumi.output(people).apply(resolve));
    assert.deepEqual(resolved, { admin: ["arn:aws:iam::444455556666:user/alice", root], developer: [], readOnly: [] });
  });

  it("refuses bad configuration with its sentences, without a stack trace", async () => {
    const changes = { "kianax:cache": { shards: 0 }, "kianax:keys": { rotation: 1 } };
    await runStack("production", asText(stackConfig("production", changes)));
    assert.throws(() => loadEnvironment(TODAY), (error) => {
      assert.ok(pulumi.RunError.isInstance(error));
      assert.deepEqual(error.message.split("\n"), [
        "Pulumi.production.yaml: kianax:keys.rotation is not a setting; known here: multiRegion, deletionWindowDays, rotationPeriodDays.",
        "Pulumi.production.yaml: kianax:cache.shards must be a whole number from 1 to 250 (shards), not 0.",
      ]);
      return true;
    });
  });
});
