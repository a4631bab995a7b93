/** Which Pulumi provider SDKs are installed. */
import { existsSync, readdirSync, readFileSync, type Dirent } from "node:fs";
import { join } from "node:path";
import { isObject } from "../../provider/values";
import type { InstalledPackage } from "../types";

export interface SdkPackage extends InstalledPackage {
  readonly folder: string;
}

/**
 * Every package below node_modules, of any scope, whose package.json says `pulumi.resource: true`. Where another
 * package brought an older version of a provider along, the newest stands for both: an engine attaches to one.
 */
export function findSdkPackages(nodeModules: string): readonly SdkPackage[] {
  const newest = new Map<string, SdkPackage>();
  for (const pack of packageFolders(nodeModules).flatMap((folder) => describe(folder) ?? [])) {
    const other = newest.get(pack.name);
    if (other === undefined || pack.version.localeCompare(other.version, "en", { numeric: true }) > 0) {
      newest.set(pack.name, pack);
    }
  }
  return [...newest.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function packageFolders(nodeModules: string): readonly string[] {
  return entries(nodeModules).flatMap((entry) =>
    entry.startsWith("@")
      ? entries(join(nodeModules, entry)).map((name) => join(nodeModules, entry, name))
      : [join(nodeModules, entry)],
  );
}

function entries(folder: string): readonly string[] {
  const isFolder = (entry: Dirent): boolean => entry.isDirectory() || entry.isSymbolicLink();
  return existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => isFolder(entry) && !entry.name.startsWith("."))
        .map((entry) => entry.name)
    : [];
}

function describe(folder: string): SdkPackage | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, "package.json"), "utf8");
  } catch {
    return undefined;
  }
  if (!text.includes('"pulumi"')) {
    return undefined;
  }
  const manifest: unknown = JSON.parse(text);
  const pulumi = isObject(manifest) ? manifest["pulumi"] : undefined;
  if (!isObject(manifest) || !isObject(pulumi) || pulumi["resource"] !== true) {
    return undefined;
  }
  const npmName = String(manifest["name"]);
  return {
    name: typeof pulumi["name"] === "string" ? pulumi["name"] : npmName.slice(npmName.lastIndexOf("/") + 1),
    version: String(pulumi["version"] ?? manifest["version"]).replace(/^v/, ""),
    folder,
  };
}
