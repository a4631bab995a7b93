/** Writes meta/taggable-types.json from the SDK: `npx ts-node -T policies/tools/generate-taggable.ts`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { taggableText, taggableTypes } from "./taggable";

writeFileSync(join(__dirname, "..", "meta", "taggable-types.json"), taggableText(taggableTypes()));
