import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import * as ts from "typescript";

const nodeModules = resolve(__dirname, "../../../node_modules");

/** Runs a Pulumi program, in a process of its own, against a monitor. */
export async function runProgram(source: string, address: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kianax-program-"));
  try {
    symlinkSync(nodeModules, join(folder, "node_modules"));
    const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
    writeFileSync(join(folder, "index.js"), ts.transpileModule(source, { compilerOptions }).outputText);
    writeFileSync(join(folder, "Pulumi.yaml"), "name: feas\nruntime: nodejs\n");
    writeFileSync(join(folder, "package.json"), JSON.stringify({ main: "index.js" }));
    const run = join(nodeModules, "@pulumi/pulumi/cmd/run");
    const options = ["--monitor", address, "--engine", address, "--project", "feas", "--stack", "real", "--pwd", folder];
    await execute(process.execPath, [run, ...options, "--parallel", "16", "index.js"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function execute(command: string, args: readonly string[]): Promise<void> {
  // Mocks of other suites leave Pulumi's settings in the environment of this process.
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("PULUMI_")));
  const child = spawn(command, args, {
    env: { ...environment, PULUMI_CONFIG: JSON.stringify({ "aws:region": "us-east-1" }) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => (code === 0 ? done() : fail(new Error(`The program ended with ${code}: ${output}`))));
  });
}
