#!/usr/bin/env node
// The door of every npm script: it needs nothing but Node, sees to the npm packages, and hands over to TypeScript.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
const REQUIRED_NODE = [20, 19];

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < REQUIRED_NODE[0] || (major === REQUIRED_NODE[0] && minor < REQUIRED_NODE[1])) {
    fail(`Node ${process.versions.node} is too old: install Node ${REQUIRED_NODE.join(".")} or later (https://nodejs.org) and run the command again.`);
  }
}

/** The installed packages are the lock file's: its digest is noted after each installation that went through. */
function ensurePackages() {
  const lock = path.join(root, "package-lock.json");
  const note = path.join(root, "node_modules", ".kianax-lock");
  const digest = createHash("sha256").update(readFileSync(lock)).digest("hex");
  if (existsSync(note) && readFileSync(note, "utf8") === digest) {
    return;
  }
  process.stderr.write("Installing the npm packages of package-lock.json (about half a minute) …\n");
  rmSync(note, { force: true });
  // Nothing we use needs an install script, and those of the provider SDKs would download plugins.
  const { status, error } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (error || status !== 0) {
    fail(`npm could not install the packages (${error ? error.message : `exit code ${status}`}); check that npm works and reaches its registry, then run the command again.`);
  }
  mkdirSync(path.dirname(note), { recursive: true });
  writeFileSync(note, digest);
}

checkNode();
ensurePackages();
process.env.TS_NODE_TRANSPILE_ONLY = "true";
process.env.TS_NODE_PROJECT = path.join(root, "tsconfig.json");
const { createRequire } = await import("node:module");
const require = createRequire(path.join(root, "package.json"));
require("ts-node/register/transpile-only");
await require(path.join(root, "local-cloud", "cli", "main.ts")).main(root, process.argv.slice(2));
