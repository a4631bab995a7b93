/** A golden plan as text: YAML, a block for each resource, short lists and maps on one line. */
import { Document, isCollection, isMap, isScalar, visit, type Node } from "yaml";
import type { GoldenDocument } from "./document";

/** What fits into a line of a review. */
const LINE = 120;
/** How deep the entry of a resource lies: document, map, pair. */
const ENTRY = 3;
/** The same seven tags everywhere: a line, however long. */
const ALWAYS_ONE_LINE = new Set(["tags"]);

export function goldenText(stack: string, document: GoldenDocument): string {
  const yaml = new Document(document);
  yaml.commentBefore = ` What the program plans for ${stack}. \`npm run golden:update\` alone writes this file; review it as a diff.`;
  if (isMap(yaml.contents)) {
    yaml.contents.items.forEach((pair) => ((pair.key as Node).spaceBefore = true));
  }
  visit(yaml, {
    Pair: (_key, pair) => {
      const name = isScalar(pair.key) ? String(pair.key.value) : "";
      if (isCollection(pair.value) && ALWAYS_ONE_LINE.has(name) && isFlat(pair.value)) {
        pair.value.flow = true;
      }
    },
    Collection: (_key, collection, path) => {
      if (path.length > ENTRY && isFlat(collection) && JSON.stringify(collection).length <= LINE) {
        collection.flow = true;
      }
    },
  });
  return yaml.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function isFlat(collection: Node): boolean {
  const value: unknown = collection.toJSON();
  const items = Object.values(value as object);
  return items.every((item) => typeof item !== "object" || item === null || Object.keys(item as object).length === 0) && items.every((item) => !String(item).includes("\n"));
}
