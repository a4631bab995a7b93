import assert from "node:assert/strict";
import type { Violation } from "../analyzer";
import { PROFILES, type Profile, type Rule } from "../kernel";
import { rules } from "../rules";
import { goldenPlan } from "./golden";
import { startJudge, type Judge } from "./judge";
import type { Plan } from "./plan";
import { wire, type Moment } from "./wire";

/** Which of the states of a checked property or relation a case stands for. */
export type State = "compliant" | "violating" | "unknown" | "absent";

/** One change of the golden plan, and where the rule must fire because of it. */
export interface Case {
  readonly state: State;
  /** Reads on from the rule's name: "rds-multi-az: fires when …". */
  readonly when: string;
  readonly change: (plan: Plan) => void;
  /** The resources at fault, as `type::name`; the same in both profiles unless given for each. */
  readonly fires: readonly string[] | Readonly<Record<Profile, readonly string[]>>;
  /** Findings of other rules that cannot be told apart from this one, each with why. */
  readonly alsoFires?: readonly { readonly rule: string; readonly on: string; readonly because: string }[];
  /** The profiles whose golden plan has what is changed. @default both */
  readonly profiles?: readonly Profile[];
  /** When the rule decides so: what it reads in a document made of outputs shows first when they are known. @default a first preview and a deployed stack */
  readonly moments?: readonly Moment[];
  /** Words of the message that a reader needs. */
  readonly says?: RegExp;
}

/**
 * Rules that advise about the rest of the plan: what a change adds may be of a kind that no rule knows, and what it takes away
 * may have been the last use of a group. Their own cases try them.
 */
const OBSERVERS = ["policy-coverage", "no-orphan-security-group"];

/** Every rule that has cases, as the files of the themes tell them while they are loaded. */
export const described: { readonly rule: Rule; readonly cases: readonly Case[] }[] = [];

/** Asserts that each case brings up its rule and no other, on exactly its resources, at exactly the profile's level. */
export function describeCases(title: string, rules: readonly Rule[], cases: Readonly<Record<string, readonly Case[]>>): void {
  described.push(...rules.map((rule) => ({ rule, cases: cases[rule.name] ?? [] })));
  if (typeof describe === "undefined") {
    // Loaded for the changes alone, by who shows them to another judge: scan/agreement.
    return;
  }
  describe(title, () => {
    let judge: Judge;
    before(async () => {
      judge = await startJudge();
    });
    after(() => judge.stop());

    it("has cases for every rule and for no other", () => {
      assert.deepEqual(Object.keys(cases).sort(), rules.map(({ name }) => name).sort());
    });

    for (const profile of PROFILES) {
      describe(`under the ${profile} profile`, () => {
        before(() => judge.configure(profile));
        for (const rule of rules) {
          for (const each of (cases[rule.name] ?? []).filter(({ profiles = PROFILES }) => profiles.includes(profile))) {
            const test = it(`${rule.name}: ${each.when} (${each.state})`, function () {
              // A rule about the pack says nothing alone.
              return rule.checkPack !== undefined && !judge.asksAll ? this.skip() : check(judge, rule, profile, each);
            });
            // For the score: mutation-reporter.js. A mutation is killed when its rule, and it alone, refuses it in every profile.
            Object.assign(test, { mutation: firesIn(rule, profile, each).length > 0 ? `${rule.name}: ${each.when}` : undefined });
          }
        }
      });
    }

    for (const rule of rules) {
      it(`${rule.name} is tried on a violating, an unknown and an absent state`, () => {
        const states = new Set((cases[rule.name] ?? []).map(({ state }) => state));
        assert.deepEqual(["violating", "unknown", "absent"].filter((state) => !states.has(state as State)), []);
      });
    }
  });
}

/** The rules that refuse or advise what a case changes, under a profile. */
export function firingIn(rule: Rule, profile: Profile, each: Case): string[] {
  return firesIn(rule, profile, each).length === 0 ? [] : [rule.name, ...(each.alsoFires ?? []).map((also) => also.rule)];
}

/** Where the rule must fire; nowhere under a profile that has it off. */
function firesIn(rule: Rule, profile: Profile, { fires }: Case): readonly string[] {
  return rule.levels[profile] === "off" ? [] : Array.isArray(fires) ? (fires as readonly string[]) : (fires as Record<Profile, readonly string[]>)[profile];
}

async function check(judge: Judge, rule: Rule, profile: Profile, each: Case): Promise<void> {
  const { change, says, moments, alsoFires = [] } = each;
  // Of the rule alone, nothing but its own findings shows.
  const others = judge.asksAll ? alsoFires : [];
  const plan = goldenPlan(profile);
  change(plan);
  const expected = firesIn(rule, profile, each);
  for (const moment of moments ?? momentsOf(plan)) {
    const violations = (await judge.violations(rule, wire(plan, moment))).filter((found) => found.rule === rule.name || !OBSERVERS.includes(found.rule));
    const expectations = [...expected.map((on) => ({ rule: rule.name, on })), ...others].flatMap((one) => lineOf(one, profile));
    assert.deepEqual(summarize(violations), expectations.sort(), violations.map(({ message }) => message).join("\n"));
    violations.filter((violation) => violation.rule === rule.name).forEach(({ message }) => assertSentence(message, rule, says));
  }
}

/** How `summarize` writes a finding of a rule at its level in the profile. */
function lineOf({ rule, on }: { readonly rule: string; readonly on: string }, profile: Profile): string[] {
  const level = rules.find(({ name }) => name === rule)?.levels[profile];
  return level === "off" ? [] : [`${level} ${rule} ${on}`];
}

/** Both a first preview and a deployed stack decide the same, as long as nothing is unknown for good. */
function momentsOf(plan: Plan): readonly Moment[] {
  const lasting = plan.resources.some(({ inputs }) => JSON.stringify(inputs, (key, value: unknown) => (key === "of" ? "" : value)).includes('{"unknown":true}'));
  return lasting ? ["preview"] : ["preview", "deployed"];
}

/** `level rule type::name`, once for each resource. */
export function summarize(violations: readonly Violation[]): string[] {
  return [...new Set(violations.map(({ level, rule, urn }) => `${level} ${rule} ${labelOf(urn)}`))].sort();
}

function labelOf(urn: string): string {
  if (urn === "") {
    return "the stack";
  }
  const [, , type = "", name = ""] = urn.split("::");
  return `${type.split("$").at(-1)}::${name}`;
}

function assertSentence(message: string, rule: Rule, says: RegExp | undefined): void {
  const [title, body = ""] = message.split("\n");
  assert.equal(title, rule.title);
  assert.ok(body.includes(`. ${rule.remediation} [${rule.name}:`), `says how to mend it: ${body}`);
  assert.doesNotMatch(body, /undefined|\[object|04da6b54/);
  if (says) {
    assert.match(body, says);
  }
}
