import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startProgram } from "./process";

/** Says its process id, and would run for an hour. */
const LONG = ["/bin/sh", "-c", "echo $$; exec sleep 3600"];

describe("a program beside a command", () => {
  let folder: string;
  let log: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "kianax-process-"));
    log = path.join(folder, "log");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const pidIn = async (): Promise<number> => {
    for (;;) {
      const pid = Number(read(log));
      if (pid > 0) {
        return pid;
      }
      await sleep(20);
    }
  };
  const ends = async (pid: number): Promise<void> => {
    for (let waits = 0; lives(pid); waits += 1) {
      assert.ok(waits < 100, `process ${pid} still runs`);
      await sleep(50);
    }
  };

  it("ends when it is asked to", async () => {
    const program = startProgram(LONG, log);
    const pid = await pidIn();
    assert.equal(program.hasEnded(), false);
    await program.stop();
    assert.equal(program.hasEnded(), true);
    await ends(pid);
  });

  it("says what it said last when it ends by itself", async () => {
    const program = startProgram(["/bin/sh", "-c", "echo one; echo two >&2; exit 3"], log);
    for (let waits = 0; !program.hasEnded() && waits < 100; waits += 1) {
      await sleep(20);
    }
    assert.equal(program.hasEnded(), true);
    assert.match(program.lastWords(), /one\ntwo|two\none/);
    await program.stop();
  });

  for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
    it(`ends with a command that gets ${signal}`, async () => {
      const script = `require("ts-node/register/transpile-only"); require(${JSON.stringify(path.join(__dirname, "process.ts"))}).startProgram(${JSON.stringify(LONG)}, ${JSON.stringify(log)}); setInterval(() => {}, 1000);`;
      const command = spawn(process.execPath, ["-e", script], { stdio: "ignore" });
      const pid = await pidIn();
      command.kill(signal);
      await ends(pid);
    });
  }
});

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
