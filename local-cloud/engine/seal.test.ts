import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse, stringify } from "yaml";
import { SetupError } from "./cli";
import { localPaths, type LocalPaths } from "./paths";
import { prepareProject } from "./project";
import { sealLocalValues } from "./seal";

const SECURE = { secure: "v1:of-aws" };

describe("sealing values for local runs", () => {
  let paths: LocalPaths;
  let runs: readonly string[][];
  beforeEach(() => {
    paths = localPaths(mkdtempSync(path.join(os.tmpdir(), "kianax-seal-")));
    runs = [];
    write(path.join(paths.root, "Pulumi.yaml"), { name: "app", runtime: "nodejs" });
    write(path.join(paths.root, "Pulumi.test.yaml"), { config: { "app:keys": { one: SECURE, mine: "plain" } } });
    write(paths.values, { config: { "app:keys": { one: "made-up", pair: { id: "made-up-id" }, mine: "made-up-too" } } });
  });
  afterEach(() => rmSync(paths.root, { recursive: true, force: true }));

  const write = (file: string, content: unknown): void => writeFileSync(file, stringify(content));
  const copy = (): { config: Record<string, unknown>; encryptionsalt?: string } => parse(readFileSync(path.join(paths.project, "Pulumi.test.yaml"), "utf8")) as never;

  /** A CLI that encrypts as badly as a test can afford. */
  const cli = (args: readonly string[]): { status: number; stderr: string } => {
    runs = [...runs, [...args]];
    const { config, ...rest } = copy();
    const keys: Record<string, unknown> = { ...(config["app:keys"] as object), one: { secure: `v1:${runs.length}` }, pair: { id: { secure: `v1:${runs.length}` } } };
    write(path.join(paths.project, "Pulumi.test.yaml"), { ...rest, config: { ...config, "app:keys": keys } });
    return { status: 0, stderr: "" };
  };
  const run = (): void => {
    prepareProject(paths);
    const { config, encryptionsalt = "salt" } = copy();
    write(path.join(paths.project, "Pulumi.test.yaml"), { config, encryptionsalt });
    sealLocalValues(paths, "test", cli);
  };

  it("hands what the stack leaves open to the CLI, in one command", () => {
    run();
    assert.deepEqual(runs, [["config", "set-all", "--stack", "test", "--path", "--secret", "app:keys.one=made-up", "--secret", "app:keys.pair.id=made-up-id"]]);
    assert.deepEqual(copy().config["app:keys"], { mine: "plain", one: { secure: "v1:1" }, pair: { id: { secure: "v1:1" } } });
    assert.ok(!readFileSync(path.join(paths.project, "Pulumi.test.yaml"), "utf8").includes("made-up"));
    assert.deepEqual(parse(readFileSync(path.join(paths.root, "Pulumi.test.yaml"), "utf8")), { config: { "app:keys": { one: SECURE, mine: "plain" } } });
  });

  it("does so once, and keeps the result for later runs", () => {
    run();
    run();
    prepareProject(paths);
    assert.equal(runs.length, 1);
    assert.deepEqual(copy().config["app:keys"], { mine: "plain", one: { secure: "v1:1" }, pair: { id: { secure: "v1:1" } } });
  });

  it("does it again for another value, and for another key of the stack", () => {
    run();
    write(paths.values, { config: { "app:keys": { one: "another" } } });
    run();
    assert.deepEqual(runs[1]?.slice(-1), ["app:keys.one=another"]);
    write(path.join(paths.project, "Pulumi.test.yaml"), { ...copy(), encryptionsalt: "other salt" });
    run();
    assert.equal(runs.length, 3);
  });

  it("does nothing for a program without such values", () => {
    rmSync(paths.values);
    run();
    assert.deepEqual(runs, []);
    assert.deepEqual(copy().config, { "app:keys": { mine: "plain" } });
  });

  it("says what the CLI says when that refuses", () => {
    prepareProject(paths);
    assert.throws(() => sealLocalValues(paths, "test", () => ({ status: 255, stderr: "error: no such stack\n" })), new SetupError("The values of local-values.yaml could not be sealed: no such stack"));
  });
});
