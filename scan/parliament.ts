/** parliament's judgement of policies of identities: actions that do not exist, resources that do not fit them, stars without need. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { FoundDocument } from "../test/iam";
import type { ScanFinding, ScanResult } from "./findings";
import type { Tools } from "./tools";

const line = z.object({
  issue: z.string(),
  title: z.string(),
  severity: z.string(),
  detail: z.unknown(),
  location: z.object({ filepath: z.string() }).loose(),
});

/** Trust policies and policies of resources are another language, which it does not speak. */
export async function runParliament(tools: Tools, documents: readonly FoundDocument[], stack: string, folder: string): Promise<ScanResult> {
  const judged = documents.filter(({ kind }) => kind === "identity");
  const policies = path.join(folder, `${stack}.policies`);
  rmSync(policies, { recursive: true, force: true });
  mkdirSync(policies, { recursive: true });
  const files = new Map(judged.map((document, index) => [`${index}.json`, document]));
  for (const [file, { document }] of files) {
    writeFileSync(path.join(policies, file), JSON.stringify({ Version: "2012-10-17", ...document }));
  }
  const { stdout, status, stderr } = await tools("parliament", ["--directory", policies, "--json"], folder);
  if (status > 1) {
    throw new Error(`parliament ended with ${status}: ${stderr}`);
  }
  const findings = stdout
    .split("\n")
    .filter((text) => text.startsWith("{"))
    .map((text) => findingOf(line.parse(JSON.parse(text)), stack, files));
  return { findings, passed: judged.length - new Set(findings.map(({ resource }) => resource)).size };
}

function findingOf({ issue, title, detail, location }: z.output<typeof line>, stack: string, files: ReadonlyMap<string, FoundDocument>): ScanFinding {
  const document = files.get(path.basename(location.filepath));
  return { stack, check: `parliament ${issue}`, title, resource: document?.where.split(" ")[0] ?? location.filepath, detail: JSON.stringify(detail) };
}
