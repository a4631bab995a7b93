"use strict";
// Pulumi's policy runner registers ts-node with `typeCheck: true`, which wins over `transpileOnly` of tsconfig.json and
// costs seconds at every preview (@pulumi/pulumi/cmd/run-policy-pack/run.js). Type checking belongs to the tests, so the
// pack transpiles itself, and keeps the result where tools keep theirs: node_modules/.cache.
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const ts = require("typescript");

const cache = path.resolve(path.dirname(require.resolve("typescript/package.json")), "..", ".cache", "kianax-policies");
const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true, inlineSourceMap: true };

function transpiled(file) {
  const source = readFileSync(file, "utf8");
  const kept = path.join(cache, `${createHash("sha256").update(ts.version).update(source).digest("hex")}.js`);
  try {
    return readFileSync(kept, "utf8");
  } catch {
    const { outputText } = ts.transpileModule(source, { compilerOptions, fileName: file });
    keep(kept, outputText);
    return outputText;
  }
}

/** A cache that cannot be written is no reason to stop. */
function keep(file, text) {
  try {
    mkdirSync(cache, { recursive: true });
    const next = `${file}.${process.pid}`;
    writeFileSync(next, text);
    renameSync(next, file);
  } catch (error) {
    if (!["EACCES", "EPERM", "EROFS", "ENOSPC", "ENOTDIR"].includes(error.code)) {
      throw error;
    }
  }
}

require.extensions[".ts"] = (module, file) => module._compile(transpiled(file), file);
require("./index.ts");
