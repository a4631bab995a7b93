/** Charts rendered and linted by Helm, without touching the checkout. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse } from "yaml";
import type { KubernetesObject } from "../cluster/objects";
import { objectsIn } from "../cluster/yaml";

export interface Chart {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
  /** A library is a part of other charts and renders nothing by itself. */
  readonly library: boolean;
}

export interface Release {
  readonly name: string;
  readonly namespace: string;
  /** Files of values beside the chart, later ones over earlier. */
  readonly files: readonly string[];
  /** Values over those of the files, as Argo CD's valuesObject is. */
  readonly values: unknown;
  /** Kinds that are in the cluster besides Kubernetes' own, such as `monitoring.coreos.com/v1/ServiceMonitor`: charts may ask for them. */
  readonly kinds?: readonly string[];
}

/** What Helm says when a chart does not render or lint. */
export class ChartError extends Error {}

export class Helm {
  /** @param executable - the helm program. @param kubeVersion - version of the API server that charts are rendered for */
  constructor(private readonly executable: string, private readonly kubeVersion: string, private readonly work: Workshop) {}

  /** The objects that Argo CD would get of a chart: hooks and tests, too. */
  render(chart: Chart, release: Release): KubernetesObject[] {
    const text = this.run(chart, ["template", release.name, chart.folder, "--namespace", release.namespace, "--kube-version", this.kubeVersion, "--include-crds", ...(release.kinds ?? []).flatMap((kind) => ["--api-versions", kind]), ...this.valueFlags(chart, release)]);
    return objectsIn(text, `chart ${chart.name}`);
  }

  lint(chart: Chart, release?: Release): void {
    this.run(chart, ["lint", chart.folder, "--strict", "--quiet", "--kube-version", this.kubeVersion, ...(release === undefined ? [] : ["--namespace", release.namespace, ...this.valueFlags(chart, release)])]);
  }

  /** Brings the charts that a chart is made of into it; all of them are beside it. */
  dependencies(chart: Chart): void {
    const missing = dependenciesOf(chart.folder).filter(({ name }) => !existsSync(path.join(chart.folder, "charts", name)));
    if (missing.length > 0) {
      this.run(chart, ["dependency", "update", chart.folder, "--skip-refresh"]);
    }
  }

  private valueFlags(chart: Chart, { files, values }: Release): string[] {
    const own = path.join(this.work.folder, "values.json");
    writeFileSync(own, JSON.stringify(values));
    return [...files.flatMap((file) => ["--values", path.join(chart.folder, file)]), "--values", own];
  }

  private run(chart: Chart, args: readonly string[]): string {
    const home = path.join(this.work.folder, "helm");
    // No repositories, plugins or settings of whoever runs this.
    const env = { PATH: process.env["PATH"], HELM_CONFIG_HOME: home, HELM_CACHE_HOME: home, HELM_DATA_HOME: home, KUBECONFIG: path.join(home, "none") };
    const { status, stdout, stderr, error } = spawnSync(this.executable, args, { env, encoding: "utf8", maxBuffer: 1 << 26 });
    if (status !== 0) {
      throw new ChartError(`chart ${chart.name}: ${[error?.message ?? "", stdout, stderr].join("\n").trim().replaceAll(this.work.folder, "charts")}`);
    }
    return stdout;
  }
}

/** A copy of charts to work in: dependencies are unpacked into them. */
export class Workshop {
  private constructor(readonly folder: string, readonly charts: readonly Chart[]) {}

  /** @param sources - folders with a chart each, which may name each other as dependencies by `file://../<name>` */
  static open(sources: readonly string[]): Workshop {
    const folder = mkdtempSync(path.join(os.tmpdir(), "kianax-charts-"));
    const charts = sources.map((source) => {
      const copy = path.join(folder, path.basename(source));
      // Charts that are parts of others may be links to them.
      cpSync(source, copy, { recursive: true, dereference: true });
      return chartIn(copy);
    });
    return new Workshop(folder, charts);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Folders below `folder` that are charts. */
export function chartFolders(folder: string): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, "Chart.yaml")))
    .map((entry) => path.join(folder, entry.name))
    .sort();
}

interface ChartFile {
  readonly name: string;
  readonly version: string;
  readonly type?: string;
  readonly dependencies?: readonly { readonly name: string; readonly repository?: string }[];
}

function chartFile(folder: string): ChartFile {
  return parse(readFileSync(path.join(folder, "Chart.yaml"), "utf8")) as ChartFile;
}

function chartIn(folder: string): Chart {
  const { name, version, type } = chartFile(folder);
  return { name, version, folder, library: type === "library" };
}

function dependenciesOf(folder: string): readonly { readonly name: string }[] {
  return chartFile(folder).dependencies ?? [];
}
