/** YAML files of a project, with what is wrong with one in a sentence. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse, YAMLError } from "yaml";
import { SetupError } from "./cli";

export function readYaml(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new SetupError(`${path.basename(file)} cannot be read (${code}): check that it is a file and that you may read it.`);
  }
  try {
    const value: unknown = parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new SetupError(`${path.basename(file)} must hold a mapping of settings, such as "config:" with keys below it.`);
    }
    return value as Record<string, unknown>;
  } catch (error) {
    if (error instanceof YAMLError) {
      throw new SetupError(`${path.basename(file)} is not valid YAML: ${error.message.split("\n")[0]}`);
    }
    throw error;
  }
}
