/** One process at a time. A lock whose holder has died is taken over. */
import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

export async function withLock<T>(file: string, progress: (line: string) => void, work: () => Promise<T>): Promise<T> {
  const release = await takeLock(file, progress);
  try {
    return await work();
  } finally {
    release();
  }
}

/** Waits for the lock, and gives what gives it back. */
export async function takeLock(file: string, progress: (line: string) => void): Promise<() => void> {
  for (let waits = 0; !tryTake(file); waits += 1) {
    if (isStale(file)) {
      rmSync(file, { force: true });
      continue;
    }
    if (waits % 20 === 0) {
      progress(`Waiting for another run that is at the same step (process ${holder(file)}).`);
    }
    await sleep(500);
  }
  return () => rmSync(file, { force: true });
}

function tryTake(file: string): boolean {
  try {
    const descriptor = openSync(file, "wx");
    writeSync(descriptor, String(process.pid));
    closeSync(descriptor);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") {
      return false;
    }
    throw error;
  }
}

function holder(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isStale(file: string): boolean {
  const pid = holder(file);
  if (pid === undefined) {
    return false; // Just taken, its number not written yet; or just given back.
  }
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
