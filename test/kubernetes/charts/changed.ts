/** Services rendered with something changed in their values. */
import type { KubernetesObject } from "../cluster/objects";
import { releaseOf, type Environment } from "../values";
import type { Release } from "./helm";
import { bench } from "./rendered";

type Values = Record<string, unknown>;

/** The objects of a service; what is wrong with the values is thrown. */
export async function rendered(service: string, change: (values: Values) => Values, environment: Environment = "production"): Promise<readonly KubernetesObject[]> {
  const { helm, charts } = await bench();
  const chart = charts.find(({ name }) => name === service);
  if (chart === undefined) {
    throw new Error(`There is no charts/${service}.`);
  }
  const release = await releaseOf(service, environment);
  return helm.render(chart, { ...release, values: change(structuredClone(release.values) as Values) } satisfies Release);
}

/** The same with one value of `platform` changed. */
export const platform = (changes: Values) => (values: Values): Values => ({ ...values, platform: { ...(values["platform"] as Values), ...changes } });
/** The same with one value of Git changed. */
export const git = (changes: Values) => (values: Values): Values => ({ ...values, ...changes });
