/** Puts a program's made-up values into the project copy as the CLI would keep real ones: encrypted. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { SetupError } from "./cli";
import { isMap, openValues, parseLocalValues, pathsOf, withEntries, withoutEncrypted, type LocalValues } from "./local-values";
import type { LocalPaths } from "./paths";
import { readYaml } from "./yaml";

type Config = Readonly<Record<string, unknown>>;

/** Encrypted values of a stack's copy, and what they were made of. */
interface Sealed {
  readonly of: string;
  readonly config: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Made-up values of the program; none when it has no file of them. */
export function localValues(file: string): LocalValues {
  return existsSync(file) ? parseLocalValues(path.basename(file), readYaml(file)) : {};
}

/** What a stack's copy is configured with: the tracked configuration that can be read, and the values sealed before. */
export function copiedConfig(paths: LocalPaths, stack: string, tracked: Config, salt: unknown): Config {
  const config = withoutEncrypted(tracked);
  const sealed = readSealed(paths, stack);
  return sealed?.of === digestOf(openValues(config, localValues(paths.values)), salt) ? withEntries(config, sealed.config) : config;
}

/**
 * Seals what the copy lacks, with the one command that the CLI has for it, and remembers the result: the next runs take it as it is.
 *
 * @param run - runs the CLI in the project copy
 */
export function sealLocalValues(paths: LocalPaths, stack: string, run: (args: readonly string[]) => { readonly status: number; readonly stderr: string }): void {
  const tracked = readYaml(path.join(paths.program, `Pulumi.${stack}.yaml`))["config"];
  const open = openValues(withoutEncrypted(isMap(tracked) ? tracked : {}), localValues(paths.values));
  const settings = pathsOf(open);
  const copy = path.join(paths.project, `Pulumi.${stack}.yaml`);
  if (settings.length === 0 || readSealed(paths, stack)?.of === digestOf(open, readYaml(copy)["encryptionsalt"])) {
    return;
  }
  const pairs = settings.flatMap(([key, text]) => ["--secret", `${key}=${text}`]);
  const { status, stderr } = run(["config", "set-all", "--stack", stack, "--path", ...pairs]);
  if (status !== 0) {
    throw new SetupError(`The values of ${path.basename(paths.values)} could not be sealed: ${stderr.trim().replace(/^error: /, "")}`);
  }
  const { config, encryptionsalt } = readYaml(copy);
  const sealed = Object.entries(open).map(([key, section]) => [key, Object.fromEntries(Object.keys(section).map((entry) => [entry, entryOf(config, key, entry)]))]);
  const kept: Sealed = { of: digestOf(open, encryptionsalt), config: Object.fromEntries(sealed) as Sealed["config"] };
  writeFileSync(sealedFile(paths, stack), JSON.stringify(kept));
}

function entryOf(config: unknown, key: string, entry: string): unknown {
  const section = isMap(config) ? config[key] : undefined;
  return isMap(section) ? section[entry] : undefined;
}

function readSealed(paths: LocalPaths, stack: string): Sealed | undefined {
  const file = sealedFile(paths, stack);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Sealed) : undefined;
}

function sealedFile({ project }: LocalPaths, stack: string): string {
  return path.join(project, `sealed.${stack}.json`);
}

/** Other values, or another key, need sealing anew. */
function digestOf(values: LocalValues, salt: unknown): string {
  return createHash("sha256").update(JSON.stringify([values, salt])).digest("hex");
}
