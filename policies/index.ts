import { join } from "node:path";
import { readExemptions } from "./kernel";
import { definePack } from "./pack";

definePack({ exemptions: readExemptions(join(__dirname, "exemptions.json")) });
