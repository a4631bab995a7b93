/** Objects out of manifests. */
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import type { KubernetesObject } from "./objects";

const objectSchema = z.looseObject({ apiVersion: z.string().min(1), kind: z.string().min(1), metadata: z.looseObject({ name: z.string().min(1) }) });

/** @param source - what messages name it by. A key given twice is refused: which of the two counts is anybody's guess. */
export function objectsIn(text: string, source: string): KubernetesObject[] {
  return parseAllDocuments(text).flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) {
      throw new Error(`${source}: ${error.message.split("\n")[0]}`);
    }
    const content: unknown = document.toJS();
    if (content === null || content === undefined) {
      return [];
    }
    const result = objectSchema.safeParse(content);
    if (!result.success) {
      throw new Error(`${source}: a document is no Kubernetes object: ${result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}`);
    }
    return [result.data as KubernetesObject];
  });
}
