/** How a service's chart comes into the cluster: through Argo CD, or as a release of this program. Values and files are the same. */
import * as pulumi from "@pulumi/pulumi";
import { Release } from "@pulumi/kubernetes/helm/v3";
import type { ChildOptions, KianaxComponent } from "../base";
import { application, ARGOCD_NAMESPACE, createObjects, relativePath, RELEASE, type ApplicationHost } from "../delivery";
import type { KianaxServiceArgs } from "./arguments";
import type { ChartContext } from "./chart-context";
import { chartValues, type ServiceValues } from "./chart-values";

export const DELIVERIES = ["gitops", "direct"] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** Installs the chart, once what its pods hold on to is there. */
export function install(service: KianaxComponent, args: KianaxServiceArgs, context: pulumi.Input<ChartContext>, waitsFor: readonly pulumi.Resource[]): Release {
  const { definition, catalogue = [definition], delivery, host } = args;
  const values = pulumi.output(context).apply((known) => chartValues(definition, catalogue, known));
  const options: ChildOptions = { provider: host.provider, ...(host.deletedWith === undefined ? {} : { deletedWith: host.deletedWith }) };
  const before = [...(host.ready ?? []), ...waitsFor];
  return delivery === "gitops" && host.applications !== undefined
    ? hand(service, args, host.applications, values, { ...options, dependsOn: [...before, ...host.applications.ready] })
    : release(service, args, values, { ...options, dependsOn: before });
}

/** Folder of a service's chart, from the root of the repository and of the program. */
function chartOf({ definition: { name }, charts = "charts" }: KianaxServiceArgs): string {
  return `${charts}/${name}`;
}

/** What people change in Git: the same for both ways, later ones over earlier ones. */
function valueFiles({ host }: KianaxServiceArgs): string[] {
  return ["values.yaml", `values-${host.track}.yaml`];
}

function hand(service: KianaxComponent, args: KianaxServiceArgs, { project, repository }: ApplicationHost, values: pulumi.Output<ServiceValues>, options: ChildOptions): Release {
  const { name } = args.definition;
  const facts = { name, project, repository, namespace: args.host.namespace, path: chartOf(args), valueFiles: valueFiles(args) };
  const manifest = values.apply((known) => application({ ...facts, values: known }));
  return createObjects(service, "application", { name: `${name}-application`, namespace: ARGOCD_NAMESPACE, objects: [manifest] }, options);
}

/** A release that fails is taken back as a whole: what ran before goes on. */
function release(service: KianaxComponent, args: KianaxServiceArgs, values: pulumi.Output<ServiceValues>, options: ChildOptions): Release {
  const chart = chartOf(args);
  return service.child(
    Release,
    "release",
    "release",
    {
      ...RELEASE,
      name: args.definition.name,
      chart: relativePath(chart),
      namespace: args.host.namespace,
      valueYamlFiles: valueFiles(args).map((file) => new pulumi.asset.FileAsset(`${chart}/${file}`)),
      values,
    },
    options,
  );
}
