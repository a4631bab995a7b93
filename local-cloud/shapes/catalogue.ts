/** The catalogue of every resource and function that the installed SDK packages offer. */
import { DiskCache } from "./disk-cache";
import { kubernetesReplacement } from "./replacement/kubernetes";
import { findSdkPackages } from "./sdk/packages";
import { ShapeReader } from "./sdk/shape-reader";
import type { Catalogue, FunctionShape, PropertyShape, ResourceShape } from "./types";

/**
 * @param nodeModules Folder in which the SDK packages are installed.
 * @param cacheFolder Folder for indexes of large SDK files, by package version. It may be shared, and deleted any time.
 */
export function openCatalogue(nodeModules: string, cacheFolder: string): Catalogue {
  const packages = findSdkPackages(nodeModules);
  const cache = new DiskCache(cacheFolder);
  const readers = new Map<string, ShapeReader>();
  for (const pack of packages) {
    readers.set(pack.name, new ShapeReader(pack, cache, (name) => readers.get(name)));
  }
  const readerOf = (token: string): ShapeReader | undefined => readers.get(packageOf(token));
  const resource = remembered((token) => readerOf(token)?.resource(token) ?? customResource(token, readers));
  const func = remembered((token) => readerOf(token)?.func(token));
  return {
    packages: () => packages.map(({ name, version }) => ({ name, version })),
    resource,
    func,
  };
}

function packageOf(token: string): string {
  return token.replace(/^pulumi:providers:/, "").split(/[:/]/)[0] ?? "";
}

type Find<T> = (token: string) => T | undefined;

function remembered<T extends ResourceShape | FunctionShape>(find: Find<T>): Find<T> {
  const known = new Map<string, T | undefined>();
  return (token) => {
    if (!known.has(token)) {
      known.set(token, find(token));
    }
    return known.get(token);
  };
}

/**
 * A custom resource's token is made of the apiVersion and kind in its arguments, so no SDK lists it. A group of a
 * CustomResourceDefinition always has a dot.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
 */
function customResource(token: string, readers: ReadonlyMap<string, ShapeReader>): ResourceShape | undefined {
  const [, apiVersion, kind] = /^kubernetes:([^:/]+\.[^:/]+\/v\w+):(\w+)$/.exec(token) ?? [];
  const reader = readers.get("kubernetes");
  if (apiVersion === undefined || kind === undefined || reader === undefined) {
    return undefined;
  }
  const property = (name: string, required: boolean, type: PropertyShape["type"]): PropertyShape => ({
    name,
    type,
    required,
    documentedReplacement: false,
  });
  return {
    token,
    inputs: [
      property("apiVersion", true, { kind: "enum", values: [apiVersion] }),
      property("kind", true, { kind: "enum", values: [kind] }),
      property("metadata", false, reader.object("meta.v1.ObjectMeta") ?? { kind: "any" }),
    ],
    coerces: false,
    open: true,
    secretInputs: [],
    outputs: ["apiVersion", "kind", "metadata"],
    secretOutputs: [],
    isComponent: false,
    constants: { apiVersion, kind },
    defaults: {},
    aliases: [],
    replacement: kubernetesReplacement(token),
  };
}
