import assert from "node:assert/strict";
import { isJsonObject, type Json, type JsonObject } from "../../environment/merge";
import { ConfigurationError, parseEnvironment } from "../../environment/parse";
import { asText, SECRET_KEYS, stackConfig } from "../../environment/testing";
import { ALTERNATIVES, BASELINE, type Alternative } from "./alternatives";
import { leavesOf } from "./leaves";
import { placed } from "./stack-file";

/** The day does not matter but for versions in support. */
const TODAY = new Date("2026-11-24T00:00:00Z");

/** What is wrong with production's configuration once these are set. */
function refusal(settings: Readonly<Record<string, Json>>): string {
  const config = { ...stackConfig("production") } as Record<string, Json>;
  for (const [key, value] of Object.entries({ ...BASELINE, ...settings })) {
    if (key.includes(":")) {
      config[key] = value;
    } else {
      const [section = "", ...steps] = key.split(/[.[\]]+/).filter((step) => step !== "");
      config[`kianax:${section}`] = placed(config[`kianax:${section}`], steps, value) as Json;
    }
  }
  try {
    parseEnvironment({ stack: "production", file: "Pulumi.production.yaml", config: asText(config as JsonObject), secretKeys: SECRET_KEYS, today: TODAY });
    return "";
  } catch (error) {
    assert.ok(error instanceof ConfigurationError, String(error));
    return error.message;
  }
}

const settingsOf = (key: string, { at, to, with: others = {} }: Alternative): Readonly<Record<string, Json>> => ({ [at ?? key]: to, ...others });

describe("the other values of the replacement ledger", () => {
  it("are there for every setting, and for nothing else", () => {
    const keys = leavesOf().map(({ key }) => key);
    const missing = keys.filter((key) => ALTERNATIVES[key] === undefined);
    assert.deepEqual(missing, [], `Add to test/ledger/alternatives.ts:\n${missing.map((key) => `  "${key}": to(<a valid value that production is not deployed with>),`).join("\n")}\nGive it \`at\` when the key names an element of a list or map, and \`with\` when other settings have to change too.`);
    assert.deepEqual(Object.keys(ALTERNATIVES).filter((key) => !keys.includes(key)), [], "These are no settings any more; remove them from test/ledger/alternatives.ts.");
  });

  it("start from a configuration that is right", () => assert.equal(refusal({}), ""));

  for (const [key, alternative] of Object.entries(ALTERNATIVES)) {
    it(`are ${alternative.refused === undefined ? "valid" : "refused in a sentence"} for kianax:${key}`, () => {
      const sentence = refusal(settingsOf(key, alternative));
      if (alternative.refused === undefined) {
        assert.equal(sentence, "");
      } else {
        assert.match(sentence, alternative.refused);
      }
    });
  }

  it("are valid together where they share a preview", () => {
    const shared = leavesOf().filter(({ key, change }) => change !== "replace" && ALTERNATIVES[key]?.alone !== true && ALTERNATIVES[key]?.refused === undefined);
    const all = shared.flatMap(({ key }) => Object.entries(settingsOf(key, ALTERNATIVES[key] as Alternative)));
    assert.equal(refusal(Object.fromEntries(all)), "");
    assert.ok(isJsonObject(Object.fromEntries(all)));
  });
});
