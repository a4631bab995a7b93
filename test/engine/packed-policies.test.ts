/** The policy pack as another team has it: from its tarball, with a profile, exemptions and a rule of that team. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { packPolicies } from "../../policies/tools/package";
import { repository, startRun, succeeded, type Run } from "./harness";

const EXAMPLE = path.join(repository, "examples", "guarded");

describe("the policy pack from its tarball", () => {
  let folder: string;
  let own: string;
  let installed: string;
  let run: Run;

  before(async () => {
    mkdirSync(path.join(repository, ".local"), { recursive: true });
    folder = mkdtempSync(path.join(repository, ".local", "test-packed-"));
    const program = path.join(folder, "acme");
    cpSync(EXAMPLE, program, { recursive: true, filter: (file) => path.basename(file) !== "node_modules" });
    own = path.join(program, "policies");
    execFileSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error", packPolicies(path.join(folder, "packed"))], { cwd: own, stdio: ["ignore", "ignore", "inherit"] });
    installed = path.join(own, "node_modules", "@kianax", "policies");
    reviewedToday(path.join(own, "exemptions.json"));
    run = await startRun("dev", { program });
  });
  after(async () => {
    await run.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const preview = (pack: string, profile: string) => run.operate("preview", { flags: ["--policy-pack", pack, "--policy-pack-config", profile] });
  const kianaxPolicies = (...args: string[]) => spawnSync(process.execPath, [path.join(installed, "cli", "main.js"), ...args], { encoding: "utf8" });

  it("holds no source, no test and no exemption of ours", () => {
    assert.ok(existsSync(path.join(installed, "index.js")));
    for (const absent of ["index.ts", "exemptions.json", "testing", "tools", "analyzer", "kernel/value.test.js"]) {
      assert.ok(!existsSync(path.join(installed, absent)), absent);
    }
  });

  it("lets through what the team's profile and exemptions let through, and says so", async () => {
    const outcome = await preview(own, path.join(own, "profile.json"));
    succeeded(outcome);
    assert.match(outcome.output, /acme@v1\.0\.0/);
    assert.match(outcome.output, /reports \(aws:kms\/key:Key\): is exempt from kms-rotation for 90 more days \(ACME-12, security@acme\.example\)/);
  });

  it("refuses by its own rules and by the team's", async () => {
    const file = path.join(run.paths.program, "index.ts");
    const program = readFileSync(file, "utf8");
    writeFileSync(file, program.replace("messageRetentionSeconds: twoWeeks, tags", "tags").replace('"Reports", deletionWindowInDays: 30', '"Reports", deletionWindowInDays: 7'));
    const { status, output } = await preview(own, path.join(own, "profile.json"));
    writeFileSync(file, program);
    assert.notEqual(status, 0);
    assert.match(output, /\[mandatory\].* acme-queue-retention .*\n.*\n.*jobs \(aws:sqs\/queue:Queue\): messageRetentionSeconds is not set, and must be 1209600\./);
    assert.match(output, /\[mandatory\].* kms-deletion-window .*/);
  });

  it("runs by itself, at its strictest", async () => {
    const { status, output } = await preview(installed, path.join(installed, "profiles", "strict.json"));
    assert.notEqual(status, 0);
    assert.match(output, /kianax@v0\.1\.0/);
    assert.match(output, /\[mandatory\].* kms-rotation /);
    assert.doesNotMatch(output, /acme-queue-retention|exempt/);
  });

  it("judges the team's files before the engine passes a misspelt name in silence", () => {
    const good = kianaxPolicies("profile", path.join(own, "profile.json"), path.join(installed, "profiles", "strict.json"));
    assert.deepEqual([good.status, good.stdout, good.stderr], [0, "Nothing is wrong.\n", ""]);
    const file = path.join(folder, "profile.json");
    writeFileSync(file, JSON.stringify({ "rds-mutli-az": "disabled", "kms-rotation": "off" }));
    const bad = kianaxPolicies("profile", file);
    assert.equal(bad.status, 1);
    assert.match(bad.stdout, /profile\.json: there is no rule "rds-mutli-az"; .*\n.*profile\.json: kms-rotation is at the level "off"; choose advisory, mandatory, disabled\.\n2 things are wrong\.\n/);
  });
});

/** The example's day comes and goes; what is tested here does not. */
function reviewedToday(file: string): void {
  const inNinetyDays = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
  writeFileSync(file, readFileSync(file, "utf8").replace(/"expires": "[^"]*"/, `"expires": "${inNinetyDays}"`));
}
