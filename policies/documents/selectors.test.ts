import assert from "node:assert/strict";
import { UNKNOWN_STRING } from "../analyzer";
import { viewOf } from "../kernel";
import { policedPods, selects, selectsAll, selectsSome } from "./index";

const TRADING = new Map([["app", "trading"], ["tier", "api"]]);
const verdict = (selector: unknown) => selects(viewOf(selector), TRADING);
const expressed = (key: unknown, operator: unknown, values?: unknown) => verdict({ matchExpressions: [{ key, operator, values }] });

describe("a label selector", () => {
  it("wants each of its labels", () => {
    assert.equal(verdict({}), true);
    assert.equal(verdict({ matchLabels: { app: "trading", tier: "api" } }), true);
    assert.equal(verdict({ matchLabels: { app: "trading", tier: "web" } }), false);
    assert.equal(verdict({ matchLabels: { zone: "a" } }), false);
  });

  it("reads expressions as Kubernetes does, a label that is not there included", () => {
    assert.deepEqual([expressed("app", "In", ["agent", "trading"]), expressed("app", "In", ["agent"]), expressed("zone", "In", ["a"])], [true, false, false]);
    assert.deepEqual([expressed("app", "NotIn", ["agent"]), expressed("app", "NotIn", ["agent", "trading"]), expressed("zone", "NotIn", ["a"])], [true, false, true]);
    assert.deepEqual([expressed("app", "Exists"), expressed("zone", "Exists")], [true, false]);
    assert.deepEqual([expressed("app", "DoesNotExist"), expressed("zone", "DoesNotExist")], [false, true]);
  });

  it("wants labels and expressions together", () => {
    assert.equal(verdict({ matchLabels: { app: "trading" }, matchExpressions: [{ key: "tier", operator: "Exists" }] }), true);
    assert.equal(verdict({ matchLabels: { app: "agent" }, matchExpressions: [{ key: "tier", operator: "Exists" }] }), false);
    assert.equal(verdict({ matchLabels: { app: "trading" }, matchExpressions: [{ key: "zone", operator: "Exists" }] }), false);
  });

  it("is not decided by what is unknown, unless the rest of it refuses", () => {
    assert.equal(verdict(UNKNOWN_STRING), undefined);
    assert.equal(verdict({ matchLabels: UNKNOWN_STRING }), undefined);
    assert.equal(verdict({ matchLabels: { app: UNKNOWN_STRING, tier: "api" } }), undefined);
    assert.equal(verdict({ matchExpressions: UNKNOWN_STRING }), undefined);
    assert.equal(selects(viewOf({ matchLabels: { app: "trading" } }), undefined), undefined);
    assert.deepEqual([expressed(UNKNOWN_STRING, "Exists"), expressed("app", UNKNOWN_STRING), expressed("app", "In", ["agent", UNKNOWN_STRING]), expressed("app", "Gt", ["1"])], [undefined, undefined, undefined, undefined]);
    assert.equal(verdict({ matchLabels: { app: "agent" }, matchExpressions: [{ key: UNKNOWN_STRING, operator: "Exists" }] }), false);
  });
});

describe("a selector that is left out", () => {
  it("or is none takes in nothing, but of a network policy everything", () => {
    for (const none of [undefined, "garbage", 7, []]) {
      assert.equal(verdict(none), false);
    }
    assert.equal(selects(viewOf({}).at("selector"), TRADING), false);
    assert.equal(selectsAll(policedPods(viewOf({ spec: {} }))), true);
    assert.equal(selectsAll(policedPods(viewOf({ spec: { podSelector: { matchLabels: { app: "trading" } } } }))), false);
    assert.equal(selectsAll(policedPods(viewOf({ spec: { podSelector: UNKNOWN_STRING } }))), false);
  });
});

describe("a selector of some", () => {
  it("asks for a label at least, whatever its value", () => {
    for (const some of [{ matchLabels: { app: UNKNOWN_STRING } }, { matchExpressions: [{ key: "app", operator: "Exists" }] }]) {
      assert.equal(selectsSome(viewOf(some)), true, JSON.stringify(some));
    }
    for (const other of [undefined, {}, { matchLabels: {} }, { matchExpressions: [] }, UNKNOWN_STRING, { matchLabels: UNKNOWN_STRING }, { matchExpressions: UNKNOWN_STRING }, { matchLabels: "app" }, "", 7]) {
      assert.equal(selectsSome(viewOf(other)), false, JSON.stringify(other));
    }
  });
});

describe("a selector of everything", () => {
  const all = (policy: Record<string, unknown>) => selectsAll(viewOf(policy).at("podSelector"));

  it("is an empty one that is there", () => {
    assert.equal(all({ podSelector: {} }), true);
    assert.equal(all({ podSelector: { matchLabels: {}, matchExpressions: [] } }), true);
    assert.equal(all({}), false);
  });

  it("asks for nothing, and for nothing unknown", () => {
    for (const podSelector of [{ matchLabels: { app: "trading" } }, { matchExpressions: [{ key: "app", operator: "Exists" }] }, UNKNOWN_STRING, { matchLabels: UNKNOWN_STRING }, { matchExpressions: UNKNOWN_STRING }, "", [], 7]) {
      assert.equal(all({ podSelector }), false, JSON.stringify(podSelector));
    }
  });
});
