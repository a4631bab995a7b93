import assert from "node:assert/strict";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { goModuleFolder } from "../../../local-cloud/engine/go";
import { SetupError } from "../../../local-cloud/engine/setup-error";
import { CRD_MODULES } from "../crds/crds";
import { CONTROL_PLANE_VERSION, ensureTools, TOOL_MODULES, toolsFolder } from "./tools";
import { ROOT } from "../root";

describe("the programs of the Kubernetes tests", () => {
  let root: string;
  const lines: string[] = [];
  const progress = (line: string): void => void lines.push(line);
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), "kianax-tools-"));
    cpSync(path.join(ROOT, "test", "kubernetes", "tools"), path.join(root, "test", "kubernetes", "tools"), { recursive: true });
    lines.length = 0;
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** A PATH with nothing but a Go of ours. */
  const withGo = (script: string): NodeJS.ProcessEnv => {
    const bin = path.join(root, "bin");
    mkdirSync(bin, { recursive: true });
    writeFileSync(path.join(bin, "go"), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(bin, "go"), 0o755);
    return { PATH: `${bin}:/usr/bin:/bin` };
  };
  const version = 'if [ "$1" = version ]; then echo "go version go1.26.8 test"; exit 0; fi\n';
  /** "Compiles" by writing the programs into the folder after -o. */
  const compiler = `${version}echo compiled >> $COUNT\nfor name in kube-score actionlint; do printf "#!/bin/sh\\n" > "$4$name"; chmod +x "$4$name"; done`;
  const sources = (environment: NodeJS.ProcessEnv) => ({ root, environment: { ...environment, COUNT: path.join(root, "count") }, progress });

  it("are compiled once, for two runs at a time too, and put in place whole", async () => {
    const folders = await Promise.all([ensureTools("judges", sources(withGo(compiler))), ensureTools("judges", sources(withGo(compiler)))]);
    assert.deepEqual(folders, [toolsFolder(root, "judges"), toolsFolder(root, "judges")]);
    assert.equal(readFileSync(path.join(root, "count"), "utf8"), "compiled\n");
    assert.deepEqual(readdirSync(path.join(root, ".local", "tools")), [path.basename(toolsFolder(root, "judges"))]);
    assert.ok(lines.includes("Compiling kube-score and actionlint with go version go1.26.8 test: about 1 minute, once."));
  });

  it("are compiled anew when another version is pinned", async () => {
    const before = await ensureTools("judges", sources(withGo(compiler)));
    writeFileSync(path.join(root, "test", "kubernetes", "tools", "judges", "go.sum"), "other\n");
    assert.notEqual(await ensureTools("judges", sources(withGo(compiler))), before);
  });

  it("leave nothing behind when they cannot be compiled, and say why", async () => {
    await assert.rejects(ensureTools("judges", sources(withGo(`${version}echo "module not found" >&2; exit 1`))), /^Error: Go could not compile kube-score and actionlint \(exit code 1\).*test\/kubernetes\/tools\/judges\/go\.mod/);
    assert.deepEqual(readdirSync(path.join(root, ".local", "tools")), []);
    assert.ok(lines.includes("  module not found"));
  });

  it("name what to install when Go is missing", async () => {
    await assert.rejects(
      ensureTools("helm", sources(withGo("exit 127"))),
      new SetupError("The Kubernetes tests compile Helm 3.20, and Go is missing: install Go 1.26 or later (https://go.dev/dl), and run the command again."),
    );
    assert.equal(existsSync(toolsFolder(root, "helm")), false);
  });

  it("are pinned in their modules' own files", () => {
    const pinned = (name: string): string => readFileSync(path.join(ROOT, "test", "kubernetes", "tools", name, "go.mod"), "utf8");
    assert.deepEqual(TOOL_MODULES, ["control-plane", "helm", "judges"]);
    assert.match(pinned("control-plane"), new RegExp(`k8s\\.io/kubernetes v${CONTROL_PLANE_VERSION.replaceAll(".", "\\.")}[ \\n]`));
    // The 31 modules of Kubernetes' own repository, which its go.mod replaces by folders.
    assert.equal(pinned("control-plane").match(new RegExp(` => k8s\\.io/[a-z-]+ v0${CONTROL_PLANE_VERSION.slice(1).replaceAll(".", "\\.")}`, "g"))?.length, 31);
    assert.match(pinned("helm"), /helm\.sh\/helm\/v3 v3\.20\./);
  });
});

describe("a Go module that carries files", () => {
  const [module] = CRD_MODULES;
  assert.ok(module);

  it("is the one that was reviewed, or none", () => {
    assert.throws(() => goModuleFolder({ ...module, sum: "h1:other" }, process.env), /github\.com\/argoproj\/argo-cd\/v3 v3\.2\.0 is not the one that was reviewed: its sum is h1:m2eGAV.*, not h1:other/);
  });

  it("is named in a sentence when it is not served", () => {
    assert.throws(() => goModuleFolder({ ...module, version: "v0.0.0-none" }, { ...process.env, GOPROXY: "off" }), /^Error: The Go module github\.com\/argoproj\/argo-cd\/v3 v0\.0\.0-none cannot be fetched: .*Check that Go works/s);
  });

  it("needs Go", () => {
    assert.throws(() => goModuleFolder(module, { PATH: "" }), /cannot be fetched: Go is missing/);
  });
});
