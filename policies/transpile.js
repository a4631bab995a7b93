"use strict";
// Lets Node load TypeScript without a typecheck and without ts-node: what was transpiled once is kept where tools keep
// such things, in node_modules/.cache, and the compiler is only loaded for what is new.
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const path = require("node:path");

const { version } = require("typescript/package.json");
const cache = path.resolve(path.dirname(require.resolve("typescript/package.json")), "..", ".cache", "kianax-typescript");

function transpiled(file) {
  const source = readFileSync(file, "utf8");
  // The source map inside names the file, so a copy elsewhere is another entry.
  const kept = path.join(cache, `${createHash("sha256").update([version, file, source].join("\0")).digest("hex")}.js`);
  try {
    return readFileSync(kept, "utf8");
  } catch {
    const ts = require("typescript");
    const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true, inlineSourceMap: true };
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
