/** The programs of the Kubernetes tests, compiled from their Go modules once for each version. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { goBuild, goVersion, type Progress } from "../../../local-cloud/engine/go";
import { withLock } from "../../../local-cloud/engine/lock";
import { SetupError } from "../../../local-cloud/engine/setup-error";
import { isExecutable, place, stagingFolder } from "../../../local-cloud/engine/staging";

interface ToolModule {
  /** What is said while it is made. */
  readonly purpose: string;
  /** Import path of each program, by the name of its file. */
  readonly programs: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
  /** On two cores with nothing compiled before; measured. */
  readonly minutes: number;
}

/** Of kube-apiserver; the minor one is the cluster's, and the newest of it that the module proxy serves. */
export const CONTROL_PLANE_VERSION = "1.35.4";
const [MAJOR = "", MINOR = ""] = CONTROL_PLANE_VERSION.split(".");

/** Modules of this folder: programs that share one belong together, so that their versions fit. */
const MODULES = {
  "control-plane": {
    purpose: `kube-apiserver ${CONTROL_PLANE_VERSION} and etcd`,
    // etcd in the version that this Kubernetes is built and tested with. Go names a program after its module's last step but the version.
    programs: { "kube-apiserver": "k8s.io/kubernetes/cmd/kube-apiserver", server: "go.etcd.io/etcd/server/v3" },
    // As its own build sets them: hack/lib/version.sh of k8s.io/kubernetes. The API server says this version.
    variables: { "k8s.io/component-base/version.gitVersion": `v${CONTROL_PLANE_VERSION}`, "k8s.io/component-base/version.gitMajor": MAJOR, "k8s.io/component-base/version.gitMinor": MINOR },
    minutes: 6,
  },
  helm: { purpose: "Helm 3.20", programs: { helm: "helm.sh/helm/v3/cmd/helm" }, minutes: 2 },
  judges: { purpose: "kube-score and actionlint", programs: { "kube-score": "github.com/zegl/kube-score/cmd/kube-score", actionlint: "github.com/rhysd/actionlint/cmd/actionlint" }, minutes: 1 },
} as const satisfies Readonly<Record<string, ToolModule>>;

export type ToolModuleName = keyof typeof MODULES;
export const TOOL_MODULES = Object.keys(MODULES) as readonly ToolModuleName[];

export interface ToolSources {
  /** Root of the checkout. */
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly progress: Progress;
}

/** Where a version's programs are; the folder's name follows from what pins them. */
export function toolsFolder(root: string, name: ToolModuleName): string {
  const digest = createHash("sha256");
  for (const file of ["go.mod", "go.sum"]) {
    digest.update(readFileSync(path.join(moduleFolder(root, name), file)));
  }
  return path.join(root, ".local", "tools", `${name}-${digest.digest("hex").slice(0, 12)}`);
}

/** Finds the programs of a module, or compiles them; gives their folder. */
export async function ensureTools(name: ToolModuleName, sources: ToolSources): Promise<string> {
  const folder = toolsFolder(sources.root, name);
  const whole = (): boolean => Object.keys(MODULES[name].programs).every((program) => isExecutable(path.join(folder, program)));
  if (!whole()) {
    mkdirSync(path.dirname(folder), { recursive: true });
    await withLock(`${folder}.lock`, sources.progress, async () => {
      // Another run may have made them while this one waited.
      if (!whole()) {
        await compile(name, folder, sources);
      }
    });
  }
  return folder;
}

async function compile(name: ToolModuleName, folder: string, { root, environment, progress }: ToolSources): Promise<void> {
  const { purpose, programs, minutes, variables }: ToolModule = MODULES[name];
  const go = goVersion(environment, `The Kubernetes tests compile ${purpose}, and Go is missing: install Go 1.26 or later (https://go.dev/dl), and run the command again.`);
  const staging = stagingFolder(path.dirname(folder));
  try {
    progress(`Compiling ${purpose} with ${go}: about ${minutes} minute${minutes === 1 ? "" : "s"}, once.`);
    const code = await goBuild({ module: moduleFolder(root, name), packages: Object.values(programs), output: `${staging}${path.sep}`, ...(variables === undefined ? {} : { variables }), nice: true, environment, progress });
    const missing = Object.keys(programs).filter((program) => !isExecutable(path.join(staging, program)));
    if (code !== 0 || missing.length > 0) {
      throw new SetupError(
        `Go could not compile ${purpose} (exit code ${code}); its last lines above say why. ` +
          `It needs the Go module proxy, which must serve the versions of test/kubernetes/tools/${name}/go.mod, and 5 GB of free disk.`,
      );
    }
    place(staging, folder);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function moduleFolder(root: string, name: ToolModuleName): string {
  return path.join(root, "test", "kubernetes", "tools", name);
}
