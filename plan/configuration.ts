/**
 * A stack's configuration as the engine hands it to a program: values of `Pulumi.<stack>.yaml` over the defaults of
 * `Pulumi.yaml`, everything a string, maps and lists as JSON.
 * https://www.pulumi.com/docs/iac/concepts/config/
 */
import path from "node:path";
import { openValues, withEntries, withoutEncrypted } from "../local-cloud/engine/local-values";
import { localValuesFile } from "../local-cloud/engine/paths";
import { localValues } from "../local-cloud/engine/seal";
import { readYaml } from "../local-cloud/engine/yaml";
import { parsePath, type Path } from "../local-cloud/shapes/property-path";
import { PlanError } from "./errors";
import { SECRET } from "./values";

export interface StackConfiguration {
  readonly project: string;
  /** Flags for Node, as Pulumi.yaml asks for them. */
  readonly nodeArguments: readonly string[];
  readonly config: Readonly<Record<string, string>>;
  /** The same for people to see: what is secret is hidden, made-up values too. */
  readonly shownConfig: Readonly<Record<string, string>>;
  /** Keys whose values are secret as a whole or in part. */
  readonly secretKeys: readonly string[];
}

type Tree = null | boolean | number | string | Tree[] | { [key: string]: Tree };

/**
 * @param folder - where Pulumi.yaml and the stack files lie
 * @param settings - overrides such as `kianax:database.multiAz=false`, as `--set` takes them
 */
export function readConfiguration(folder: string, stack: string, settings: readonly string[] = []): StackConfiguration {
  const project = readYaml(path.join(folder, "Pulumi.yaml"));
  const name = String(project["name"]);
  const values: Record<string, Tree> = {};
  for (const [key, declared] of Object.entries(asMap(project["config"]))) {
    const value = defaultOf(declared);
    if (value !== undefined) {
      values[qualified(key, name)] = value;
    }
  }
  const own = asMap(readYaml(path.join(folder, `Pulumi.${stack}.yaml`))["config"]);
  // A plan is made like a local run: without the key that opens what is encrypted.
  const madeUp = openValues(withoutEncrypted(own), localValues(localValuesFile(folder)));
  for (const [key, value] of Object.entries(asMap(withEntries(own, madeUp)))) {
    values[qualified(key, name)] = value;
  }
  settings.forEach((setting) => override(values, setting, name));
  const entries = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    project: name,
    nodeArguments: nodeArguments(project),
    config: Object.fromEntries(entries.map(([key, value]) => [key, asText(value)])),
    shownConfig: Object.fromEntries(entries.map(([key, value]) => [key, asText(hidden(value, madeUp[key]))])),
    secretKeys: entries.filter(([key, value]) => key in madeUp || holdsSecret(value)).map(([key]) => key),
  };
}

function asMap(value: unknown): Record<string, Tree> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, Tree>) : {};
}

/** A key without a namespace is the project's. */
function qualified(key: string, project: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

/** A declared setting has a `value` or a `default`, or is only described; a plain value stands for itself. */
function defaultOf(declared: Tree): Tree | undefined {
  if (typeof declared !== "object" || declared === null || Array.isArray(declared)) {
    return declared;
  }
  return declared["value"] ?? declared["default"];
}

/** Sets one value inside the configuration, as `pulumi config set --path` does. */
function override(values: Record<string, Tree>, setting: string, project: string): void {
  const [, name = "", text = ""] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
  const [, namespace = project, rest = ""] = /^(?:([^:]*):)?(.*)$/s.exec(name) ?? [];
  const [head, ...inner] = parsePath(rest) ?? [];
  if (typeof head !== "string") {
    throw new PlanError([`The setting ${setting} is not of the form <key>=<value>, such as kianax:database.instanceClass=db.t3.large.`]);
  }
  const key = `${namespace}:${head}`;
  values[key] = inner.length === 0 ? text : assigned(values[key], inner, typed(text), setting);
}

/** With a path, the CLI reads whole numbers and true and false as what they say. */
function typed(text: string): Tree {
  if (text === "true" || text === "false") {
    return text === "true";
  }
  return /^(0|-?[1-9]\d*)$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
}

function assigned(tree: Tree | undefined, path: Path, value: Tree, setting: string): Tree {
  const [head, ...rest] = path;
  if (head === undefined) {
    return value;
  }
  if (typeof head === "number") {
    const list = tree ?? [];
    if (!Array.isArray(list) || head > list.length) {
      throw new PlanError([`The setting ${setting} names item ${head} of what is not a list of that length; name one that exists, or the next.`]);
    }
    return Object.assign([...list], { [head]: assigned(list[head], rest, value, setting) });
  }
  const map = tree ?? {};
  if (typeof map !== "object" || Array.isArray(map)) {
    throw new PlanError([`The setting ${setting} names ${head} inside a value that is no map; correct its path.`]);
  }
  return { ...map, [head]: assigned(map[head], rest, value, setting) };
}

/** An encrypted value: `{ secure: <ciphertext> }`, for which nothing is made up. */
function isSecure(value: Tree): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 1 && typeof value["secure"] === "string";
}

function holdsSecret(value: Tree): boolean {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  return isSecure(value) || Object.values(value).some(holdsSecret);
}

function revealed(value: Tree): Tree {
  if (isSecure(value)) {
    return SECRET;
  }
  if (Array.isArray(value)) {
    return value.map(revealed);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, revealed(inner)]));
}

/** A value with those texts hidden that stand in `madeUp` at the same place. */
function hidden(value: Tree | undefined, madeUp: Tree | undefined): Tree {
  if (madeUp === undefined || value === undefined || value === null) {
    return value ?? null;
  }
  const given = asMap(value);
  return typeof madeUp === "string" ? SECRET : { ...given, ...Object.fromEntries(Object.entries(asMap(madeUp)).map(([key, inner]) => [key, hidden(given[key], inner)])) };
}

function asText(value: Tree): string {
  const shown = revealed(value);
  return typeof shown === "object" && shown !== null ? JSON.stringify(shown) : String(shown ?? "");
}

function nodeArguments(project: Record<string, unknown>): string[] {
  const runtime = project["runtime"];
  const options = typeof runtime === "object" && runtime !== null ? (runtime as { options?: { nodeargs?: string } }).options : undefined;
  return (options?.nodeargs ?? "").split(/\s+/).filter((argument) => argument !== "");
}
