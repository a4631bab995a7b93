/** Where a local run keeps things: one folder, ignored by Git, safe to delete. */
import os from "node:os";
import path from "node:path";

export const CLI_VERSION = "3.255.0";

export interface LocalPaths {
  /** Root of the checkout. */
  readonly root: string;
  /** Folder with the Pulumi.yaml and the stack files to run: the checkout's root, or a benchmark's. */
  readonly program: string;
  /** Made-up values for what is encrypted in the stack files; a program may have none. */
  readonly values: string;
  /** Everything a local run makes. */
  readonly local: string;
  /** PULUMI_HOME: the CLI, credentials of the file backend, plugins. */
  readonly home: string;
  /** File backend with the stacks' states. */
  readonly backend: string;
  /** Project folder that the CLI works in; see project.ts. */
  readonly project: string;
  /** Stores of the local cloud, one for each AWS account, and the key that seals secrets. */
  readonly cloud: string;
  readonly cache: string;
  readonly logs: string;
}

/**
 * @param local - another folder for the state of the run: tests and benchmarks keep theirs apart
 * @param program - another program than the checkout's own
 */
export function localPaths(root: string, local = path.join(root, ".local"), program = root): LocalPaths {
  return {
    root,
    program,
    values: localValuesFile(program),
    local,
    home: path.join(local, "pulumi"),
    backend: path.join(local, "backend"),
    project: path.join(local, "project"),
    cloud: path.join(local, "cloud"),
    // Derived from packages only, so all runs of a checkout share it.
    cache: path.join(root, ".local", "cache"),
    logs: path.join(local, "logs"),
  };
}

/** Paths of the bootstrap: its own program, and state of its own, as it stands before and beside the stacks. */
export function bootstrapPaths(root: string, local = path.join(root, ".local", "bootstrap")): LocalPaths {
  return localPaths(root, local, path.join(root, "bootstrap"));
}

/** The program's file of made-up values: see local-values.ts. */
export function localValuesFile(program: string): string {
  return path.join(program, "local-values.yaml");
}

const EXECUTABLE = process.platform === "win32" ? "pulumi.exe" : "pulumi";

/** Where the npm package `pulumi` keeps a version of the CLI, under a PULUMI_HOME. */
export function cliPath(home: string): string {
  return path.join(home, "versions", CLI_VERSION, "bin", EXECUTABLE);
}

/** The PULUMI_HOME that the user's own Pulumi commands use. */
export function userHome(environment: NodeJS.ProcessEnv): string {
  return environment["PULUMI_HOME"] ?? path.join(os.homedir(), ".pulumi");
}
