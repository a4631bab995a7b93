/** The scanners: Python packages in an environment of their own, made once and kept as long as requirements.txt stays the same. */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { SetupError } from "../local-cloud/engine/cli";

export type Scanner = "checkov" | "parliament" | "zizmor";
/** Those that are programs of their own; the others are scripts of Python. */
const PROGRAMS: ReadonlySet<Scanner> = new Set(["zizmor"]);

export interface Finished {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a scanner in a folder, for its output. */
export type Tools = (scanner: Scanner, args: readonly string[], folder: string) => Promise<Finished>;

export interface ToolOptions {
  readonly root: string;
  readonly progress: (line: string) => void;
}

/** The oldest Python that the pinned versions install on. */
const OLDEST_PYTHON = { major: 3, minor: 11 };
const REPORT_EVERY_MS = 10_000;

/** Finds the scanners, or installs them. */
export async function ensureTools({ root, progress }: ToolOptions): Promise<Tools> {
  const requirements = path.join(root, "scan", "requirements.txt");
  const version = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = path.join(root, ".local", "scan", `python-${version}`);
  if (!existsSync(folder)) {
    await install(folder, requirements, progress);
  }
  const bin = path.join(folder, "bin");
  // Scripts through the interpreter: they themselves name the folder in which they were installed first.
  return (scanner, args, cwd) => (PROGRAMS.has(scanner) ? run(path.join(bin, scanner), args, cwd) : run(path.join(bin, "python"), [path.join(bin, scanner), ...args], cwd));
}

/** Installs under another name first: an interrupted installation leaves nothing that looks whole. */
async function install(folder: string, requirements: string, progress: (line: string) => void): Promise<void> {
  const python = findPython();
  const staging = `${folder}.${process.pid}`;
  mkdirSync(path.dirname(folder), { recursive: true });
  progress("Installing the scanners of scan/requirements.txt (about a minute, once) …");
  const started = Date.now();
  const reporting = setInterval(() => progress(`  ${Math.round((Date.now() - started) / 1000)} s`), REPORT_EVERY_MS);
  try {
    await succeed(python, ["-m", "venv", staging], "cannot make an environment of its own: install its venv module (python3-venv on Debian)");
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", requirements];
    await succeed(path.join(staging, "bin", "python"), pip, "could not install the packages of scan/requirements.txt: check that its package index is reachable");
    renameSync(staging, folder);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw error;
  } finally {
    clearInterval(reporting);
  }
}

function findPython(): string {
  for (const candidate of ["python3", "python"]) {
    const { status, stdout } = spawnSync(candidate, ["-c", "import sys; print(*sys.version_info[:2])"], { encoding: "utf8" });
    const [major = 0, minor = 0] = status === 0 ? stdout.trim().split(" ").map(Number) : [];
    if (major === OLDEST_PYTHON.major && minor >= OLDEST_PYTHON.minor) {
      return candidate;
    }
  }
  throw new SetupError(`The scanners need Python ${OLDEST_PYTHON.major}.${OLDEST_PYTHON.minor} or later, and python3 is not that: install it, and run the command again.`);
}

async function succeed(command: string, args: readonly string[], otherwise: string): Promise<void> {
  const { status, stderr } = await run(command, args, process.cwd());
  if (status !== 0) {
    throw new SetupError(`Python ${otherwise}.\n${stderr.trim().split("\n").slice(-5).join("\n")}`);
  }
}

function run(command: string, args: readonly string[], cwd: string): Promise<Finished> {
  return new Promise((resolve, reject) => {
    // No update checks, no telemetry: a scan needs no network.
    const child = spawn(command, args, { cwd, env: { ...process.env, LOG_LEVEL: "ERROR", PYTHONWARNINGS: "ignore" }, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.once("error", reject);
    child.once("close", (code) => resolve({ status: code ?? 1, stdout, stderr }));
  });
}
