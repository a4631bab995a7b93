/** One table for each component: every public argument, and what is said when it is wrong. */
import assert from "node:assert/strict";
import { ArgumentError } from "../base/argument-error";
import type { ArgumentChecks, CommonArgs, OwnArgs } from "../base/component";

/** Values that go together badly, and the sentence about it after the component's name. */
export interface BadCase<Args> {
  readonly args: Partial<Args>;
  readonly says: string;
}

/** Cases for every argument, or why no value of its type is wrong. An argument without an entry does not compile. */
export type BadCases<Args> = { readonly [K in keyof OwnArgs<Args>]-?: readonly BadCase<Args>[] | string };

export interface BadArguments<Args extends CommonArgs> {
  readonly component: string;
  readonly checks: ArgumentChecks<Args>;
  /** Arguments with which nothing is wrong. */
  readonly valid: Args;
  readonly make: (args: Args) => unknown;
  readonly cases: BadCases<Args>;
}

/** A value that no argument takes. */
const WRONG_TYPE = (): void => undefined;

/** Declares the tests: wrong type and absence of every argument, and the cases of the table. Refusals come before registration, so no engine is there. */
export function describeBadArguments<Args extends CommonArgs>({ component, checks, valid, make, cases }: BadArguments<Args>): void {
  const refusal = (args: Partial<Args>): string => {
    try {
      make({ ...valid, ...args });
    } catch (error) {
      assert.ok(error instanceof ArgumentError, String(error));
      return error.message;
    }
    return assert.fail("the arguments were accepted");
  };
  describe(`bad arguments of ${component}`, () => {
    it("start from arguments that are right", () => assert.deepEqual(checks.problems(valid), []));

    for (const [argument, { optional, allowed }] of Object.entries<{ optional: boolean; allowed: string }>(checks.shape)) {
      const named = (value: unknown): Partial<Args> => ({ [argument]: value }) as Partial<Args>;
      it(`${argument} of a wrong type`, () => {
        assert.equal(refusal(named(WRONG_TYPE)), `${component}: ${argument} must be ${allowed}, not a function.`);
      });
      if (!optional) {
        it(`${argument} left out`, () => assert.equal(refusal(named(undefined)), `${component}: ${argument} is missing; it must be ${allowed}.`));
      }
    }
    for (const [argument, entries] of Object.entries<readonly BadCase<Args>[] | string>(cases)) {
      for (const { args, says } of typeof entries === "string" ? [] : entries) {
        it(`${argument}: ${says}`, () => assert.equal(refusal(args), `${component}: ${says}`));
      }
    }
  });
}

/** Stands for another component where none is needed: it has every property. */
export const someNeighbour = new Proxy({}, { get: (_, property) => `some ${String(property)}` }) as never;
