/** Writes docs/configuration.md. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { configurationReference } from "./reference";

writeFileSync(path.join(__dirname, "..", "docs", "configuration.md"), configurationReference());
