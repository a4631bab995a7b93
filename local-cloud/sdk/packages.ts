/** The provider SDKs that are installed, found by what their package.json says of itself. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export interface SdkPackage {
  /** Pulumi package name, such as `aws`. */
  readonly name: string;
  readonly version: string;
  readonly folder: string;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly pulumi?: { readonly resource?: boolean; readonly name?: string; readonly version?: string };
}

export function installedPackages(nodeModules: string): SdkPackage[] {
  const folders = readdirSync(nodeModules).flatMap((entry) =>
    entry.startsWith("@") ? readdirSync(path.join(nodeModules, entry)).map((name) => path.join(nodeModules, entry, name)) : [path.join(nodeModules, entry)],
  );
  const found = new Map<string, SdkPackage>();
  for (const folder of folders.sort()) {
    const file = path.join(folder, "package.json");
    if (!existsSync(file)) {
      continue;
    }
    const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
    if (manifest.pulumi?.resource === true) {
      const name = manifest.pulumi.name ?? path.basename(folder);
      // An alias (docker-classic) is an older copy of a package; the one under its own name serves.
      if (!found.has(name) || manifest.name.endsWith(`/${path.basename(folder)}`)) {
        found.set(name, { name, version: (manifest.pulumi.version ?? manifest.version).replace(/^v/, ""), folder });
      }
    }
  }
  return [...found.values()];
}
