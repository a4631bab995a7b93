import assert from "node:assert/strict";
import { DIFFERENCES } from "./differences";
import { isJsonObject, type Json } from "./merge";
import { parseStack } from "./testing";

const COMMON = /^[a-zA-Z]+\.(environment|namePrefix|protect|tags)(\.|$)/;

/** Values by path; lists count as one value. */
function flatten(value: Json, path = ""): Map<string, string> {
  if (!isJsonObject(value)) {
    return new Map([[path, JSON.stringify(value)]]);
  }
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...flatten(inner, path === "" ? key : `${path}.${key}`)]));
}

function differingPaths(): string[] {
  const [development, production] = [flatten(parseStack("development") as unknown as Json), flatten(parseStack("production") as unknown as Json)];
  const paths = new Set([...development.keys(), ...production.keys()]);
  const differing = [...paths].filter((path) => development.get(path) !== production.get(path));
  return [...new Set(differing.map((path) => (COMMON.test(path) ? path.replace(/^[a-zA-Z]+/, "*") : path)))].sort();
}

describe("development and production", () => {
  it("differ in exactly what the table of differences gives a reason for", () => {
    assert.deepEqual(differingPaths(), Object.keys(DIFFERENCES).sort());
  });

  it("have a sentence for every difference", () => {
    for (const [path, reason] of Object.entries(DIFFERENCES)) {
      assert.match(reason, /^[A-Z0-9].{15,}\.$/, path);
    }
  });
});
