/** Ctrl-C in the middle of an up: what exists is recorded, and the next run goes on from there. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { startRun, succeeded, type Run } from "./harness";

describe("an up that is interrupted", () => {
  let run: Run;
  before(async () => (run = await startRun("development")));
  after(() => run.stop());

  it("stops in good order and goes on at the next up", async () => {
    const status = await interruptedUp(run, 40);
    assert.notEqual(status, 0);
    const standing = run.engine.cloud.cloud.all().length;
    assert.ok(standing >= 40);
    const up = await run.operate("up");
    succeeded(up);
    assert.ok((up.changes["same"] ?? 0) > 0, "the second run should find what the first one made");
    succeeded(await run.operate("preview", { flags: ["--expect-no-changes"] }));
  });
});

/** Sends the signal of Ctrl-C once so many things exist. */
function interruptedUp({ engine, paths }: Run, existing: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(engine.cli.executable, ["up", "--stack", "development", "--yes", "--skip-preview", "--non-interactive"], {
      cwd: paths.project,
      env: engine.environment,
      stdio: "ignore",
    });
    const watch = setInterval(() => {
      if (engine.cloud.cloud.all().length >= existing) {
        clearInterval(watch);
        child.kill("SIGINT");
      }
    }, 5);
    child.once("error", reject);
    child.once("close", (code) => {
      clearInterval(watch);
      resolve(code);
    });
  });
}
