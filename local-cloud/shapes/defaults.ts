import type { Properties } from "../provider/values";
import { isAbsent } from "./absent";
import type { ResourceShape } from "./types";

/** The inputs with what the SDK itself would have filled in; a program in another language or YAML gets the same. */
export function applyDefaults(shape: ResourceShape, inputs: Properties): Properties {
  const filled: Properties = { ...inputs };
  for (const [name, value] of Object.entries({ ...shape.constants, ...shape.defaults })) {
    if (isAbsent(filled[name])) {
      filled[name] = value;
    }
  }
  return filled;
}
