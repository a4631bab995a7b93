import { join } from "node:path";
import { catalogueText } from "./catalogue";
import { matrixText } from "./matrix";

const docs = join(__dirname, "..", "..", "docs");

/** What is written from the rules. */
export const DOCUMENTS = [
  { file: join(docs, "policies.md"), text: catalogueText },
  { file: join(docs, "compliance.md"), text: matrixText },
] as const;
