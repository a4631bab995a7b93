/** Making a file or folder beside its place and putting it there whole: an interrupted run leaves nothing that looks finished. */
import { accessSync, constants, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).size > 0;
  } catch {
    return false;
  }
}

/** A new folder inside `parent`, on the file system of what is to be put there. */
export function stagingFolder(parent: string): string {
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(path.join(parent, ".making-"));
}

/** A rename on one file system: the target is there whole, or not at all. */
export function place(made: string, target: string): void {
  rmSync(target, { recursive: true, force: true });
  renameSync(made, target);
}
