/** Running the CLI against the local cloud. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { startLocalCloud, type LocalCloud } from "../provider/serve";
import { SetupError, type Cli } from "./cli";
import type { LocalPaths } from "./paths";
import { LOCAL_ACCOUNT } from "../store/cloud";
import { takeLock } from "./lock";
import { prepareProject, requireStack, stackAccount, stackRegion } from "./project";
import { sealLocalValues } from "./seal";
import { storeFile, storeLock } from "./store-file";

/** Protects nothing: the local backend holds secrets of a cloud that does not exist. */
const LOCAL_PASSPHRASE = "local-cloud";
/** Keys whose values are credentials, such as `vercel:apiToken`: sealed, as they would be for AWS. */
const CREDENTIAL = /(token|password|secret|secretkey)$/i;
const ORGANISATION = "organization";

export interface Engine {
  readonly cli: Cli;
  readonly paths: LocalPaths;
  readonly cloud: LocalCloud;
  readonly environment: NodeJS.ProcessEnv;
}

export interface EngineOptions {
  readonly cli: Cli;
  readonly paths: LocalPaths;
  readonly stack: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly now?: () => Date;
  /** The AWS account that the local cloud is, in place of the one that the stack's file allows: an older state's. */
  readonly account?: string;
  /** Regions that do not answer, to see what a stack needs of them. */
  readonly withoutRegions?: readonly string[];
  readonly progress?: (line: string) => void;
}

/** Starts the local cloud of one stack and makes the stack when it is new. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { cli, paths, stack, environment } = options;
  requireStack(paths.program, stack);
  const project = prepareProject(paths);
  for (const folder of [paths.home, paths.backend, paths.cloud, paths.cache, paths.logs]) {
    mkdirSync(folder, { recursive: true });
  }
  const cloud = await startCloud(options);
  const engine = { cli, paths, cloud, environment: engineEnvironment(cli, paths, cloud, environment) };
  if (!existsSync(path.join(paths.backend, ".pulumi", "stacks", project, `${stack}.json`))) {
    const made = runPulumiSync(engine, ["stack", "init", `${ORGANISATION}/${project}/${stack}`, "--secrets-provider", "passphrase", "--non-interactive"]);
    if (made.status !== 0 && !made.stderr.includes("already exists")) {
      await cloud.stop();
      throw new Error(`The stack ${stack} could not be made in the local backend: ${made.stderr.trim()}`);
    }
  }
  try {
    sealLocalValues(paths, stack, (args) => runPulumiSync(engine, args));
  } catch (error) {
    await cloud.stop();
    throw error;
  }
  return engine;
}

/** The account's cloud for this run alone: two at once would each write a store that the other does not know. */
async function startCloud({ paths, stack, now, account = stackAccount(paths, stack) ?? LOCAL_ACCOUNT, withoutRegions, progress = () => undefined }: EngineOptions): Promise<LocalCloud> {
  const release = await takeLock(storeLock(paths, account), progress);
  try {
    const cloud = await startLocalCloud({
      nodeModules: path.join(paths.root, "node_modules"),
      cacheFolder: paths.cache,
      storeFile: storeFile(paths, stack, account),
      keyFile: path.join(paths.cloud, "key"),
      stack,
      region: stackRegion(paths, stack) ?? "us-east-1",
      account,
      ...(withoutRegions === undefined ? {} : { withoutRegions }),
      ...(now === undefined ? {} : { now }),
    });
    return { ...cloud, stop: () => cloud.stop().finally(release) };
  } catch (error) {
    release();
    throw error;
  }
}

function engineEnvironment(cli: Cli, paths: LocalPaths, cloud: LocalCloud, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...environment,
    PATH: [path.dirname(cli.executable), environment["PATH"] ?? ""].join(path.delimiter),
    PULUMI_HOME: paths.home,
    PULUMI_BACKEND_URL: `file://${paths.backend}`,
    PULUMI_CONFIG_PASSPHRASE: LOCAL_PASSPHRASE,
    PULUMI_DEBUG_PROVIDERS: cloud.debugProviders,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Unlocks --event-log, the one machine-readable form of a run that carries policy findings.
    PULUMI_DEBUG_COMMANDS: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}


/**
 * Sets values in the project copy for one command, such as `kianax:database.multiAz=false`. The flag `--config` of up and
 * preview would replace the whole section (`kianax:database`) instead of the one value in it. In plain text, or the CLI
 * would refuse what looks like a secret; the copy is remade at the next command.
 */
export function overrideSettings(engine: Engine, stack: string, settings: readonly string[]): void {
  for (const setting of settings) {
    const [, key = "", value = ""] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
    if (key === "") {
      throw new SetupError(`--set ${setting} is not of the form <key>=<value>, such as kianax:database.instanceClass=db.t3.large.`);
    }
    const kept = CREDENTIAL.test(key) ? ["--secret"] : ["--plaintext"];
    const { status, stderr } = runPulumiSync(engine, ["config", "set", "--stack", stack, ...kept, "--path", key, "--", value]);
    if (status !== 0) {
      throw new SetupError(`--set ${setting} is refused by Pulumi: ${stderr.trim().replace(/^error: /, "")}`);
    }
  }
}

/** Runs one command of the CLI with the user's terminal; resolves to its exit code. Ctrl-C reaches it by itself. */
export function runPulumi(engine: Engine, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(engine.cli.executable, args, { cwd: engine.paths.project, env: engine.environment, stdio: "inherit" });
    // The CLI answers the first Ctrl-C by cancelling in good order; this process has to outlive it.
    const ignore = (): void => undefined;
    process.on("SIGINT", ignore);
    const terminate = (): void => void child.kill("SIGINT");
    process.on("SIGTERM", terminate);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      process.off("SIGINT", ignore);
      process.off("SIGTERM", terminate);
      resolve(code ?? (signal === null ? 1 : 130));
    });
  });
}

/** Runs a command that asks no provider anything, for its output: the event loop stands still meanwhile. */
export function runPulumiSync(engine: Engine, args: readonly string[]): { status: number; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(engine.cli.executable, args, {
    cwd: engine.paths.project,
    env: engine.environment,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { status: status ?? 1, stdout, stderr };
}

/** Runs a command for its output while the local cloud keeps answering. */
export function capturePulumi(engine: Engine, args: readonly string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(engine.cli.executable, args, { cwd: engine.paths.project, env: engine.environment, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.once("error", reject);
    child.once("close", (code) => resolve({ status: code ?? 1, stdout, stderr }));
  });
}
