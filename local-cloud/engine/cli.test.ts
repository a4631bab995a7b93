import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ensureCli, SetupError } from "./cli";
import { takeLock, withLock } from "./lock";
import { cliPath, localPaths, type LocalPaths } from "./paths";

const repository = path.resolve(__dirname, "..", "..");

describe("finding and making the CLI", () => {
  let folder: string;
  let paths: LocalPaths;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "kianax-cli-"));
    mkdirSync(path.join(folder, "node_modules", "pulumi"), { recursive: true });
    mkdirSync(path.join(folder, "local-cloud", "engine", "cli-module"), { recursive: true });
    paths = localPaths(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Stand-ins of programs on the PATH: nothing else is there. */
  const environment = (programs: Readonly<Record<string, string>>): NodeJS.ProcessEnv => {
    const bin = path.join(folder, "bin");
    mkdirSync(bin, { recursive: true });
    for (const [name, script] of Object.entries(programs)) {
      writeFileSync(path.join(bin, name), `#!/bin/sh\n${script}\n`);
      chmodSync(path.join(bin, name), 0o755);
    }
    return { PATH: `${bin}:/usr/bin:/bin`, PULUMI_HOME: path.join(folder, "user-home") };
  };
  const wrapper = (script: string): void => writeFileSync(path.join(folder, "node_modules", "pulumi", "run.js"), script);
  const put = (home: string): string => {
    const executable = cliPath(home);
    mkdirSync(path.dirname(executable), { recursive: true });
    for (const file of [executable, path.join(path.dirname(executable), "pulumi-language-nodejs")]) {
      writeFileSync(file, "#!/bin/sh\n");
      chmodSync(file, 0o755);
    }
    return executable;
  };
  const lines: string[] = [];
  const progress = (line: string): void => void lines.push(line);
  const failingDownload = "process.exit(1);";
  /** A Go that "compiles" by writing the file that follows -o. */
  const compiler = 'if [ "$1" = version ]; then echo "go version go1.26.8 test"; exit 0; fi\necho some/package >&2\nprintf "#!/bin/sh\\n" > "$4"; chmod +x "$4"';

  it("takes the version that the npm package has in its cache", async () => {
    const executable = put(paths.home);
    assert.deepEqual(await ensureCli({ paths, environment: environment({}), progress }), { executable });
  });

  it("takes the user's own cache when the local one is empty", async () => {
    const executable = put(path.join(folder, "user-home"));
    assert.deepEqual(await ensureCli({ paths, environment: environment({}), progress }), { executable });
  });

  it("lets the npm package download it, and puts it in place whole", async () => {
    wrapper(`const fs = require("fs"), path = require("path");
      const bin = path.join(process.env.PULUMI_HOME, "versions", process.env.PULUMI_VERSION, "bin");
      fs.mkdirSync(bin, { recursive: true });
      for (const name of ["pulumi", "pulumi-language-nodejs"]) fs.writeFileSync(path.join(bin, name), "#!/bin/sh\\n", { mode: 0o755 });`);
    assert.deepEqual(await ensureCli({ paths, environment: environment({}), progress }), { executable: cliPath(paths.home) });
    assert.ok(existsSync(cliPath(paths.home)));
  });

  it("does not hang on a download that never answers", async () => {
    wrapper("setInterval(() => {}, 1000);");
    const cli = await ensureCli({ paths, environment: environment({ go: compiler }), progress, downloadTimeoutMs: 300 });
    assert.equal(cli.executable, cliPath(paths.home));
  });

  it("compiles it where the download fails, with the language host beside it", async () => {
    wrapper(failingDownload);
    const cli = await ensureCli({ paths, environment: environment({ go: compiler }), progress });
    assert.ok(existsSync(path.join(path.dirname(cli.executable), "pulumi-language-nodejs")));
    assert.ok(lines.some((line) => line.startsWith("Compiling Pulumi 3.255.0 with go version go1.26.8")));
  });

  it("leaves nothing behind when the compiler fails", async () => {
    wrapper(failingDownload);
    const broken = 'if [ "$1" = version ]; then echo "go version go1.26.8 test"; exit 0; fi\necho "no space left" >&2; exit 1';
    await assert.rejects(ensureCli({ paths, environment: environment({ go: broken }), progress }), /Go could not compile Pulumi 3\.255\.0 \(exit code 1\)/);
    assert.deepEqual(readdirSync(path.join(paths.home, "versions")), []);
    assert.equal(existsSync(path.join(paths.home, "cli.lock")), false);
  });

  it("says in one sentence what to install when there is neither network nor Go", async () => {
    wrapper(failingDownload);
    await assert.rejects(
      ensureCli({ paths, environment: environment({ go: "exit 127" }), progress }),
      new SetupError(
        "Pulumi 3.255.0 is neither installed nor downloadable here, and Go is missing to compile it: " +
          "install Go 1.26 or later (https://go.dev/dl), or connect this machine to the internet, and run the command again.",
      ),
    );
  });

  it("makes it once for two runs at a time", async () => {
    wrapper(failingDownload);
    const counting = compiler.replace("echo some/package >&2", `echo compiled >> ${folder}/count`);
    const sources = { paths, environment: environment({ go: counting }), progress };
    await Promise.all([ensureCli(sources), ensureCli(sources)]);
    const { readFileSync } = await import("node:fs");
    assert.equal(readFileSync(path.join(folder, "count"), "utf8"), "compiled\n");
  });

  it("pins one version in the npm package, the Go module and the code", async () => {
    const { readFileSync } = await import("node:fs");
    const manifest = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8")) as { devDependencies: Record<string, string> };
    const module = readFileSync(path.join(repository, "local-cloud", "engine", "cli-module", "go.mod"), "utf8");
    assert.equal(manifest.devDependencies["pulumi"], "3.255.0");
    assert.match(module, /github\.com\/pulumi\/pulumi\/pkg\/v3 v3\.255\.0/);
  });
});

describe("a lock", () => {
  it("is taken over from a holder that died", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "kianax-lock-"));
    const file = path.join(folder, "lock");
    writeFileSync(file, "999999999");
    assert.equal(await withLock(file, () => undefined, async () => "done"), "done");
    assert.equal(existsSync(file), false);
    rmSync(folder, { recursive: true });
  });

  it("is waited for, and says so", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "kianax-lock-"));
    const file = path.join(folder, "lock");
    const release = await takeLock(file, () => undefined);
    const said: string[] = [];
    const second = takeLock(file, (line) => said.push(line));
    assert.deepEqual(said, [`Waiting for another run that is at the same step (process ${process.pid}).`]);
    release();
    (await second)();
    assert.equal(existsSync(file), false);
    rmSync(folder, { recursive: true });
  });
});
