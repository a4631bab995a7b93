/** Programs compiled from their Go modules, and files that modules carry. */
import { spawn, spawnSync } from "node:child_process";
import os from "node:os";
import { SetupError } from "./setup-error";

export type Progress = (line: string) => void;

export interface GoBuild {
  /** Folder with the go.mod and go.sum that pin everything. */
  readonly module: string;
  /** Import paths of the programs. */
  readonly packages: readonly string[];
  /** File of one program, or an existing folder for several. */
  readonly output: string;
  /** Values of string variables, such as a version, by their import path and name. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Leaves half of the processor to others. @default false */
  readonly nice?: boolean;
  readonly environment: NodeJS.ProcessEnv;
  readonly progress: Progress;
}

const REPORT_EVERY_MS = 10_000;
const LAST_LINES = 15;

/** What `go version` says. @param otherwise - the sentence for a machine without Go */
export function goVersion(environment: NodeJS.ProcessEnv, otherwise: string): string {
  const { status, stdout } = spawnSync("go", ["version"], { env: environment, encoding: "utf8" });
  if (status !== 0) {
    throw new SetupError(otherwise);
  }
  return stdout.trim();
}

/** Compiles, showing where it is; resolves to the exit code, the compiler's last lines said. */
export function goBuild({ module, packages, output, variables = {}, nice = false, environment, progress }: GoBuild): Promise<number> {
  const assignments = Object.entries(variables).map(([name, value]) => ` -X ${name}=${value}`);
  const child = spawn("go", ["build", "-v", "-o", output, "-ldflags", `-s -w${assignments.join("")}`, ...packages], {
    cwd: module,
    env: { ...environment, GOFLAGS: "-mod=readonly", GOWORK: "off", CGO_ENABLED: "0" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (nice && child.pid !== undefined) {
    os.setPriority(child.pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  }
  const started = Date.now();
  const recent: string[] = [];
  let compiled = 0;
  let last = "downloading modules";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    for (const line of text.split("\n").filter((candidate) => candidate.trim() !== "")) {
      recent.push(line);
      recent.splice(0, recent.length - LAST_LINES);
      compiled += 1;
      last = line.trim();
    }
  });
  // go -v names each package as it is compiled.
  const ticker = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000);
    progress(`  ${seconds} s, ${compiled} packages: ${last.slice(0, 70)}`);
  }, REPORT_EVERY_MS);
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

export interface GoModule {
  readonly path: string;
  readonly version: string;
  /** Hash of the module's content, as go.sum would have it. */
  readonly sum: string;
}

/** The folder of a module in Go's own cache, fetched when it is not there; its content is what was reviewed, or there is none. */
export function goModuleFolder({ path, version, sum }: GoModule, environment: NodeJS.ProcessEnv): string {
  const { stdout, stderr } = spawnSync("go", ["mod", "download", "-json", `${path}@${version}`], { env: { ...environment, GOFLAGS: "", GOWORK: "off" }, cwd: os.tmpdir(), encoding: "utf8" });
  const answer = parsed(stdout);
  if (answer.Dir === undefined || answer.Error !== undefined) {
    throw new SetupError(`The Go module ${path} ${version} cannot be fetched: ${(answer.Error ?? stderr ?? "").trim() || "Go is missing"}. Check that Go works (https://go.dev/dl) and reaches its module proxy, or choose a version that it serves.`);
  }
  if (answer.Sum !== sum) {
    throw new SetupError(`The Go module ${path} ${version} is not the one that was reviewed: its sum is ${answer.Sum}, not ${sum}. Find out why before the pinned sum is changed.`);
  }
  return answer.Dir;
}

function parsed(text: string | null): { Dir?: string; Sum?: string; Error?: string } {
  try {
    return JSON.parse(text ?? "") as { Dir?: string; Sum?: string; Error?: string };
  } catch {
    return {};
  }
}
