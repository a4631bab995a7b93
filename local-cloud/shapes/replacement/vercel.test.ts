import assert from "node:assert/strict";
import { diffInputs } from "..";
import { shapeOf } from "../testing/catalogue";

describe("replacement of Vercel's resources", () => {
  const replaces = (kind: string, path: string, before: unknown, after: unknown): readonly string[] =>
    diffInputs(shapeOf(`vercel:index/${kind}`), { [path]: before as string }, { [path]: after as string }).replaces;

  it("follows what the provider does not do in place, and only that", () => {
    assert.deepEqual(replaces("project:Project", "teamId", "a", "b"), ["teamId"]);
    assert.deepEqual(replaces("project:Project", "name", "a", "b"), []);
    assert.deepEqual(replaces("projectDomain:ProjectDomain", "domain", "a", "b"), ["domain"]);
    assert.deepEqual(replaces("projectDomain:ProjectDomain", "redirect", "a", "b"), []);
    assert.deepEqual(replaces("projectEnvironmentVariable:ProjectEnvironmentVariable", "sensitive", true, false), ["sensitive"]);
    assert.deepEqual(replaces("projectEnvironmentVariable:ProjectEnvironmentVariable", "value", "a", "b"), []);
  });

  it("follows inputs that there are", () => {
    for (const [kind, names] of Object.entries({ "project:Project": ["teamId"], "projectDomain:ProjectDomain": ["domain", "projectId"], "projectEnvironmentVariable:ProjectEnvironmentVariable": ["customEnvironmentIds", "key"] })) {
      const inputs = shapeOf(`vercel:index/${kind}`).inputs.map(({ name }) => name);
      assert.deepEqual(names.filter((name) => !inputs.includes(name)), []);
    }
  });
});
