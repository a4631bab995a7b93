/** What each service's chart is installed with, in each environment: what the plan tells Argo CD, and an image, which Git has none of at first. */
import type { Image } from "../../pipelines/image";
import type { Release } from "./charts/helm";
import { applicationsOf } from "./planned";

export const ENVIRONMENTS = ["development", "production"] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** Namespace of all services. */
export const NAMESPACE = "kianax";
/** As the services' pipelines write them. */
const FIRST_IMAGE: Image = { tag: "1.4.2-0123456789ab", digest: `sha256:${"0123456789abcdef".repeat(4)}` };
export const NEXT_IMAGE: Image = { tag: "1.5.0-ba9876543210", digest: `sha256:${"fedcba9876543210".repeat(4)}` };

/** What the monitoring stack brings, which the charts wait for: they render a ServiceMonitor where the cluster knows the kind. */
export const MONITORING: readonly string[] = ["monitoring.coreos.com/v1/ServiceMonitor"];

/** Installation of a service: the chart's own files, and over them what Pulumi hands to Argo CD. */
export async function releaseOf(service: string, environment: Environment, image = FIRST_IMAGE): Promise<Release> {
  const application = (await applicationsOf(environment)).get(service);
  if (application === undefined) {
    throw new Error(`charts/${service} is installed by nobody: the plan of ${environment} has no Application of that name.`);
  }
  const { source, destination } = application.spec;
  return { name: source.helm.releaseName, namespace: destination.namespace, files: source.helm.valueFiles, values: { ...source.helm.valuesObject, image } };
}
