/** The Node language host against the real engine: programs, provider plugins, policy packs, cancel. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startRun, succeeded, type Run } from "./harness";

const fixtures = path.join(__dirname, "fixtures");

describe("the language host", () => {
  let run: Run;
  before(async () => (run = await startRun("test", { program: path.join(fixtures, "program") })));
  after(() => run.stop());
  afterEach(() => run.restart());

  const pack = ["--policy-pack", path.join(fixtures, "pack")];
  const mood = (name: string): { set: string[] } => ({ set: [`language-host:mood=${name}`] });

  it("runs a program and a provider plugin, and shows what the program prints", async () => {
    const up = await run.operate("up");
    succeeded(up);
    assert.match(up.output, /stack test, project language-host, preview false/);
    assert.match(up.output, /echo\s*:\s*"hello"/);
  });

  it("tells a program that it is a preview", async () => {
    const preview = await run.operate("preview");
    succeeded(preview);
    assert.match(preview.output, /preview true/);
  });

  it("runs a policy pack that lets pass and refuses", async () => {
    succeeded(await run.operate("preview", { flags: pack }));
    const refused = await run.operate("preview", { flags: pack, set: ["language-host:text=forbidden"] });
    assert.notEqual(refused.status, 0);
    assert.deepEqual(refused.findings.map(({ policy, message }) => [policy, message.includes("The text is the forbidden word; choose another.")]), [
      ["no-forbidden-word", true],
    ]);
  });

  it("reports a program's exception with its place, and a refusal without", async () => {
    const thrown = await run.operate("preview", mood("throw"));
    assert.notEqual(thrown.status, 0);
    assert.match(thrown.output, /the program threw this/);
    assert.match(thrown.output, /index\.ts:\d+/);
    const refused = await run.operate("preview", mood("refuse"));
    assert.notEqual(refused.status, 0);
    assert.match(refused.output, /the program refused this/);
    assert.doesNotMatch(refused.output, /index\.ts:\d+/);
  });

  it("reports a program that leaves with an exit code", async () => {
    const left = await run.operate("preview", mood("exit"));
    assert.notEqual(left.status, 0);
    assert.match(left.output, /The program ended with exit code 7\./);
  });

  it("answers pulumi about", async () => {
    const about = await run.pulumi("about", "--stack", "test");
    succeeded(about);
    assert.match(about.output, new RegExp(`version='${process.version}'`));
  });

  it("ends the program on Ctrl-C and leaves no process behind", async () => {
    run.engine.environment["KIANAX_TEST_MARK"] = `mark-${process.pid}`;
    const { engine, paths } = run;
    const child = spawn(engine.cli.executable, ["preview", "--stack", "test", "--non-interactive", "--config", "language-host:mood=hang"], {
      cwd: paths.project,
      env: engine.environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    await new Promise<void>((resolve) => {
      child.stdout.on("data", (text: Buffer) => {
        if (text.toString().includes("preview true")) {
          resolve();
        }
      });
    });
    child.kill("SIGINT");
    await sleep(500);
    child.kill("SIGINT"); // The second one does not wait for the program.
    assert.notEqual(await ended, 0);
    for (let tries = 0; tries < 50 && marked().length > 0; tries += 1) {
      await sleep(100);
    }
    assert.deepEqual(marked(), []);
  });
});

/** Processes of this test that still run, told by a mark in their environment (Linux). */
function marked(): string[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .filter((entry) => {
      try {
        return readFileSync(`/proc/${entry}/environ`, "utf8").includes(`KIANAX_TEST_MARK=mark-${process.pid}`);
      } catch {
        return false;
      }
    });
}
