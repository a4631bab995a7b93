/**
 * `npm run policy:pack`: the pack as other teams install it, compiled, so that it needs no TypeScript. It is built beside the
 * sources and not among them: what was compiled yesterday would run in the place of what was written today.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const SOURCES = resolve(__dirname, "..");
/** What goes along as it is. Exemptions are ours: another team's stacks have their own. */
const PLAIN = ["PulumiPolicy.yaml", "README.md", "profiles", "meta/read-properties.json", "meta/taggable-types.json"];

/** @returns path of the tarball */
export function packPolicies(folder: string): string {
  const contents = join(folder, "contents");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(contents, { recursive: true });
  execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "--project", join(SOURCES, "tsconfig.package.json"), "--outDir", contents], { stdio: ["ignore", 2, 2] });
  for (const each of PLAIN) {
    cpSync(join(SOURCES, each), join(contents, each), { recursive: true, filter: (file) => !file.endsWith(".ts") });
  }
  const description = JSON.parse(readFileSync(join(SOURCES, "package.json"), "utf8")) as Record<string, unknown>;
  writeFileSync(join(contents, "package.json"), `${JSON.stringify({ ...description, main: "index.js", bin: { "kianax-policies": "cli/main.js" } }, null, 2)}\n`);
  const [packed] = JSON.parse(execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], { cwd: contents, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] })) as { filename: string }[];
  if (packed === undefined) {
    throw new Error("npm packed nothing.");
  }
  return join(folder, packed.filename);
}

if (require.main === module) {
  process.stdout.write(`${packPolicies(resolve(SOURCES, "..", ".local", "packages", "policies"))}\n`);
}
