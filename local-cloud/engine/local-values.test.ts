import assert from "node:assert/strict";
import { SetupError } from "./cli";
import { openValues, parseLocalValues, pathsOf, withLocalValues, withoutEncrypted } from "./local-values";

const SECURE = { secure: "v1:abc" };
const VALUES = { "app:keys": { one: "made-up-1", pair: { id: "made-up-id", secret: "made-up-secret" } } };

describe("values for local runs", () => {
  it("are texts, or maps of texts, in sections", () => {
    assert.deepEqual(parseLocalValues("values.yaml", { config: VALUES }), VALUES);
    const refused: [Record<string, unknown>, string][] = [
      [{}, 'values.yaml must have "config:" with sections such as kianax:secrets below it.'],
      [{ config: { "app:keys": "x" } }, "values.yaml: app:keys must be a map of values."],
      [{ config: { "app:keys": { one: 1 } } }, "values.yaml: app:keys.one must be text, or a map of texts."],
      [{ config: { "app:keys": { one: {} } } }, "values.yaml: app:keys.one must be text, or a map of texts."],
    ];
    for (const [content, sentence] of refused) {
      assert.throws(() => parseLocalValues("values.yaml", content), new SetupError(sentence));
    }
  });

  it("take the place of what is encrypted, entry by entry, and of nothing else", () => {
    const tracked = { "app:keys": { one: SECURE, pair: { id: "plain", secret: SECURE }, other: "kept" }, "app:plain": "kept", "app:sealed": SECURE, "app:list": [1, 2], "app:empty": {} };
    assert.deepEqual(withoutEncrypted(tracked), { "app:keys": { other: "kept" }, "app:plain": "kept", "app:list": [1, 2], "app:empty": {} });
    assert.deepEqual(withLocalValues(tracked, VALUES), { "app:keys": { ...VALUES["app:keys"], other: "kept" }, "app:plain": "kept", "app:list": [1, 2], "app:empty": {} });
  });

  it("leave what the stack says in plain text as it is", () => {
    const said = { "app:keys": { one: "mine", pair: { external: true } } };
    assert.deepEqual(openValues(said, VALUES), {});
    assert.deepEqual(withLocalValues(said, VALUES), said);
    assert.deepEqual(withLocalValues({}, VALUES), VALUES);
  });

  it("have a path each for the CLI", () => {
    assert.deepEqual(pathsOf(VALUES), [
      ["app:keys.one", "made-up-1"],
      ["app:keys.pair.id", "made-up-id"],
      ["app:keys.pair.secret", "made-up-secret"],
    ]);
  });
});
