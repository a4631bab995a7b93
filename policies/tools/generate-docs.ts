/** Writes docs/policies.md and docs/compliance.md: `npx ts-node -T policies/tools/generate-docs.ts`. */
import { writeFileSync } from "node:fs";
import { DOCUMENTS } from "./documents";

for (const { file, text } of DOCUMENTS) {
  writeFileSync(file, text());
}
