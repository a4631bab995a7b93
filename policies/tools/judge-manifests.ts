/** `helm template api charts/api -n kianax | npx ts-node -T policies/tools/judge-manifests.ts --profile production --namespace kianax -` */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { isProfile, judgeManifests } from "./manifests";

const { values, positionals } = parseArgs({ options: { profile: { type: "string", default: "production" }, namespace: { type: "string" } }, allowPositionals: true });
const { profile, namespace } = values;
if (!isProfile(profile) || positionals.length === 0) {
  throw new Error("Name a profile and at least one file of manifests; - is the standard input.");
}
const documents = positionals.map((file) => readFileSync(file === "-" ? 0 : file, "utf8"));
const { findings, unjudged } = judgeManifests(documents, { profile, ...(namespace !== undefined && { namespace }) });
findings.forEach(({ level, message }) => console.log(`[${level}] ${message}`));
unjudged.forEach((type) => console.log(`No rule looks at ${type}.`));
const refused = findings.filter(({ level }) => level === "mandatory").length;
console.log(`${refused} mandatory and ${findings.length - refused} advisory findings`);
process.exitCode = refused > 0 ? 1 : 0;
