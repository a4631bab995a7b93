/** What the tests share: the stack files of the repository as Pulumi hands them to the program. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { withLocalValues } from "../local-cloud/engine/local-values";
import { localValuesFile } from "../local-cloud/engine/paths";
import { localValues } from "../local-cloud/engine/seal";
import type { Environment } from "./environment";
import { merge, type Json, type JsonObject } from "./merge";
import { ConfigurationError, parseEnvironment } from "./parse";

const ROOT = path.join(__dirname, "..");

/** A fixed day in the standard support of the configured Kubernetes version. */
export const TODAY = new Date("2026-11-23T00:00:00Z");

export function readYaml(file: string): JsonObject {
  return parse(readFileSync(path.join(ROOT, file), "utf8")) as JsonObject;
}

/** The `config` block of a stack's file, completed as for a local run, with changes merged over it. */
export function stackConfig(stack: string, changes: JsonObject = {}): JsonObject {
  const config = withLocalValues(readYaml(`Pulumi.${stack}.yaml`)["config"] as JsonObject, LOCAL_VALUES);
  return merge(config as JsonObject, changes) as JsonObject;
}

/** Made-up values of the secret slots. */
export const LOCAL_VALUES = localValues(localValuesFile(ROOT));

/** What Pulumi says is encrypted in a stack that is configured as it should be. */
export const SECRET_KEYS = ["kianax:secrets"];

/** Values as Pulumi passes them: single values as text, maps and lists as JSON. */
export function asText(config: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]));
}

export function parseStack(stack: string, changes: JsonObject = {}, name = stack): Environment {
  return parseEnvironment({ stack: name, file: `Pulumi.${name}.yaml`, config: asText(stackConfig(stack, changes)), secretKeys: SECRET_KEYS, today: TODAY });
}

/** The sentences with which a stack is refused; none when it is accepted. */
export function refusals(stack: string, changes: JsonObject, name = stack): readonly string[] {
  try {
    parseStack(stack, changes, name);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return error.sentences;
    }
    throw error;
  }
}

/** Configuration that sets one value: `config(["cache", "shards"], 2)`. */
export function config(path: readonly string[], value: Json): JsonObject {
  const [section = "", ...keys] = path;
  return [`kianax:${section}`, ...keys].reduceRight<Json>((inner, key) => Object.fromEntries([[key, inner]]), value) as JsonObject;
}
