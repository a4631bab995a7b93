// Mocha's spec reporter, and beside it the counts and what failed in a file for the closing lines of `npm test`.
"use strict";

const { writeFileSync } = require("node:fs");
const { Spec } = require("mocha").reporters;
const { EVENT_RUN_END, EVENT_TEST_FAIL } = require("mocha").Runner.constants;

module.exports = class CountingReporter extends Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = options.reporterOption?.results ?? options.reporterOptions?.results;
    const failed = [];
    runner.on(EVENT_TEST_FAIL, (test, error) => failed.push(`${test.fullTitle()}: ${String(error?.message ?? error).split("\n", 1)[0]}`));
    runner.once(EVENT_RUN_END, () => {
      const { passes = 0, failures = 0 } = runner.stats ?? {};
      writeFileSync(file, JSON.stringify({ passes, failures, failed }));
    });
  }
};
