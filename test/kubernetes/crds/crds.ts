/** The kinds beside Kubernetes' own: the projects' definitions, out of their Go modules. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { goModuleFolder, type GoModule } from "../../../local-cloud/engine/go";
import type { ApiClient } from "../cluster/client";
import type { KubernetesObject } from "../cluster/objects";
import { objectsIn } from "../cluster/yaml";

interface CrdModule extends GoModule {
  /** Folder of the module with a file for each definition. */
  readonly folder: string;
}

/**
 * Versions that the module proxy serves; sums as Go's checksum database has them. Older than what platform/versions.yaml
 * installs where that is not served: fields that are newer would be refused here, which is the safe side.
 */
export const CRD_MODULES: readonly CrdModule[] = [
  { path: "github.com/argoproj/argo-cd/v3", version: "v3.2.0", sum: "h1:m2eGAV+nXQGgzZbH5SyJD5laaPW27mzWXBrgisUHY/0=", folder: "manifests/crds" },
  { path: "github.com/external-secrets/external-secrets", version: "v1.3.2", sum: "h1:u2J8RjlHIeF0oZCqtl92adI/uZWUwOesJIDkfql6LqQ=", folder: "config/crds/bases" },
  { path: "github.com/prometheus-operator/prometheus-operator", version: "v0.85.0", sum: "h1:M5xLCLEoaW2IJfnuCwFzzpL+jSVQu3KGT84Pye+fW8s=", folder: "example/prometheus-operator-crd" },
];

const CRD = "CustomResourceDefinition";

/** Every definition: those of the modules, and ours beside this file. */
export function readDefinitions(environment: NodeJS.ProcessEnv): KubernetesObject[] {
  const folders = [...CRD_MODULES.map((module) => path.join(goModuleFolder(module, environment), module.folder)), __dirname];
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(".yaml") && file !== "kustomization.yaml")
      .sort()
      .flatMap((file) => objectsIn(readFileSync(path.join(folder, file), "utf8"), file))
      .filter(({ kind }) => kind === CRD),
  );
}

interface Definition {
  readonly group: string;
  readonly names: { readonly kind: string };
  readonly versions: readonly { readonly name: string; readonly served: boolean }[];
}

const SERVED_WITHIN_MS = 30_000;

/** Installs definitions and waits until the API server serves what they define. */
export async function installDefinitions(client: ApiClient, definitions: readonly KubernetesObject[]): Promise<void> {
  for (const definition of definitions) {
    await client.apply(definition);
  }
  const deadline = Date.now() + SERVED_WITHIN_MS;
  for (const { group, names, versions } of definitions.map((definition) => definition["spec"] as Definition)) {
    for (const { name } of versions.filter(({ served }) => served)) {
      while (!(await client.serves(`${group}/${name}`, names.kind))) {
        if (Date.now() > deadline) {
          throw new Error(`The API server does not serve ${group}/${name} ${names.kind}, ${SERVED_WITHIN_MS / 1000} s after its definition was installed.`);
        }
        await sleep(50);
      }
    }
  }
}
