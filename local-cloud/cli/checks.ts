/** `npm test`: every check, each with its own progress, and one closing line that counts them all. */
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { ensureCli } from "../engine/cli";
import { localPaths } from "../engine/paths";

export interface Check {
  readonly name: string;
  readonly command: readonly string[];
  /** Mocha's JSON result, when the check is a test suite. */
  readonly results?: string;
}

interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** A line for each failure. */
  readonly failures: readonly string[];
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** `npm test`: runs all checks, and gives the exit code. */
export async function runChecks(root: string): Promise<number> {
  const paths = localPaths(root);
  await ensureCli({ paths, environment: process.env, progress: say });
  return runEach(root, [
    { name: "typecheck", command: ["node_modules/typescript/bin/tsc", "--noEmit"] },
    { name: "lint", command: ["node_modules/eslint/bin/eslint.js", "."] },
    suite(root, "unit, component and policy tests", "test/unit.mocharc.json", "unit"),
    suite(root, "mutations of the golden plan, each refused by its rule alone", "test/mutation.mocharc.json", "mutation", "policies/testing/mutation-reporter.js"),
    // The stand-ins run on Pulumi's process-wide runtime, which the mocks of the suites above take over.
    suite(root, "remote components, replayed", "local-cloud/remote/.mocharc.json", "remote"),
    // So do the plans of whole stacks, whose remote components are made in this process.
    suite(root, "plans of the stacks: golden, isolation, rights", "test/plan.mocharc.json", "plan"),
    suite(root, "engine tests (real CLI, local cloud)", "test/engine/.mocharc.json", "engine"),
  ]);
}

/** Runs checks, also after a failure, and prints `N passed, N failed`. */
export async function runEach(root: string, checks: readonly Check[]): Promise<number> {
  const tallies: Tally[] = [];
  for (const check of checks) {
    say(`\n== ${check.name}`);
    tallies.push(await tally(root, check));
  }
  // Once more, together: a log that is cut keeps its end.
  for (const failure of tallies.flatMap(({ failures }) => failures)) {
    say(`failed: ${failure}`);
  }
  const passed = tallies.reduce((sum, one) => sum + one.passed, 0);
  const failed = tallies.reduce((sum, one) => sum + one.failed, 0);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

/** A test suite as a check. @param name - of the file of its results */
export function suite(root: string, title: string, config: string, name: string, reporter = "local-cloud/cli/mocha-reporter.js"): Check {
  const { logs } = localPaths(root);
  mkdirSync(logs, { recursive: true });
  const results = path.join(logs, `${name}.json`);
  return { name: title, command: ["node_modules/mocha/bin/mocha.js", "--config", config, "--reporter", reporter, "--reporter-option", `results=${results}`], results };
}

async function tally(root: string, { name, command, results }: Check): Promise<Tally> {
  if (results !== undefined) {
    rmSync(results, { force: true });
  }
  const code = await run(root, command);
  const counted = results === undefined ? undefined : readTally(results);
  if (counted === undefined || counted.passed + counted.failed === 0) {
    // A typecheck is one check; a suite that died before its tests is one failure.
    say(code === 0 ? `   ${name}: passed` : `   ${name}: failed`);
    return results === undefined && code === 0 ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [name] };
  }
  const failures = counted.failures.map((failure) => `${name}: ${failure}`);
  return code !== 0 && counted.failed === 0 ? { passed: counted.passed, failed: 1, failures: [`${name}: ended with ${code}`] } : { ...counted, failures };
}

function readTally(file: string): Tally | undefined {
  try {
    const { passes, failures, failed } = JSON.parse(readFileSync(file, "utf8")) as { passes: number; failures: number; failed: string[] };
    return { passed: passes, failed: failures, failures: failed };
  } catch {
    return undefined;
  }
}

function run(root: string, [script = "", ...args]: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, script), ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", () => resolve(1));
    child.once("close", (code) => resolve(code ?? 1));
  });
}
