/**
 * The Pulumi CLI: cached, downloaded or compiled, in this order. One version, pinned; put in place atomically, so that
 * two runs at once and an interrupted one both end with a whole CLI or with none.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { goBuild, goVersion, type Progress } from "./go";
import { cliPath, CLI_VERSION, userHome, type LocalPaths } from "./paths";
import { withLock } from "./lock";
import { SetupError } from "./setup-error";
import { isExecutable, place, stagingFolder } from "./staging";

export { SetupError };

export interface Cli {
  readonly executable: string;
}

/** The CLI looks for its language hosts beside itself. */
const LANGUAGE_HOST = "pulumi-language-nodejs";

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
  mkdirSync(versionsFolder(target), { recursive: true });
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

/** Lets the npm package `pulumi` fetch its own version into a folder beside the target. */
async function download({ paths, environment, progress, downloadTimeoutMs = 20_000 }: CliSources, target: string): Promise<Cli | undefined> {
  progress(`Downloading Pulumi ${CLI_VERSION} …`);
  const staging = stagingFolder(versionsFolder(target));
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
  const go = goVersion(
    environment,
    `Pulumi ${CLI_VERSION} is neither installed nor downloadable here, and Go is missing to compile it: ` +
      "install Go 1.26 or later (https://go.dev/dl), or connect this machine to the internet, and run the command again.",
  );
  const staging = stagingFolder(versionsFolder(target));
  try {
    const bin = path.join(staging, "bin");
    mkdirSync(bin, { recursive: true });
    const executable = path.join(bin, path.basename(target));
    progress(`Compiling Pulumi ${CLI_VERSION} with ${go}: about 4 minutes, once.`);
    const code = await goBuild({
      module: path.join(paths.root, "local-cloud", "engine", "cli-module"),
      packages: ["github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"],
      output: executable,
      variables: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": `v${CLI_VERSION}` },
      environment,
      progress,
    });
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

/** The released CLI carries a language host; beside the compiled one stands a door to ours. */
function writeLanguageHost(root: string, file: string, folder: string): void {
  const host = path.relative(folder, path.join(root, "local-cloud", "language-host", "main.js"));
  writeFileSync(file, `#!/bin/sh\nexec node "$(dirname "$0")/${host}" "$@"\n`);
  chmodSync(file, 0o755);
}

function versionsFolder(target: string): string {
  return path.dirname(path.dirname(path.dirname(target)));
}
