/**
 * Objects whose kinds a first `up` has yet to install. As resources of their own they could not be previewed before Argo CD is
 * there; inside a chart they are values of a release, which the plan shows and policies read, and Helm makes them once the
 * release before has brought their kinds. docs/decisions/0010-gitops-seam.md
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { Release, type ReleaseArgs } from "@pulumi/kubernetes/helm/v3";
import type * as pulumi from "@pulumi/pulumi";
import type { ChildOptions, KianaxComponent } from "../../base";

/** An object of Kubernetes as a chart renders it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly finalizers?: readonly string[];
  };
  readonly spec: unknown;
}

/** Ships with the library, beside its sources and beside what they are compiled to. */
const PLACES = [path.join(__dirname, "..", "charts", "argocd-objects"), path.join(__dirname, "..", "..", "..", "delivery", "charts", "argocd-objects")];

/** How long Helm waits for what it installs or takes away. */
const TIMEOUT_SECONDS = 600;

/** What every release of the platform has: it waits until it works, and what fails half-way is taken back. */
export const RELEASE = {
  atomic: true,
  cleanupOnFail: true,
  skipAwait: false,
  timeout: TIMEOUT_SECONDS,
  // The way back with `helm rollback`, a Secret each.
  maxHistory: 5,
} as const satisfies Partial<ReleaseArgs>;

/** Installs objects as one release. Taken away, it waits until their finalizers are through. */
export function createObjects(
  component: KianaxComponent,
  suffix: string,
  { name, namespace, objects, ...args }: Pick<ReleaseArgs, "takeOwnership"> & { readonly name: string; readonly namespace: pulumi.Input<string>; readonly objects: pulumi.Input<pulumi.Input<Manifest>[]> },
  options: ChildOptions,
): Release {
  return component.child(Release, "release", suffix, { ...RELEASE, ...args, name, chart: objectsChart(), namespace, values: { objects } }, options);
}

/** Path of the chart from the program's folder, so that a state says the same on every machine. */
export function objectsChart(): string {
  const found = PLACES.find((place) => existsSync(path.join(place, "Chart.yaml")));
  if (found === undefined) {
    throw new Error(`The chart "argocd-objects" of @kianax/components is not at ${PLACES.join(" or ")}: install the package again.`);
  }
  return relativePath(found);
}

/** With a leading dot, or Helm would take it for a chart of a repository. */
export function relativePath(place: string): string {
  const relative = path.relative(process.cwd(), place).split(path.sep).join("/");
  return relative.startsWith(".") ? relative : `./${relative}`;
}
