/** Which file of an SDK package holds which resource or function. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { SdkPackage } from "./packages";

export interface ModuleIndex {
  /** Type token -> module path without extension, such as `rds/subnetGroup`. */
  readonly resources: Readonly<Record<string, string>>;
  /** Function token -> module path without extension. */
  readonly functions: Readonly<Record<string, string>>;
}

/** Older generators assign `Cluster.__pulumiType = …` after the class, newer ones declare it inside. */
const TYPE = /__pulumiType = ['"]([^'"]+)['"]/;
const CALLS = /pulumi\.runtime\.(?:invoke|invokeOutput|invokeSingle|invokeSingleOutput|call)\(\s*"([^"]+)"/g;

/** Folders of a package that hold types or its own dependencies, never resources. */
const SKIPPED = new Set(["types", "node_modules", "scripts", "tests"]);

export function indexModules(pack: SdkPackage): ModuleIndex {
  const resources: Record<string, string> = {};
  const functions: Record<string, string> = {};
  for (const file of scripts(pack.folder)) {
    const source = readFileSync(file, "utf8");
    const module = relative(pack.folder, file).split(sep).join("/").replace(/\.js$/, "");
    const type = TYPE.exec(source)?.[1];
    if (type !== undefined) {
      // A provider's own class carries the bare package name.
      resources[type.includes(":") ? type : `pulumi:providers:${type}`] ??= module;
    }
    for (const [, token] of source.matchAll(CALLS)) {
      if (token !== undefined) {
        functions[token] ??= module;
      }
    }
  }
  return { resources, functions };
}

function scripts(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return SKIPPED.has(entry.name) ? [] : scripts(path);
    }
    return entry.name.endsWith(".js") && entry.name !== "index.js" ? [path] : [];
  });
}
