import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * What each folder may import of the others. Data outlives clusters, so no data component knows of a cluster; a test may use
 * the fixtures and mocks of any folder.
 */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  base: [],
  keys: ["base"],
  budget: ["base"],
  secrets: ["base", "keys"],
  monitoring: ["base", "keys"],
  alerting: ["base", "keys", "monitoring"],
  storage: ["base"],
  audit: ["base", "keys", "monitoring", "storage"],
  network: ["base", "keys", "monitoring"],
  data: ["base", "keys", "monitoring", "network"],
  database: ["base", "data", "keys", "monitoring", "network"],
  cache: ["base", "data", "keys", "monitoring", "network"],
  recovery: ["base", "data", "database", "keys", "monitoring"],
  cluster: ["base", "keys", "monitoring", "network"],
  edge: ["base", "keys", "monitoring", "network", "storage"],
  state: ["base", "storage"],
  delivery: ["base", "cluster", "database", "network", "state"],
  service: ["audit", "base", "cache", "cluster", "data", "database", "delivery", "edge", "keys", "monitoring", "network", "secrets"],
  testing: ["base"],
};

const OWN_PACKAGES = ["@pulumi/aws", "@pulumi/awsx", "@pulumi/eks", "@pulumi/kubernetes", "@pulumi/pulumi", "@pulumi/random", "@pulumiverse/vercel"];

const isProduct = (file: string): boolean => file.endsWith(".ts") && !file.endsWith(".test.ts") && path.basename(file) !== "fixtures.ts";

function importsOf(area: string): { file: string; from: string }[] {
  return readdirSync(path.join(__dirname, area), { recursive: true, encoding: "utf8" })
    .filter(isProduct)
    .flatMap((file) => {
      const text = readFileSync(path.join(__dirname, area, file), "utf8");
      return [...text.matchAll(/\bfrom "([^"]+)"/g)].map(([, from = ""]) => ({ file: path.join(area, file), from }));
    });
}

const areas = readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "node_modules" && entry.name !== "dist").map(({ name }) => name);

describe("the layers of the component library", () => {
  it("name every folder", () => assert.deepEqual([...areas].sort(), Object.keys(LAYERS).sort()));

  for (const [area, allowed] of Object.entries(LAYERS)) {
    it(`let ${area} import ${allowed.length === 0 ? "no other folder" : allowed.join(", ")}`, () => {
      const foreign = importsOf(area)
        .filter(({ from }) => from.startsWith("."))
        .filter(({ file, from }) => {
          const [target = ""] = path.join(path.dirname(file), from).split(path.sep);
          return target !== area && !allowed.includes(target);
        });
      assert.deepEqual(foreign, []);
    });

    it(`let ${area} import its peer dependencies and Node alone`, () => {
      const foreign = importsOf(area)
        .map(({ from }) => from)
        .filter((from) => !from.startsWith(".") && !from.startsWith("node:"))
        .filter((from) => !OWN_PACKAGES.some((own) => from === own || from.startsWith(`${own}/`)));
      assert.deepEqual(foreign, []);
    });
  }

  it("have no circle", () => {
    const visit = (area: string, above: readonly string[]): void => {
      assert.ok(!above.includes(area), `${[...above, area].join(" -> ")}`);
      for (const below of LAYERS[area] ?? []) visit(below, [...above, area]);
    };
    for (const area of Object.keys(LAYERS)) visit(area, []);
  });
});
