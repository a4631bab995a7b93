/**
 * Changes of the policies' code, each tried against their tests: a change that no test notices is a line that nobody proves.
 * https://stryker-mutator.io/docs/stryker-js/configuration/
 */
export default {
  testRunner: "mocha",
  // From this folder: its tools are no packages of the repository.
  plugins: [import.meta.resolve("@stryker-mutator/mocha-runner").replace("file://", "")],
  mochaOptions: {
    require: ["ts-node/register/transpile-only", "./policies/testing/rule-alone.js"],
    // Tests that start the pack as a process say nothing here: changes are tried in this one.
    spec: ["policies/**/*.mutations.ts", "policies/{documents,graph,keys,kubernetes,network,storage}/**/*.test.ts", "policies/cli/manifests.test.ts", "policies/kernel/{value,view}.test.ts"],
    ignore: ["**/node_modules/**", "policies/properties.mutations.ts"],
  },
  mutate: [
    "policies/*/*.ts",
    "!policies/{analyzer,profiles,testing,tools}/**",
    "!policies/**/*.{test,mutations}.ts",
    "!policies/**/index.ts",
    // A command line, proven as one: cli/main.test.ts.
    "!policies/cli/main.ts",
    // Proven with the pack in its own process: kernel/isolation.test.ts, meta/exemptions.test.ts and rules.test.ts.
    "!policies/kernel/{exemption,exemption-file,policy,profile,rule,session}.ts",
    "!policies/meta/{exemption-applied,exemption-hygiene,policy-coverage,production-profile-not-weakened,reads,unruled-types}.ts",
  ],
  mutator: {
    // Most texts are sentences for people; the names of properties among them are tried by policies/properties.mutations.ts.
    excludedMutations: ["StringLiteral"],
  },
  // What is read while files are loaded (titles, levels, lists of types) is data; catalogue and profiles are tested as such.
  ignoreStatic: true,
  coverageAnalysis: "perTest",
  concurrency: 1,
  timeoutMS: 10_000,
  disableTypeChecks: false,
  ignorePatterns: ["/*", "!/policies", "!/package.json", "!/tsconfig.json"],
  reporters: ["progress", "json", "clear-text"],
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false, reportMutants: true, reportScoreTable: true },
  jsonReporter: { fileName: ".local/logs/code-mutation.json" },
  tempDirName: ".local/stryker",
  thresholds: { high: 95, low: 85, break: 85 },
};
