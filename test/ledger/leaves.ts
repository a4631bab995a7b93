/** Every setting of the schema: what a stack's file can say. */
import { z } from "zod";
import { unwrap } from "../../environment/problems";
import { settingsSchema } from "../../environment/schema";
import type { Change } from "../../environment/schema/values";

export interface Leaf {
  /** As the reference has it, such as `cluster.nodeGroups.<name>.diskGiB` or `network.peerings[].cidr`. */
  readonly key: string;
  /** What the reference says that a change does. */
  readonly change: Change;
}

/** The settings by themselves: maps within maps become longer keys, and so do the elements of lists and named maps. */
export function leavesOf(schema: z.ZodType = settingsSchema, path: readonly string[] = []): Leaf[] {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape as Record<string, z.ZodType>).flatMap(([key, child]) => leavesOf(child, [...path, key]));
  }
  if (inner instanceof z.ZodRecord && inner.valueType instanceof z.ZodObject) {
    return leavesOf(inner.valueType, [...path, "<name>"]);
  }
  if (inner instanceof z.ZodArray && inner.element instanceof z.ZodObject) {
    return leavesOf(inner.element, [...path.slice(0, -1), `${path.at(-1)}[]`]);
  }
  return [{ key: path.join("."), change: (schema.meta() ?? inner?.meta())?.change ?? "in place" }];
}
