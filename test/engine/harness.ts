/** A local run of its own for each suite: the real CLI, the real policy pack, an empty local cloud. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { policyArguments } from "../../local-cloud/cli/policy-arguments";
import { eventLogArguments, readSummary, type Summary } from "../../local-cloud/cli/summary";
import { ensureCli } from "../../local-cloud/engine/cli";
import { localPaths, localValuesFile, type LocalPaths } from "../../local-cloud/engine/paths";
import { prepareProject } from "../../local-cloud/engine/project";
import { capturePulumi, overrideSettings, startEngine, type Engine } from "../../local-cloud/engine/pulumi";

export const repository = path.resolve(__dirname, "..", "..");

/** Programs that the policy pack judges, as `npm run` does; the others are fixtures. */
const judgedPrograms = [repository, path.join(repository, "bootstrap")];

export interface Outcome extends Summary {
  readonly status: number;
  /** What the command printed, standard error included. */
  readonly output: string;
}

export interface Run {
  readonly engine: Engine;
  readonly paths: LocalPaths;
  /** Runs an operation with the policy pack, as `npm run` does; `set` and `profile` last for this one. */
  operate(operation: "up" | "preview" | "refresh" | "destroy", options?: { readonly set?: readonly string[]; readonly flags?: readonly string[]; readonly profile?: string }): Promise<Outcome>;
  /** Runs any other command of the CLI. */
  pulumi(...args: string[]): Promise<{ status: number; output: string }>;
  /** Ends the local cloud and starts it again from its store, for another stack and without some Regions if told so. */
  restart(next?: { readonly stack?: string; readonly withoutRegions?: readonly string[] }): Promise<void>;
  stop(): Promise<void>;
}

export interface RunOptions {
  readonly program?: string;
  /** File of made-up values; one that does not exist leaves what is encrypted in the stack files open. @default the program's own */
  readonly values?: string;
  /** The local cloud's AWS account, in place of the one that the stack's file allows. */
  readonly account?: string;
  /** Lays out a state before the engine starts. */
  readonly restore?: (paths: LocalPaths) => void;
}

/** Starts an engine whose state lies in a folder of its own, removed by `stop`. */
export async function startRun(first: string, { program = repository, values = localValuesFile(program), account, restore }: RunOptions = {}): Promise<Run> {
  mkdirSync(path.join(repository, ".local"), { recursive: true });
  const folder = mkdtempSync(path.join(repository, ".local", `test-${first}-`));
  let stack = first;
  const paths = { ...localPaths(repository, folder, program), values };
  restore?.(paths);
  const start = async (withoutRegions: readonly string[] = []): Promise<Engine> => {
    const cli = await ensureCli({ paths, environment: process.env, progress: () => undefined });
    return startEngine({ cli, paths, stack, withoutRegions, environment: process.env, ...(account === undefined ? {} : { account }) });
  };
  let engine = await start();
  let operations = 0;
  return {
    get engine() {
      return engine;
    },
    paths,
    operate: async (operation, { set = [], flags = [], profile } = {}) => {
      operations += 1;
      prepareProject(paths);
      overrideSettings(engine, stack, [...set, ...(account === undefined ? [] : [`aws:allowedAccountIds[0]=${account}`])]);
      const events = path.join(paths.logs, `${operations}-${operation}.jsonl`);
      const judged = judgedPrograms.includes(program) && (operation === "up" || operation === "preview") ? policyArguments(repository, stack, profile) : [];
      const confirmed = operation === "preview" ? [] : ["--yes"];
      const { status, stdout, stderr } = await capturePulumi(engine, [
        operation,
        "--stack",
        stack,
        "--non-interactive",
        "--suppress-progress",
        "--color",
        "never",
        ...confirmed,
        ...judged,
        ...flags,
        ...eventLogArguments(events),
      ]);
      return { status, output: `${stdout}\n${stderr}`, ...readSummary(events) };
    },
    pulumi: async (...args) => {
      const { status, stdout, stderr } = await capturePulumi(engine, args);
      return { status, output: `${stdout}\n${stderr}` };
    },
    restart: async ({ stack: next = stack, withoutRegions } = {}) => {
      await engine.cloud.stop();
      stack = next;
      engine = await start(withoutRegions);
    },
    stop: async () => {
      await engine.cloud.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Fails with the command's own words when it did not succeed. */
export function succeeded(outcome: { readonly status: number; readonly output: string }): void {
  assert.equal(outcome.status, 0, outcome.output.slice(-8000));
}

/** The deployed resources of a stack, from its exported state. */
export async function deployed(run: Run, stack: string): Promise<{ type: string; urn: string; id?: string; protect?: boolean }[]> {
  const file = path.join(run.paths.logs, "export.json");
  succeeded(await run.pulumi("stack", "export", "--stack", stack, "--file", file));
  const state = JSON.parse(readFileSync(file, "utf8")) as { deployment: { resources?: { type: string; urn: string }[] } };
  return state.deployment.resources ?? [];
}
