import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Rules that refuse, by what they read: type, then property. Written by `npx ts-node -T policies/tools/generate-reads.ts`; a test compares. */
export const READS = JSON.parse(readFileSync(join(__dirname, "read-properties.json"), "utf8")) as Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
