/** The charts of this repository, rendered as Argo CD does: once for each environment and run. */
import path from "node:path";
import type { KubernetesObject } from "../cluster/objects";
import { KUBE_VERSION, tools } from "../control-plane";
import { ROOT } from "../root";
import type { Image } from "../../../pipelines/image";
import { releaseOf, type Environment } from "../values";
import { chartFolders, Helm, Workshop, type Chart } from "./helm";

export interface Bench {
  readonly helm: Helm;
  /** Charts that are installed, each of one service; libraries are parts of them. */
  readonly charts: readonly Chart[];
  readonly libraries: readonly Chart[];
}

let opened: Promise<Bench> | undefined;

/** A copy of all charts, with what they are made of. */
export function bench(): Promise<Bench> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Bench> {
  const workshop = Workshop.open(chartFolders(path.join(ROOT, "charts")));
  process.once("exit", () => workshop.close());
  const helm = new Helm(path.join(await tools("helm"), "helm"), KUBE_VERSION, workshop);
  const charts = workshop.charts.filter(({ library }) => !library);
  charts.forEach((chart) => helm.dependencies(chart));
  return { helm, charts, libraries: workshop.charts.filter(({ library }) => library) };
}

const renderings = new Map<string, Promise<ReadonlyMap<string, readonly KubernetesObject[]>>>();

interface Rendering {
  readonly image?: Image;
  /** Kinds that the cluster has besides those that charts always need. */
  readonly kinds?: readonly string[];
}

/** The objects of every service, by its chart; rendered once. */
export function renderedServices(environment: Environment, rendering: Rendering = {}): Promise<ReadonlyMap<string, readonly KubernetesObject[]>> {
  const key = JSON.stringify([environment, rendering]);
  const rendered = renderings.get(key) ?? render(environment, rendering);
  renderings.set(key, rendered);
  return rendered;
}

async function render(environment: Environment, { image, kinds = [] }: Rendering): Promise<ReadonlyMap<string, readonly KubernetesObject[]>> {
  const { helm, charts } = await bench();
  const rendered = charts.map(async (chart) => [chart.name, helm.render(chart, { ...(await releaseOf(chart.name, environment, image)), kinds })] as const);
  return new Map(await Promise.all(rendered));
}
