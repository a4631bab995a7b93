/** `npm run release:record -- <version>`: keeps the state of the present program's stacks, for later versions to be held against. */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { ensureCli } from "../../local-cloud/engine/cli";
import { localPaths } from "../../local-cloud/engine/paths";
import { stackAccount } from "../../local-cloud/engine/project";
import { capturePulumi, startEngine } from "../../local-cloud/engine/pulumi";
import { LOCAL_ACCOUNT } from "../../local-cloud/store/cloud";
import { recordFolder, writeRecord } from "./records";

const root = path.resolve(__dirname, "..", "..");
const STACKS = ["development", "production"];
const VERSION = /^\d+\.\d+\.\d+$/;

async function record(version: string): Promise<void> {
  const folder = mkdtempSync(path.join(root, ".local", "record-"));
  const paths = localPaths(root, folder);
  try {
    const accounts: Record<string, string> = {};
    const stores: Record<string, string> = {};
    for (const stack of STACKS) {
      say(`Deploying ${stack} to an empty local cloud …`);
      const cli = await ensureCli({ paths, environment: process.env, progress: say });
      const engine = await startEngine({ cli, paths, stack, environment: process.env });
      const { status, stdout, stderr } = await capturePulumi(engine, ["up", "--stack", stack, "--yes", "--skip-preview", "--non-interactive", "--suppress-progress"]);
      await engine.cloud.stop();
      if (status !== 0) {
        throw new Error(`${stack} did not come up, so nothing is recorded:\n${stdout}\n${stderr}`);
      }
      accounts[stack] = stackAccount(paths, stack) ?? LOCAL_ACCOUNT;
      stores[stack] = path.join(paths.cloud, `${accounts[stack]}.jsonl`);
    }
    writeRecord(version, paths, accounts, stores);
    say(`Recorded ${STACKS.join(" and ")} in ${path.relative(root, recordFolder(version))}; commit it with the release.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

const [version = ""] = process.argv.slice(2);
if (!VERSION.test(version)) {
  say(`"${version}" is no version: name the one that is released, such as npm run release:record -- 1.2.3.`);
  process.exitCode = 1;
} else if (existsSync(recordFolder(version))) {
  say(`${version} is recorded already, and what was released does not change: name the next version, or delete ${path.relative(root, recordFolder(version))} if it never was released.`);
  process.exitCode = 1;
} else {
  mkdirSync(path.join(root, ".local"), { recursive: true });
  void record(version).catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
