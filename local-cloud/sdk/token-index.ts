/** Which file of an SDK declares which resource type and which function; read once per version and kept on disk. */
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { SdkPackage } from "./packages";

export interface TokenIndex {
  /** Type token to the file that declares its class, without extension. */
  readonly resources: Readonly<Record<string, string>>;
  /** Function token to the file that declares it, without extension. */
  readonly functions: Readonly<Record<string, string>>;
}

const FORMAT = 2;

export function tokenIndex(sdk: SdkPackage, cacheFolder: string): TokenIndex {
  const file = path.join(cacheFolder, `tokens-${sdk.name}-${sdk.version}-${FORMAT}.json`);
  return readCache(file) ?? buildAndCache(sdk, file);
}

/** A missing or damaged cache is no error: it is made again. */
function readCache(file: string): TokenIndex | undefined {
  try {
    const value = JSON.parse(readFileSync(file, "utf8")) as Partial<TokenIndex>;
    return value.resources !== undefined && value.functions !== undefined ? (value as TokenIndex) : undefined;
  } catch {
    return undefined;
  }
}

function buildAndCache(sdk: SdkPackage, file: string): TokenIndex {
  const index = build(sdk.folder);
  mkdirSync(path.dirname(file), { recursive: true });
  const next = `${file}.${process.pid}.next`;
  writeFileSync(next, JSON.stringify(index));
  renameSync(next, file);
  return index;
}

const RESOURCE = /__pulumiType = '([^']+)'/;
const FUNCTION = /runtime\.(?:invoke|invokeSingle|call)\("([^"]+)"/g;
const SKIPPED = new Set(["node_modules", "types", "config", "scripts"]);

function build(folder: string): TokenIndex {
  const resources: Record<string, string> = {};
  const functions: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!entry.endsWith(".js") || SKIPPED.has(entry.split(path.sep)[0] ?? "")) {
      continue;
    }
    const stem = entry.slice(0, -".js".length);
    const text = readFileSync(path.join(folder, entry), "utf8");
    const resource = RESOURCE.exec(text)?.[1];
    if (resource !== undefined) {
      resources[resource] = stem;
    }
    for (const [, token] of text.matchAll(FUNCTION)) {
      if (token !== undefined) {
        functions[token] ??= stem;
      }
    }
  }
  return { resources, functions };
}
