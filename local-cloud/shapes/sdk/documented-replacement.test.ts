import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { saysReplacement } from "./documented-replacement";

const comment = (text: string): string => `/**\n     * ${text}\n     */\n    `;

describe("replacement in the SDK's comments", () => {
  it("is read from the ways it is said", () => {
    for (const text of [
      "The name. Changing this forces a new resource to be created.",
      "The zone. Forces replacement if changed.",
      "Changing this value forces replacement.",
      "Changing it recreates the resource.",
      "(Required - Forces new resource) The id.",
      "Changing this value will force recreation of the resource.",
      "Kind of network.\n     * Forces replacement when changed.",
    ]) {
      assert.equal(saysReplacement(comment(text)), true, text);
    }
  });

  it("is not taken from a sentence about some changes, or about something else", () => {
    for (const text of [
      "If `userDataReplaceOnChange` is set then updates will trigger a destroy and recreate of the instance.",
      "Adding or removing this configuration forces a new resource.",
      "When decreased, this will force a recreation of the resource.",
      "Enable to force a new task deployment of the service.",
      "The size of the disk.",
      "",
    ]) {
      assert.equal(saysReplacement(comment(text)), false, text);
    }
  });
});
