import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Properties } from "../../provider/values";
import { diffInputs } from "..";
import { shapeOf } from "../testing/catalogue";

const PASSWORD = "random:index/randomPassword:RandomPassword";

function replaces(token: string, olds: Properties, news: Properties): string[] {
  return diffInputs(shapeOf(token), olds, news).replaces;
}

describe("replacement of random values", () => {
  it("follows every input", () => {
    for (const token of [PASSWORD, "random:index/randomId:RandomId", "random:index/randomPet:RandomPet", "random:index/randomInteger:RandomInteger"]) {
      for (const { name } of shapeOf(token).inputs) {
        assert.deepEqual(replaces(token, { [name]: "1" }, { [name]: "2" }), [name], `${token} ${name}`);
      }
    }
    assert.deepEqual(replaces(PASSWORD, { keepers: { round: "1" } }, { keepers: { round: "2" } }), ["keepers.round"]);
  });

  it("knows that a default given is no change", () => {
    assert.deepEqual(diffInputs(shapeOf(PASSWORD), { length: 32 }, { length: 32, special: true, minUpper: 0 }).changes, []);
    assert.deepEqual(replaces(PASSWORD, { length: 32 }, { length: 32, special: false }), ["special"]);
    assert.deepEqual(replaces(PASSWORD, { length: 32, special: false }, { length: 32 }), ["special"]);
  });
});
