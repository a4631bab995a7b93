import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { anyObject, date, flag, inputText, listOf, mapOf, neighbour, number, objectOf, optional, shapeProblems, text, type Kind } from "./shape";

const said = (kind: Kind, value: unknown): string[] => shapeProblems({ a: value }, { a: kind }).map(({ argument, problem }) => `${argument} ${problem}`);

interface Pair {
  readonly left: string;
  readonly right?: number;
}

const pair = objectOf<Pair>({ left: text, right: optional(number) });

describe("kinds of arguments", () => {
  const accepted: readonly [string, Kind, unknown][] = [
    ["text", text, ""],
    ["a number", number, -1.5],
    ["a flag", flag, false],
    ["an Output where it may come later", inputText, pulumi.output("later")],
    ["a date", date, new Date(0)],
    ["a list", listOf(text), ["a", "b"]],
    ["a map", mapOf(number), { any: 1, name: 2 }],
    ["an object", pair, { left: "x" }],
    ["nothing where it may be left out", optional(text), undefined],
    ["a neighbour with more than is used", neighbour("KianaxKeys", ["data"]), { data: 1, logs: 2 }],
    ["any object", anyObject, {}],
  ];
  for (const [what, kind, value] of accepted) {
    it(`accept ${what}`, () => assert.deepEqual(said(kind, value), []));
  }

  const refused: readonly [string, Kind, unknown, string][] = [
    ["what is missing", text, undefined, "a is missing; it must be text."],
    ["null", text, null, "a must be text, not null."],
    ["a number that is none", number, Number.NaN, "a must be a number, not null."],
    ["a number as text", number, "5", 'a must be a number, not "5".'],
    ["an Output where the value has to be known", text, pulumi.output("later"), "a must be text, not an Output."],
    ["an element of a list", listOf(text), ["x", 1], "a[1] must be text, not 1."],
    ["a value of a map", mapOf(flag), { on: "yes" }, 'a.on must be true or false, not "yes".'],
    ["a list as a map", mapOf(flag), [], "a must be a map from names to values, not []."],
    ["a property of an object", pair, { left: 1 }, "a.left must be text, not 1."],
    ["a property that there is not", pair, { left: "x", rigth: 1 }, "a.rigth is not known here; there are left, right."],
    ["a neighbour without what is used", neighbour("KianaxKeys", ["data", "logs"]), { data: 1 }, 'a must be a KianaxKeys, or an object with its data, logs, not {"data":1}.'],
    ["a function", anyObject, () => 1, "a must be an object, not a function."],
    ["a whole resource", text, Object.assign(Object.create(pulumi.ComponentResource.prototype) as object, { __pulumiResource: true }), "a must be text, not a ComponentResource."],
    ["what may be a secret, without showing it", { ...number, hidden: true }, "sk-secret", "a must be a number, not text."],
    ["a list that may be a secret", { ...text, hidden: true }, ["sk-secret"], "a must be text, not a list."],
    ["an Output that may be a secret", { ...text, hidden: true }, pulumi.output("sk-secret"), "a must be text, not an Output."],
  ];
  for (const [what, kind, value, sentence] of refused) {
    it(`refuse ${what}`, () => assert.deepEqual(said(kind, value), [sentence]));
  }
});
