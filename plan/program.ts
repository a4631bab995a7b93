/** Runs the program of a stack in a process of its own, as Pulumi's language host does. */
import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";

export interface ProgramRun {
  /** The checkout. */
  readonly root: string;
  /** Folder with Pulumi.yaml and the program. */
  readonly folder: string;
  /** Address of monitor and engine. */
  readonly address: string;
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  readonly dryRun: boolean;
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** Flags for Node. */
  readonly nodeArguments: readonly string[];
  /** The day that the program takes for today. */
  readonly today: Date | undefined;
}

export interface Ended {
  readonly code: number;
  /** What it printed, standard error included. */
  readonly output: string;
}

/** What a program may know of the machine; a plan must not depend on whose shell it is made in. */
const PASSED_ON = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "USERPROFILE", "SystemRoot", "LANG", "LC_ALL"];
const PARALLEL = 16;

/** @param signal - ends the program early */
export function runProgram(run: ProgramRun, signal: AbortSignal): Promise<Ended> {
  const runner = createRequire(path.join(run.folder, "package.json")).resolve("@pulumi/pulumi/cmd/run");
  const flags = {
    monitor: run.address,
    engine: run.address,
    organization: run.organization,
    project: run.project,
    stack: run.stack,
    "root-directory": run.folder,
    pwd: run.folder,
    parallel: String(PARALLEL),
  };
  const args = [
    ...run.nodeArguments,
    // Pulumi notes a stack trace for each promise, and mapping all of each to TypeScript is a sixth of the time.
    "--stack-trace-limit=3",
    // In place of ts-node, which transpiles everything anew each time: a third of the time.
    "--require",
    path.join(run.root, "policies", "transpile.js"),
    ...(run.today === undefined ? [] : ["--require", path.join(__dirname, "preload", "date.js")]),
    runner,
    ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]),
    ...(run.dryRun ? ["--dry-run"] : []),
    ".",
  ];
  const child = spawn(process.execPath, args, { cwd: run.folder, env: environment(run), stdio: ["ignore", "pipe", "pipe"] });
  signal.addEventListener("abort", () => child.kill());
  return ended(child);
}

function environment({ config, secretKeys, today }: ProgramRun): NodeJS.ProcessEnv {
  const passed = PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]));
  return {
    ...Object.fromEntries(passed),
    PULUMI_CONFIG: JSON.stringify(config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
    PULUMI_NODEJS_TYPESCRIPT: "false",
    ...(today === undefined ? {} : { KIANAX_PLAN_TODAY: today.toISOString() }),
  };
}

function ended(child: ChildProcess): Promise<Ended> {
  let output = "";
  const collect = (text: string): void => void (output += text);
  child.stdout?.setEncoding("utf8").on("data", collect);
  child.stderr?.setEncoding("utf8").on("data", collect);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
