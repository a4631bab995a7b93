/**
 * The Pulumi CLI: cached, downloaded or compiled, in this order. One version, pinned; put in place atomically, so that
 * two runs at once and an interrupted one both end with a whole CLI or with none.
 */
import { spawn, spawnSync } from "node:child_process";
import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cliPath, CLI_VERSION, userHome, type LocalPaths } from "./paths";
import { withLock } from "./lock";

/** A set-up that cannot go on, said in one sentence. */
export class SetupError extends Error {}

export interface Cli {
  readonly executable: string;
}

/** The CLI looks for its language hosts beside itself. */
const LANGUAGE_HOST = "pulumi-language-nodejs";

export type Progress = (line: string) => void;

export interface CliSources {
  readonly paths: LocalPaths;
  readonly environment: NodeJS.ProcessEnv;
  readonly progress: Progress;
  /** Longest wait for the download; a network that swallows packets must not hang a set-up. */
  readonly downloadTimeoutMs?: number;
}

/** Finds the CLI, or makes it. */
export async function ensureCli(sources: CliSources): Promise<Cli> {
  const found = cached(sources);
  if (found !== undefined) {
    return found;
  }
  const target = cliPath(sources.paths.home);
  mkdirSync(path.dirname(path.dirname(path.dirname(target))), { recursive: true });
  return withLock(path.join(sources.paths.home, "cli.lock"), sources.progress, async () => {
    // Another run may have made it while this one waited.
    const made = cached(sources);
    if (made !== undefined) {
      return made;
    }
    return (await download(sources, target)) ?? (await compile(sources, target));
  });
}

function cached({ paths, environment }: CliSources): Cli | undefined {
  for (const home of [paths.home, path.join(paths.root, ".local", "pulumi"), userHome(environment)]) {
    const executable = cliPath(home);
    if (isExecutable(executable) && isExecutable(path.join(path.dirname(executable), LANGUAGE_HOST))) {
      return { executable };
    }
  }
  return undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).size > 0;
  } catch {
    return false;
  }
}

/** Lets the npm package `pulumi` fetch its own version into a folder beside the target. */
async function download({ paths, environment, progress, downloadTimeoutMs = 20_000 }: CliSources, target: string): Promise<Cli | undefined> {
  progress(`Downloading Pulumi ${CLI_VERSION} …`);
  const staging = stagingFolder(target);
  try {
    const wrapper = require.resolve("pulumi/run.js", { paths: [paths.root] });
    const { status } = spawnSync(process.execPath, [wrapper, "version"], {
      // The wrapper installs below PULUMI_HOME; the user's own choices must not redirect it.
      env: { ...environment, PULUMI_HOME: staging, PULUMI_VERSION: CLI_VERSION },
      stdio: "ignore",
      timeout: downloadTimeoutMs,
      killSignal: "SIGKILL",
    });
    if (status !== 0 || !isExecutable(cliPath(staging))) {
      progress("Pulumi's download is out of reach from here; compiling it instead.");
      return undefined;
    }
    place(path.dirname(path.dirname(cliPath(staging))), path.dirname(path.dirname(target)));
    return { executable: target };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Compiles the CLI from its Go module; about four minutes on two cores, so it shows where it is. */
async function compile({ paths, environment, progress }: CliSources, target: string): Promise<Cli> {
  const go = spawnSync("go", ["version"], { env: environment, encoding: "utf8" });
  if (go.status !== 0) {
    throw new SetupError(
      `Pulumi ${CLI_VERSION} is neither installed nor downloadable here, and Go is missing to compile it: ` +
        "install Go 1.26 or later (https://go.dev/dl), or connect this machine to the internet, and run the command again.",
    );
  }
  const staging = stagingFolder(target);
  try {
    const bin = path.join(staging, "bin");
    mkdirSync(bin, { recursive: true });
    const executable = path.join(bin, path.basename(target));
    progress(`Compiling Pulumi ${CLI_VERSION} with ${go.stdout.trim()}: about 4 minutes, once.`);
    const code = await build(path.join(paths.root, "local-cloud", "engine", "cli-module"), executable, environment, progress);
    if (code !== 0 || !isExecutable(executable)) {
      throw new SetupError(
        `Go could not compile Pulumi ${CLI_VERSION} (exit code ${code}); its last lines above say why. ` +
          "It needs the Go module proxy and 3 GB of free disk.",
      );
    }
    writeLanguageHost(paths.root, path.join(bin, LANGUAGE_HOST), path.dirname(target));
    place(staging, path.dirname(path.dirname(target)));
    return { executable: target };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function build(module: string, output: string, environment: NodeJS.ProcessEnv, progress: Progress): Promise<number> {
  const version = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${CLI_VERSION}`;
  const child = spawn("go", ["build", "-v", "-o", output, "-ldflags", `-s -w ${version}`, "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"], {
    cwd: module,
    env: { ...environment, GOFLAGS: "-mod=readonly", GOWORK: "off", CGO_ENABLED: "0" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const started = Date.now();
  const recent: string[] = [];
  let packages = 0;
  let last = "downloading modules";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    for (const line of text.split("\n").filter((candidate) => candidate.trim() !== "")) {
      recent.push(line);
      recent.splice(0, recent.length - 15);
      packages += 1;
      last = line.trim();
    }
  });
  // go -v names each package as it is compiled; about 1,450 of them.
  const ticker = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000);
    progress(`  ${seconds} s, ${packages} packages: ${last.slice(0, 70)}`);
  }, 10_000);
  return new Promise((resolve) => {
    const finish = (code: number): void => {
      clearInterval(ticker);
      if (code !== 0) {
        recent.forEach((line) => progress(`  ${line}`));
      }
      resolve(code);
    };
    child.once("error", () => finish(1));
    child.once("close", (code) => finish(code ?? 1));
  });
}

/** The released CLI carries a language host; beside the compiled one stands a door to ours. */
function writeLanguageHost(root: string, file: string, folder: string): void {
  const host = path.relative(folder, path.join(root, "local-cloud", "language-host", "main.js"));
  writeFileSync(file, `#!/bin/sh\nexec node "$(dirname "$0")/${host}" "$@"\n`);
  chmodSync(file, 0o755);
}

function stagingFolder(target: string): string {
  const versions = path.dirname(path.dirname(path.dirname(target)));
  mkdirSync(versions, { recursive: true });
  return mkdtempSync(path.join(versions, ".making-"));
}

/** A rename on one file system: the CLI is there whole, or not at all. */
function place(made: string, target: string): void {
  rmSync(target, { recursive: true, force: true });
  renameSync(made, target);
}
