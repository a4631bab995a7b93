/** Writes meta/read-properties.json: `npx ts-node -T policies/tools/generate-reads.ts`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readsText } from "./reads";

writeFileSync(join(__dirname, "..", "meta", "read-properties.json"), readsText());
