/** Lists in YAML that people review, entry by entry. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse, YAMLError } from "yaml";
import { z } from "zod";
import { SetupError } from "../local-cloud/engine/cli";

/** Reads and checks a reviewed list; what is wrong with it is one sentence that names file and entry. */
export function readReviewed<Entry>(root: string, file: string, entry: z.ZodType<Entry>): Entry[] {
  let content: unknown;
  try {
    content = parse(readFileSync(path.join(root, file), "utf8"));
  } catch (error) {
    throw new SetupError(`${file} cannot be read: ${error instanceof YAMLError ? error.message.split("\n")[0] : String(error)}`);
  }
  const result = z.array(entry).safeParse(content);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new SetupError(`${file}: entry ${issue?.path.map((step) => (typeof step === "number" ? step + 1 : String(step))).join(", ")}: ${issue?.message}.`);
  }
  return result.data;
}
