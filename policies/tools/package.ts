/**
 * `npm run policy:pack`: the pack as other teams install it, compiled, so that it needs no TypeScript. It is built beside the
 * sources and not among them: what was compiled yesterday would run in the place of what was written today.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

const SOURCES = resolve(__dirname, "..");
const REPOSITORY = resolve(SOURCES, "..");
/** What goes along as it is. Exemptions are ours: another team's stacks have their own. */
const PLAIN = ["PulumiPolicy.yaml", "profiles", "meta/read-properties.json", "meta/taggable-types.json"];
/** The same of what lies beside the pack, and is linked from its README. */
const BESIDE = ["docs/policies.md", "docs/compliance.md", "examples/guarded"];

/** @returns path of the tarball */
export function packPolicies(folder: string): string {
  const contents = join(folder, "contents");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(contents, { recursive: true });
  execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "--project", join(SOURCES, "tsconfig.package.json"), "--outDir", contents], { stdio: ["ignore", 2, 2] });
  for (const each of PLAIN) {
    cpSync(join(SOURCES, each), join(contents, each), { recursive: true, filter: (file) => !file.endsWith(".ts") });
  }
  for (const each of BESIDE) {
    cpSync(join(REPOSITORY, each), join(contents, each), { recursive: true, filter: (file) => basename(file) !== "node_modules" });
  }
  writeFileSync(join(contents, "README.md"), readFileSync(join(SOURCES, "README.md"), "utf8").replaceAll("](../", "]("));
  const description = JSON.parse(readFileSync(join(SOURCES, "package.json"), "utf8")) as Record<string, unknown>;
  writeFileSync(join(contents, "package.json"), `${JSON.stringify({ ...description, main: "index.js", bin: { "kianax-policies": "cli/main.js" } }, null, 2)}\n`);
  const [packed] = JSON.parse(execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], { cwd: contents, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] })) as { filename: string }[];
  if (packed === undefined) {
    throw new Error("npm packed nothing.");
  }
  return join(folder, packed.filename);
}

if (require.main === module) {
  process.stdout.write(`${packPolicies(join(REPOSITORY, ".local", "packages", "policies"))}\n`);
}
