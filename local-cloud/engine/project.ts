/**
 * The project folder of a local run. Pulumi writes into the stack files of the folder it works in (a secrets provider,
 * a salt), so local runs work in a copy: Pulumi.yaml with `main` pointing back at the checkout, and the stack files
 * without the KMS secrets provider that only AWS can serve, and with made-up values for what it encrypted. The tracked
 * files are only ever read.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import { SetupError } from "./cli";
import { isMap } from "./local-values";
import type { LocalPaths } from "./paths";
import { copiedConfig } from "./seal";
import { readYaml } from "./yaml";

const STACK_FILE = /^Pulumi\.(.+)\.yaml$/;

/** Names of the stacks that the checkout has files for. */
export function stackNames(root: string): string[] {
  return readdirSync(root)
    .flatMap((file) => STACK_FILE.exec(file)?.[1] ?? [])
    .sort();
}

/** Refuses a stack that has no file, naming those that have. */
export function requireStack(root: string, stack: string): void {
  const known = stackNames(root);
  if (!known.includes(stack)) {
    throw new SetupError(
      `There is no stack "${stack}": Pulumi.${stack}.yaml is missing beside Pulumi.yaml. ` +
        `Stacks with a file: ${known.join(", ") || "none"}. Pass one of them with --stack, or write that file.`,
    );
  }
}

/** Brings the project folder up to date with the checkout; returns the project's name. */
export function prepareProject(paths: LocalPaths): string {
  mkdirSync(paths.project, { recursive: true });
  const project = readYaml(path.join(paths.program, "Pulumi.yaml"));
  const base = path.relative(paths.project, paths.program);
  replaceFile(path.join(paths.project, "Pulumi.yaml"), { ...rebased(project, base), main: base });
  for (const stack of stackNames(paths.program)) {
    const name = `Pulumi.${stack}.yaml`;
    const { secretsprovider: _kms, encryptedkey: _key, config, ...settings } = readYaml(path.join(paths.program, name));
    const copy = path.join(paths.project, name);
    const salt = existsSync(copy) ? readYaml(copy)["encryptionsalt"] : undefined;
    const configured = { ...settings, config: copiedConfig(paths, stack, isMap(config) ? config : {}, salt) };
    replaceFile(copy, salt === undefined ? configured : { ...configured, encryptionsalt: salt });
  }
  return String(project["name"]);
}

/** Paths of plugins in Pulumi.yaml are relative to it, so they move with the copy. */
function rebased(project: Record<string, unknown>, base: string): Record<string, unknown> {
  const plugins = project["plugins"] as Record<string, readonly { readonly path?: string }[]> | undefined;
  if (plugins === undefined) {
    return project;
  }
  const moved = Object.entries(plugins).map(([kind, entries]) => [
    kind,
    entries.map((entry) => (entry.path === undefined || path.isAbsolute(entry.path) ? entry : { ...entry, path: path.join(base, entry.path) })),
  ]);
  return { ...project, plugins: Object.fromEntries(moved) };
}

/** The profile that a stack starts from; Pulumi.yaml makes it development where the file names none. */
export function stackProfile(paths: Pick<LocalPaths, "program">, stack: string): string {
  const profile = stackConfig(paths, stack)["kianax:profile"];
  return typeof profile === "string" ? profile : "development";
}

/** The Region that a stack's file sets for the AWS provider. */
export function stackRegion(paths: Pick<LocalPaths, "program">, stack: string): string | undefined {
  const region = stackConfig(paths, stack)["aws:region"];
  return typeof region === "string" ? region : undefined;
}

/**
 * The AWS account that a stack's file allows: the local cloud is that account. It comes from the tracked file, so a
 * `--set` that names another one meets the refusal that it would meet on AWS.
 */
export function stackAccount(paths: Pick<LocalPaths, "program">, stack: string): string | undefined {
  const accounts: unknown = stackConfig(paths, stack)["aws:allowedAccountIds"];
  const account: unknown = Array.isArray(accounts) ? accounts[0] : undefined;
  return /^\d{12}$/.test(String(account)) ? String(account) : undefined;
}

function stackConfig(paths: Pick<LocalPaths, "program">, stack: string): Record<string, unknown> {
  const config = readYaml(path.join(paths.program, `Pulumi.${stack}.yaml`))["config"];
  return typeof config === "object" && config !== null ? (config as Record<string, unknown>) : {};
}

function replaceFile(file: string, content: Record<string, unknown>): void {
  const next = `${file}.${process.pid}.next`;
  writeFileSync(next, stringify(content));
  renameSync(next, file);
}
