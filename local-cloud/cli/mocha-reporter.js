// Mocha's spec reporter, and beside it the counts in a file for the closing line of `npm test`.
"use strict";

const { writeFileSync } = require("node:fs");
const { Spec } = require("mocha").reporters;
const { EVENT_RUN_END } = require("mocha").Runner.constants;

module.exports = class CountingReporter extends Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = options.reporterOption?.results ?? options.reporterOptions?.results;
    runner.once(EVENT_RUN_END, () => {
      const { passes = 0, failures = 0 } = runner.stats ?? {};
      writeFileSync(file, JSON.stringify({ passes, failures }));
    });
  }
};
