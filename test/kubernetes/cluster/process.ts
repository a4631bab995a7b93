/** Programs that run beside a command and end with it. */
import { spawn, type ChildProcess } from "node:child_process";
import { createWriteStream, readFileSync } from "node:fs";

export interface Running {
  /** Its last lines, for the sentence about its failure. */
  readonly lastWords: () => string;
  readonly hasEnded: () => boolean;
  /** Asks it to end, and waits until it has. */
  readonly stop: () => Promise<void>;
}

/**
 * The program ends when the pipe that this process holds is closed: on its own end, on Ctrl-C, and when it is killed and can
 * do nothing more. A shell is what waits for that, as neither etcd nor the API server watches its parent.
 */
const GUARD = 'exec 3<&0; "$@" </dev/null 3<&- & child=$!; { cat <&3 >/dev/null; kill -TERM $child 2>/dev/null; } & exec 3<&-; wait $child';

/** @param log - file that takes what the program says */
export function startProgram(command: readonly string[], log: string): Running {
  const child = spawn("/bin/sh", ["-c", GUARD, "guard", ...command], { stdio: ["pipe", "pipe", "pipe"] });
  const file = createWriteStream(log);
  child.stdout.pipe(file);
  child.stderr.pipe(file);
  let ended = false;
  const end = new Promise<void>((resolve) => {
    child.once("error", () => resolve());
    child.once("exit", () => resolve());
  }).then(() => {
    ended = true;
  });
  return {
    lastWords: () => readFileSync(log, "utf8").trim().split("\n").slice(-5).join("\n"),
    hasEnded: () => ended,
    stop: () => stop(child, end),
  };
}

const PATIENCE_MS = 5_000;

async function stop(child: ChildProcess, end: Promise<void>): Promise<void> {
  child.stdin?.end();
  const timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  await end;
  clearTimeout(timer);
}
