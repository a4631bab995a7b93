/** One catalogue of the installed SDKs for all tests, over a cache that goes when they end. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openCatalogue, type Catalogue, type ResourceShape } from "..";

export const NODE_MODULES = resolve(__dirname, "../../../node_modules");

let opened: Catalogue | undefined;

export function installedCatalogue(): Catalogue {
  if (opened === undefined) {
    const cache = mkdtempSync(join(tmpdir(), "kianax-shapes-"));
    process.once("exit", () => rmSync(cache, { recursive: true, force: true }));
    opened = openCatalogue(NODE_MODULES, cache);
  }
  return opened;
}

export function shapeOf(token: string): ResourceShape {
  const shape = installedCatalogue().resource(token);
  assert.ok(shape, `${token} has no shape`);
  return shape;
}
