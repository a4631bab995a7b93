/**
 * Configuration that a local run cannot have from the stack's file: what is encrypted there is opened by a key of AWS alone. A
 * program may bring made-up values for it, in `local-values.yaml` beside its stack files, and each entry of a section that
 * the stack leaves open takes the made-up one. Pure; seal.ts puts them into the project copy.
 */
import { SetupError } from "./cli";

/** Sections by key, such as `kianax:secrets`, with their entries. */
export type LocalValues = Readonly<Record<string, Readonly<Record<string, LocalValue>>>>;

/** Text, or texts by name. */
export type LocalValue = string | Readonly<Record<string, string>>;

type Config = Readonly<Record<string, unknown>>;

/** The made-up values in the file's content. */
export function parseLocalValues(file: string, content: Readonly<Record<string, unknown>>): LocalValues {
  const config = content["config"];
  if (!isMap(config)) {
    throw new SetupError(`${file} must have "config:" with sections such as kianax:secrets below it.`);
  }
  for (const [key, section] of Object.entries(config)) {
    if (!isMap(section)) {
      throw new SetupError(`${file}: ${key} must be a map of values.`);
    }
    for (const [entry, value] of Object.entries(section)) {
      const texts = isMap(value) ? Object.values(value) : [value];
      if (texts.length === 0 || !texts.every((text) => typeof text === "string")) {
        throw new SetupError(`${file}: ${key}.${entry} must be text, or a map of texts.`);
      }
    }
  }
  return config as LocalValues;
}

/** The configuration without what is encrypted in it, whole entries of a section at a time. */
export function withoutEncrypted(config: Config): Config {
  const kept = Object.entries(config).flatMap(([key, value]): [string, unknown][] => {
    if (!isMap(value)) {
      return [[key, value]];
    }
    const entries = Object.entries(value).filter(([name, entry]) => name !== "secure" && !holdsEncrypted(entry));
    return entries.length === 0 && Object.keys(value).length > 0 ? [] : [[key, Object.fromEntries(entries)]];
  });
  return Object.fromEntries(kept);
}

/** Those made-up values whose entries the configuration leaves open. */
export function openValues(config: Config, values: LocalValues): LocalValues {
  const open = Object.entries(values).map(([key, section]): [string, LocalValues[string]] => {
    const given = config[key];
    return [key, Object.fromEntries(Object.entries(section).filter(([entry]) => !(isMap(given) && Object.hasOwn(given, entry))))];
  });
  return Object.fromEntries(open.filter(([, section]) => Object.keys(section).length > 0));
}

/** The configuration with the entries of sections put into it. */
export function withEntries(config: Config, entries: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Config {
  const sections = Object.entries(entries).map(([key, section]): [string, unknown] => {
    const given = config[key];
    return [key, { ...(isMap(given) ? given : {}), ...section }];
  });
  return { ...config, ...Object.fromEntries(sections) };
}

/** What a local run of a stack is configured with, in plain text: for those that run no CLI. */
export function withLocalValues(config: Config, values: LocalValues): Config {
  const readable = withoutEncrypted(config);
  return withEntries(readable, openValues(readable, values));
}

/** Paths of all texts as the CLI takes them with `--path`. */
export function pathsOf(values: LocalValues): [path: string, text: string][] {
  return Object.entries(values).flatMap(([key, section]) =>
    Object.entries(section).flatMap(([entry, value]): [string, string][] =>
      typeof value === "string" ? [[`${key}.${entry}`, value]] : Object.entries(value).map(([part, text]) => [`${key}.${entry}.${part}`, text]),
    ),
  );
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `{ secure: … }` is how a stack's file writes an encrypted value. */
function holdsEncrypted(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(holdsEncrypted);
  }
  return isMap(value) && (typeof value["secure"] === "string" || Object.values(value).some(holdsEncrypted));
}
