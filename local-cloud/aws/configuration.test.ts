import assert from "node:assert/strict";
import type { Properties } from "../provider/values";
import { refuseConfiguration } from "./configuration";

describe("the AWS provider's own configuration", () => {
  const said = (config: Properties): string | undefined => refuseConfiguration(config, { account: "444455556666" });
  const refusal = "AWS account ID not allowed: 444455556666";

  for (const [what, config, sentence] of [
    ["names no accounts", {}, undefined],
    ["allows this account", { allowedAccountIds: '["444455556666"]' }, undefined],
    ["allows this account among others", { allowedAccountIds: ["111122223333", "444455556666"] }, undefined],
    ["allows this account without quotes", { allowedAccountIds: "[444455556666]" }, undefined],
    ["allows another account", { allowedAccountIds: '["111122223333"]' }, refusal],
    ["forbids this account", { forbiddenAccountIds: '["444455556666"]' }, refusal],
    ["forbids another account", { forbiddenAccountIds: '["111122223333"]' }, undefined],
    ["allows and forbids", { allowedAccountIds: '["444455556666"]', forbiddenAccountIds: '["111122223333"]' }, '"allowed_account_ids": conflicts with forbidden_account_ids'],
    ["holds what is no list", { allowedAccountIds: "[" }, undefined],
  ] as const) {
    it(what, () => assert.equal(said(config as Properties), sentence));
  }
});
