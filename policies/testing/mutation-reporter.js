// Mocha's dots, and as the last line the score of `npm run test:mutation`: how many changes of the golden plan were refused by
// their rule, and by it alone, on exactly the resource at fault. With a file to write, the counts for `npm test` too.
"use strict";

const { writeFileSync } = require("node:fs");
const { Dot } = require("mocha").reporters;
const { EVENT_RUN_END, EVENT_TEST_FAIL, EVENT_TEST_PASS } = require("mocha").Runner.constants;

/** Fewer say too little about a pack of this size. */
const FEWEST = 400;

module.exports = class MutationReporter extends Dot {
  constructor(runner, options) {
    super(runner, options);
    const killed = new Set();
    const survived = new Set();
    const failed = [];
    runner.on(EVENT_TEST_PASS, ({ mutation }) => mutation !== undefined && killed.add(mutation));
    runner.on(EVENT_TEST_FAIL, (test, error) => {
      failed.push(`${test.fullTitle()}: ${String(error?.message ?? error).split("\n", 1)[0]}`);
      if (test.mutation !== undefined) {
        survived.add(test.mutation);
      }
    });
    runner.once(EVENT_RUN_END, () => {
      // A mutation that one profile lets through is not killed by the other.
      survived.forEach((mutation) => killed.delete(mutation));
      const { passes = 0, failures = 0 } = runner.stats ?? {};
      const total = killed.size + survived.size;
      const tooFew = total < FEWEST ? [`fewer than ${FEWEST} mutations: ${total}`] : [];
      const file = options.reporterOption?.results ?? options.reporterOptions?.results;
      if (file !== undefined) {
        writeFileSync(file, JSON.stringify({ passes, failures: failures + tooFew.length, failed: [...failed, ...tooFew] }));
      }
      const share = total === 0 ? 0 : Math.floor((100 * killed.size) / total);
      process.on("exit", () => {
        process.stdout.write(`mutation score: ${share} % (${killed.size} of ${total} mutations${tooFew.length > 0 ? `, and ${FEWEST} are the least` : ""})\n`);
        if (tooFew.length > 0) {
          process.exitCode = 1;
        }
      });
    });
  }
};
